import type { AgentId } from '../basics/ids.ts';
import type { InteractionAction, Permission } from './allowed-actions.ts';
import type { Interaction } from './interaction.ts';
import { colleagueOf } from './interaction.ts';

/**
 * `owner`: has the call and the record; `partner`: is in a conference, and may finish the record
 * as well; `consulted`: is asked, and sees everything without changing anything.
 */
export type InteractionRole = 'owner' | 'partner' | 'consulted';

/** Undefined for an agent who has nothing to do with it. */
export function roleIn(interaction: Interaction, agentId: AgentId): InteractionRole | undefined {
  if (interaction.agentId === agentId) return 'owner';
  if (interaction.partner?.agentId === agentId) return 'partner';
  return colleagueOf(interaction) === agentId ? 'consulted' : undefined;
}

/** The interaction with the draft that this agent sees and changes. */
export function asSeenBy(interaction: Interaction, agentId: AgentId): Interaction {
  const { partner } = interaction;
  if (partner?.agentId !== agentId) return interaction;
  const { draft, draftSavedAt } = partner;
  return { ...interaction, draft, draftSavedAt };
}

/** The other agents who may finish the record. */
export function othersThan({ agentId, partner }: Interaction, by: AgentId): readonly AgentId[] {
  const all = partner === undefined ? [agentId] : [agentId, partner.agentId];
  return all.filter((each) => each !== by);
}

type Row = Readonly<Record<InteractionRole, Permission>>;

const OF_THE_CALL: Row = { owner: 'allowed', partner: 'NOT_OWNER', consulted: 'READ_ONLY' };
const OF_THE_RECORD: Row = { owner: 'allowed', partner: 'allowed', consulted: 'READ_ONLY' };

/** What a role has to say before the phase is asked. */
export const ROLE_ACTIONS: Readonly<Record<InteractionAction, Row>> = {
  'end-call': OF_THE_CALL,
  hold: OF_THE_CALL,
  mute: OF_THE_CALL,
  'send-digits': OF_THE_CALL,
  'start-recording': OF_THE_CALL,
  'pause-recording': OF_THE_CALL,
  'stop-recording': OF_THE_CALL,
  'correct-cpd': OF_THE_CALL,
  'set-call-result': OF_THE_RECORD,
  'set-disposition': OF_THE_RECORD,
  'do-not-call': OF_THE_RECORD,
  'edit-record': OF_THE_RECORD,
  note: OF_THE_RECORD,
  'mark-done': OF_THE_RECORD,
  'extend-wrap-up': OF_THE_RECORD,
  reschedule: OF_THE_RECORD,
  recall: OF_THE_CALL,
  transfer: OF_THE_CALL,
  conference: OF_THE_CALL,
  consult: OF_THE_CALL,
  'talk-with': OF_THE_CALL,
  'complete-transfer': OF_THE_CALL,
  'complete-conference': OF_THE_CALL,
  'end-consultation': OF_THE_CALL,
  'leave-consultation': { owner: 'NOT_CONSULTED', partner: 'allowed', consulted: 'allowed' },
};
