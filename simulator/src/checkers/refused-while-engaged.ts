import type { AgentId, InteractionId } from '@outpace/engine/basics/ids.ts';
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
  #engaged = new Map<AgentId, InteractionId>();

  see(moment: Moment): readonly string[] {
    if (moment.type === 'killed') this.#engaged.clear();
    if (moment.type !== 'step') return FINE;
    const problems = this.#onStep(moment);
    this.#engaged = engagedIn(moment);
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
    const isStill = agent?.phase === 'engaged' && agent.engagement.interactionId === held;
    if (!isStill) problems.push(`${command.type} took agent ${agentId} off the line`);
    // A command that was sent before, and is sent once more, gets the answer of then.
    const isRepeated = outcome.ok && isStill;
    const code = outcome.ok ? 'ok' : outcome.problem.code;
    if (!isRepeated && code !== 'ENGAGED' && !isOfBefore(command, held)) {
      problems.push(`${command.type} of agent ${agentId} is answered ${code}`);
    }
    return problems;
  }
}

function isLocked(command: AgentCommand, held: InteractionId): boolean {
  if (FREE.has(command.type) || isOfBefore(command, held)) return false;
  if (command.type !== 'save-draft') return !OF_OTHER_THINGS.has(command.type);
  const { dispositionCode, doNotCall } = command.draft;
  return dispositionCode !== undefined || doNotCall !== undefined;
}

/** These have codes of their own: there is no offer and no such call, and the phone is in use. */
const OF_OTHER_THINGS: ReadonlySet<AgentCommand['type']> = new Set([
  'accept-offer',
  'reject-offer',
  'accept-internal-call',
  'end-internal-call',
  'choose-phone',
]);

/** Sent late, about a conversation that is over. */
const isOfBefore = (command: AgentCommand, held: InteractionId): boolean =>
  'interactionId' in command && command.interactionId !== held;

const engagedIn = ({ state }: MomentOf<'step'>): Map<AgentId, InteractionId> => {
  const engaged = new Map<AgentId, InteractionId>();
  for (const agent of state.agents.values()) {
    if (agent.phase === 'engaged') engaged.set(agent.agentId, agent.engagement.interactionId);
  }
  return engaged;
};
