import type { PhoneNumber } from './basics/phone-number.ts';
import { typedNumber } from './calling-lists/callback.ts';
import type { AgentCommand } from './event.ts';

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
    default:
      return [];
  }
}
