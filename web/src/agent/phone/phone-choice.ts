import type { AgentPhone, PhoneChoice } from '@outpace/engine/agents/agent-phone.ts';

/**
 * What a server has forgotten, or another browser has changed, of where this agent wants to be
 * called; undefined: nothing to say.
 */
export function choiceToSend(
  phone: Pick<AgentPhone, 'kind'>,
  remembered: PhoneChoice | undefined,
): PhoneChoice | undefined {
  if (phone.kind === 'none' || remembered === undefined) return undefined;
  return remembered.kind === phone.kind ? undefined : remembered;
}

/** As it is shown: the address of a desk phone is known only where it was chosen. */
export const deskAddress = (remembered: PhoneChoice | undefined): string =>
  remembered?.kind === 'desk' ? remembered.address : '';
