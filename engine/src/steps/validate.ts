import { countForAnybody, isPromised } from '../agents/matching.ts';
import { OBSTACLE_CODES } from '../agents/placing.ts';
import { must, unreachable } from '../basics/assert.ts';
import type { Instant } from '../basics/time.ts';
import { after, later } from '../basics/time.ts';
import type { CallResult } from '../calling-lists/call-result.ts';
import { recordToDial } from '../calling-lists/chain.ts';
import { putOff, refusedUndialed } from '../calling-lists/chain-outcome.ts';
import { attemptsMaxOf } from '../campaigns/campaign.ts';
import { isPredicted, isSeizing } from '../campaigns/dialing-order.ts';
import type { Validation, ValidationAnswer } from '../campaigns/validation.ts';
import { addressText, answerText, rulingBy, VALIDATION_RULE } from '../campaigns/validation.ts';
import type { RuleAnswer } from '../compliance/dial-question.ts';
import { dialObstacle } from '../compliance/dial-question.ts';
import { dialQuestion } from '../dial-question-of.ts';
import type { AttemptIn } from '../dialing/attempt.ts';
import { validated } from '../dialing/attempt.ts';
import type { DialSession } from '../dialing/dial-session.ts';
import { isPaused } from '../dialing/dial-session.ts';
import { pacingCounts } from '../dialing/pacing-counts.ts';
import {
  countIn,
  engagedAgentsOf,
  freeAgentsOf,
  heldChain,
  putAgent,
  putSession,
  sessionOf,
} from '../entities.ts';
import type { ValidationEvent } from '../event.ts';
import { decideProgressive } from '../pacing/progressive.ts';
import type { Turn } from '../turn.ts';
import { settleAgent } from './agent-phases.ts';
import { letGo, unask } from './cancel.ts';
import { mayDial, returnToStore, saveChain } from './chains.ts';
import { handOf } from './pace.ts';
import { dial, openInteraction } from './place.ts';

type Asked = AttemptIn<'validating'>;

/** Answers for attempts that are not asked about (any more) change nothing. */
export function onValidationAnswered(turn: Turn, { attemptId, answer }: ValidationEvent): void {
  const attempt = turn.state.attempts.get(attemptId);
  if (attempt?.phase === 'validating') obey(turn, attempt, answer);
}

/** Whoever was to ask has said nothing at all: nobody waits longer than they were promised to. */
export function onValidationDue(turn: Turn, attempt: Asked): void {
  obey(turn, attempt, { said: 'time-out' });
}

function obey(turn: Turn, attempt: Asked, answer: ValidationAnswer): void {
  const session = sessionOf(turn.state, attempt.groupId);
  const validation = must(session.plan.validation, `the validation of ${attempt.groupId}`);
  const ruling = rulingBy(validation, answer);
  if (ruling.type !== 'wait') workAgain(turn, session, answer);
  switch (ruling.type) {
    case 'dial':
      return dialNow(turn, attempt, ruleAnswer(turn, attempt, validation, answer));
    case 'refuse':
      save(turn, attempt, validation, { answer, result: ruling.result });
      return refuse(turn, attempt, ruling.result);
    case 'later':
      save(turn, attempt, validation, { answer, result: undefined });
      return putOffUntil(turn, attempt, after(turn.at, ruling.waitMs));
    case 'wait':
      wait(turn, session, ruling.until);
      return letGo(turn, attempt, 'VALIDATION_UNAVAILABLE');
    default:
      return unreachable(ruling);
  }
}

/** Somebody has answered, so they can be asked. */
function workAgain(turn: Turn, session: DialSession, { said }: ValidationAnswer): void {
  if (session.circuitOpenUntil === undefined) return;
  if (said !== 'dial' && said !== 'refuse') return;
  putSession(turn, { ...session, circuitOpenUntil: undefined });
}

function wait(turn: Turn, session: DialSession, until: Instant): void {
  const { circuitOpenUntil = until } = session;
  putSession(turn, { ...session, circuitOpenUntil: later(circuitOpenUntil, until) });
}

const ruleAnswer = (
  { at }: Turn,
  { openedAt }: Asked,
  validation: Validation,
  answer: ValidationAnswer,
): RuleAnswer => ({
  rule: VALIDATION_RULE,
  asked: `${addressText(validation)}: ${answerText(answer)} after ${at - openedAt} ms`,
  answer: 'allowed',
  version: 'campaign',
});

function save(
  turn: Turn,
  attempt: Asked,
  validation: Validation,
  said: { readonly answer: ValidationAnswer; readonly result: CallResult | undefined },
): void {
  const { id: attemptId, groupId, chainId, phone, openedAt: askedAt } = attempt;
  turn.effects.push({
    type: 'save-validation',
    attemptId,
    campaignId: sessionOf(turn.state, groupId).plan.campaignId,
    chainId,
    phone,
    address: addressText(validation),
    answer: answerText(said.answer),
    result: said.result,
    askedAt,
    answeredAt: turn.at,
  });
}

