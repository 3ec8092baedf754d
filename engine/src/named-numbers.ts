import type { PhoneNumber } from './basics/phone-number.ts';
import { parsePhoneNumber } from './basics/phone-number.ts';
import { typedNumber } from './calling-lists/callback.ts';
import type { AgentCommand } from './event.ts';
import type { WantedTarget } from './interactions/third-party-command.ts';

/**
 * Numbers that a command names and that no lease has brought here: what the store holds against
 * them must come in with the command.
 */
export function namedNumbers(command: AgentCommand): readonly PhoneNumber[] {
  switch (command.type) {
    case 'recall':
      return typedNumber(command.to);
    case 'save-draft':
    case 'mark-done':
      return typedNumber(command.draft.callback?.to);
    case 'consult':
    case 'transfer':
    case 'conference':
      return numberOf(command.target);
    default:
      return [];
  }
}

function numberOf(target: WantedTarget): readonly PhoneNumber[] {
  if (target.kind !== 'number') return [];
  const parsed = parsePhoneNumber(target.phone);
  return parsed.ok ? [parsed.value] : [];
}
