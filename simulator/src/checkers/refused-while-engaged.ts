import type { AgentId, CommandId, InteractionId } from '@outpace/engine/basics/ids.ts';
import type { AgentCommand } from '@outpace/engine/event.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';

/**
 * What an agent may do while their line is held for somebody; written out here and not asked of the
 * engine's table, so that a wrong line there is found.
 */
const FREE: ReadonlySet<AgentCommand['type']> = new Set([
  'set-ready',
  'set-not-ready',
  'cancel-log-off',
  'acknowledge-notice',
  'mute',
  'undo-do-not-call',
  'dismiss-outcome',
  // Of the call before.
  'correct-cpd',
]);

/** Everything else is refused with a code of its own, and changes nothing. */
export class RefusedWhileEngaged implements Checker {
  readonly name = 'refused-while-engaged';
  #engaged = new Map<AgentId, Held>();
  /** Commands that have an answer: sent once more they get that one again. */
  readonly #answered = new Set<CommandId>();

  see(moment: Moment): readonly string[] {
    if (moment.type === 'killed') {
      this.#engaged.clear();
      this.#answered.clear();
    }
    if (moment.type !== 'step') return FINE;
    const problems = this.#onStep(moment);
    this.#engaged = engagedIn(moment);
    const { event } = moment;
    if (event.type === 'agent-command') this.#answered.add(event.commandId);
    return problems;
  }

  #onStep({ event, effects, state }: MomentOf<'step'>): readonly string[] {
    if (event.type !== 'agent-command') return FINE;
    const { agentId, command, commandId } = event;
    const held = this.#engaged.get(agentId);
    if (held === undefined || !isLocked(command, held)) return FINE;
    const reply = effects.find((each) => each.type === 'reply' && each.commandId === commandId);
    if (reply?.type !== 'reply') return [`${command.type} is not answered`];
    const problems: string[] = [];
    const { outcome } = reply;
    const agent = state.agents.get(agentId);
    const isStill = agent?.phase === 'engaged' && agent.engagement.interactionId === held.id;
    if (!isStill) problems.push(`${command.type} took agent ${agentId} off the line`);
    const isRepeated = this.#answered.has(commandId);
    const code = outcome.ok ? 'ok' : outcome.problem.code;
    if (!isRepeated && code !== 'ENGAGED') {
      problems.push(`${command.type} of agent ${agentId} is answered ${code}`);
    }
    return problems;
  }
}

type Held = { readonly id: InteractionId; readonly preselected: string | undefined };

function isLocked(command: AgentCommand, { id, preselected }: Held): boolean {
  if (FREE.has(command.type) || isOfBefore(command, id)) return false;
  if (command.type !== 'save-draft') return !OF_OTHER_THINGS.has(command.type);
  const { callResult, dispositionCode, doNotCall, callback } = command.draft;
  if (callResult !== undefined && callResult !== preselected) return true;
  return [dispositionCode, doNotCall, callback].some((said) => said !== undefined);
}

/** These have codes of their own: there is no offer and no such call, and the phone is in use. */
const OF_OTHER_THINGS: ReadonlySet<AgentCommand['type']> = new Set([
  'accept-offer',
  'reject-offer',
  'accept-internal-call',
  'end-internal-call',
  'cancel-call',
  'choose-phone',
]);

/** Sent late, about a conversation that is over. */
const isOfBefore = (command: AgentCommand, held: InteractionId): boolean =>
  'interactionId' in command && command.interactionId !== held;

const engagedIn = ({ state }: MomentOf<'step'>): Map<AgentId, Held> => {
  const engaged = new Map<AgentId, Held>();
  for (const agent of state.agents.values()) {
    if (agent.phase !== 'engaged') continue;
    const { interactionId: id, groupId } = agent.engagement;
    const preselected = state.sessions.get(groupId)?.plan.outcomes.preselected;
    engaged.set(agent.agentId, { id, preselected });
  }
  return engaged;
};
