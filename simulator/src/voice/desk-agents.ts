import type { AgentView } from '@outpace/engine/views/agent-view.ts';
import { type Habit, type Next, nextCommand } from '../crash/quick-agents.ts';

export type DeskHabit = {
  /** Where the phones on the desks are, such as `127.0.0.1:5060`. */
  readonly desks: string;
  /** How long they talk with whoever is at this number; undefined: until the other hangs up. */
  readonly talkMs: (phone: string) => number | undefined;
};

/** Agents with phones on their desks, who end their conversations after a while. */
export const deskHabit =
  ({ desks, talkMs }: DeskHabit): Habit =>
  (view, run) =>
    choosePhone(view, desks) ?? endCall(view, talkMs) ?? nextCommand(view, run);

/** The user part of the address of an agent's phone: digits, for whoever plays it. */
export const deskOf = (agentId: string): string => agentId.replace(/^\D+/, '900');

function choosePhone(view: AgentView, desks: string): Next | undefined {
  const { agentId, phone, status } = view;
  if (phone.kind === 'desk' || status.holding !== 'nothing') return undefined;
  const address = `sip:${deskOf(agentId)}@${desks}`;
  const command = { type: 'choose-phone', phone: { kind: 'desk', address } } as const;
  return { once: `phone of ${agentId}`, command };
}

function endCall({ interaction }: AgentView, talkMs: DeskHabit['talkMs']): Next | undefined {
  if (interaction?.phase !== 'connected') return undefined;
  const { id: interactionId, phone } = interaction;
  const afterMs = talkMs(phone);
  if (afterMs === undefined) return undefined;
  return { once: `end ${interactionId}`, command: { type: 'end-call', interactionId }, afterMs };
}
