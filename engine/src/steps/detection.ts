import type { AgentSession } from '../agents/agent-session.ts';
import { unreachable } from '../basics/assert.ts';
import type { AttemptId } from '../basics/ids.ts';
import type { Refusal } from '../basics/refusal.ts';
import { refusal } from '../basics/refusal.ts';
import { cpdTime } from '../campaigns/assured.ts';
import type { Attempt, CpdFinding } from '../dialing/attempt.ts';
import { cpdStep, isByVerdict, withFinding } from '../dialing/cpd.ts';
import {
  heldChain,
  interactionOf,
  putAttempt,
  putInteraction,
  recordOf,
  sessionOf,
} from '../entities.ts';
import type { Interaction } from '../interactions/interaction.ts';
import { corrected } from '../interactions/interaction.ts';
import { permission } from '../interactions/permissions.ts';
import type { Turn } from '../turn.ts';
import { treatCall } from './call-treatments.ts';
import { onPerson } from './connect.ts';

/** What call progress detection heard is kept with the attempt, and weighed. */
export function onFinding(turn: Turn, attempt: Attempt, finding: CpdFinding): void {
  const known = withFinding(attempt, finding);
  if (known === attempt) return;
  putAttempt(turn, known);
  weigh(turn, known);
}

/** Does what the finding means now; asked again when the call has come as far as the finding. */
export function weigh(turn: Turn, attempt: Attempt): void {
  const { plan } = sessionOf(turn.state, attempt.groupId);
  const when = cpdTime(plan, recordOf(turn.state, attempt));
  const step = cpdStep(attempt, when, saidOf(turn, attempt));
  switch (step.type) {
    case 'nothing':
      return;
    case 'greet':
      return onPerson(turn, attempt, step.answeredAt);
    case 'treat':
      return treatCall(turn, step.attempt, step.verdict);
    default:
      return unreachable(step);
  }
}

const saidOf = (turn: Turn, attempt: Attempt): Interaction['cpdSaid'] =>
  attempt.phase === 'connected'
    ? interactionOf(turn.state, attempt.interactionId).cpdSaid
    : undefined;

/** The agent heard who it really was: in the call they have, or in the last one they had. */
export function correctCpd(
  turn: Turn,
  agent: AgentSession,
  attemptId: AttemptId,
  said: 'person' | 'machine',
): Refusal | undefined {
  const mine =
    'interactionId' in agent ? interactionOf(turn.state, agent.interactionId) : undefined;
  if (mine?.attemptId === attemptId && mine.agentId === agent.agentId) {
    const { plan } = sessionOf(turn.state, mine.groupId);
    const { isSwitchUp } = turn.state;
    const { takenBack } = heldChain(turn.state, mine.chainId);
    const allowed = permission({ plan, isSwitchUp, takenBack }, mine, 'correct-cpd');
    if (allowed !== 'allowed') return refusal(allowed);
    correctMine(turn, mine, said);
  } else if (agent.lastOutcome?.attemptId !== attemptId || !isByVerdict(agent.lastOutcome.result)) {
    return refusal('NO_VERDICT');
  }
  const { agentId: by } = agent;
  turn.effects.push({ type: 'save-cpd-correction', attemptId, said, by, at: turn.at });
  return undefined;
}

function correctMine(turn: Turn, interaction: Interaction, said: 'person' | 'machine'): void {
  const { outcomes } = sessionOf(turn.state, interaction.groupId).plan;
  const now = corrected(interaction, said, outcomes, turn.at);
  putInteraction(turn, now);
  if (now.draft === interaction.draft) return;
  turn.effects.push({ type: 'save-draft', interactionId: now.id, ...now.draft });
}