/** Everything is asked again at this instant, for a while has passed since it was decided. */
function dialNow(turn: Turn, attempt: Asked, said: RuleAnswer): void {
  const { state, at } = turn;
  const { groupId, chainId, agentId, kind } = attempt;
  const session = sessionOf(state, groupId);
  if (!isStillWanted(turn, session, attempt)) return letGo(turn, attempt);
  const held = heldChain(state, chainId);
  const hasAgent = agentId !== undefined;
  const asked = { chain: held.chain, hasAgent, at };
  const obstacle = dialObstacle(dialQuestion(state, session, asked));
  if (obstacle !== undefined) {
    // Of a call by hand the store has the record as it was before this number was asked for.
    mayDial(turn, session, kind === 'manual' ? { ...held, place: 'placing' } : held, hasAgent);
    const waiting = unask(turn, attempt, OBSTACLE_CODES[obstacle.kind]);
    if (waiting !== undefined) settleAgent(turn, waiting);
    return;
  }
  const call = dial(turn, session, validated(attempt, at, session.plan.limits.ringMs), [said]);
  if (agentId === undefined || call.openedFor === undefined) return;
  openInteraction(turn, call, agentId, call.openedFor);
}

/** Whether the session would decide this call now, had it not been decided before. */
function isStillWanted(turn: Turn, session: DialSession, attempt: Asked): boolean {
  const { state, at } = turn;
  const { phase, trunks } = session;
  if (!state.isSwitchUp || isPaused(session, at) || trunks.phase === 'resting') return false;
  if (attempt.agentId === undefined) return phase === 'running' && isPacedStill(turn, attempt, 0);
  const agent = state.agents.get(attempt.agentId);
  if (agent === undefined || !isPromised(agent, attempt)) return false;
  if (agent.goneSince !== undefined) return false;
  // What an agent has asked for, or is on the line for, is called also when dialing has stopped.
  const isOnLine = agent.phase === 'engaged' && !isSeizing(session.mode);
  if (attempt.opens !== undefined || isOnLine) return phase === 'running' || phase === 'active';
  return phase === 'running' && isPacedStill(turn, attempt, 1);
}

/**
 * Agents may have left since, or fewer lines be allowed for each. Predictive pacing counts with
 * that, and takes back by itself; the published rule is asked as if this call were not in the air.
 * `tied`: 1 when an agent waits for this call alone, who would be free without it.
 */
function isPacedStill(turn: Turn, attempt: Asked, tied: 0 | 1): boolean {
  const { state } = turn;
  const session = sessionOf(state, attempt.groupId);
  const { agentGroupId } = session.plan;
  if (isPredicted(session)) return countIn(state.index.agentsByGroup, agentGroupId) > 0;
  const free = isSeizing(session.mode)
    ? countForAnybody(engagedAgentsOf(state, attempt.groupId))
    : [...freeAgentsOf(state, agentGroupId)].length;
  const hand = handOf(turn, session, free + tied);
  const attempts = hand.attempts.filter(({ id }) => id !== attempt.id);
  const counts = pacingCounts(session, { ...hand, attempts });
  const recordsFree = counts.recordsFree + 1;
  return decideProgressive({ ...counts, recordsFree }, hand.linesPerAgent).opened > 0;
}

/** The treatment of this result, though nobody's phone has rung. */
function refuse(turn: Turn, attempt: Asked, result: CallResult): void {
  const { state, at } = turn;
  const { chainId, recordId, agentId, groupId, phone } = attempt;
  const { plan } = sessionOf(state, groupId);
  const { chain } = heldChain(state, chainId);
  const ended = { chain, recordId, result, code: undefined, endedAt: at, agentId };
  const attemptsMax = attemptsMaxOf(plan, chain.listId);
  const { next, after: treated } = refusedUndialed(ended, plan.treatments, attemptsMax);
  saveChain(turn, chainId, treated);
  const waiting = unask(turn, attempt, 'VALIDATION_REFUSED');
  const agent = waiting === undefined ? undefined : state.agents.get(waiting);
  if (agent === undefined) return;
  const { contactName } = chain;
  const { zone } = recordToDial(chain);
  const lastOutcome = { at, contactName, phone, zone, result, next } as const;
  const told = { ...lastOutcome, attemptId: undefined, wasHeard: false };
  putAgent(turn, { ...agent, lastOutcome: told });
  settleAgent(turn, agent.agentId);
}

function putOffUntil(turn: Turn, attempt: Asked, dueAt: Instant): void {
  const { state } = turn;
  const { chainId, kind } = attempt;
  if (kind === 'manual') returnToStore(turn, chainId);
  else saveChain(turn, chainId, putOff(heldChain(state, chainId).chain, dueAt));
  const waiting = unask(turn, attempt, 'VALIDATION_UNAVAILABLE');
  if (waiting !== undefined) settleAgent(turn, waiting);
}
