import { isPromised } from '../agents/matching.ts';
import { unreachable } from '../basics/assert.ts';
import type { AttemptId, CampaignGroupId, ChainId } from '../basics/ids.ts';
import type { Instant } from '../basics/time.ts';
import { after, later } from '../basics/time.ts';
import type { Chain } from '../calling-lists/chain.ts';
import { recordToDial } from '../calling-lists/chain.ts';
import { returnedOutcome } from '../calling-lists/chain-outcome.ts';
import { lost, renewed } from '../calling-lists/lease.ts';
import { priorityOfType, USUAL_PRIORITIES } from '../calling-lists/queue-rank.ts';
import { isDelegated, ownerOf } from '../calling-lists/record.ts';
import { attemptsMaxOf } from '../campaigns/campaign.ts';
import type { DialSession } from '../dialing/dial-session.ts';
import { withoutLast } from '../dialing/dial-session.ts';
import {
  callbacksAfter,
  isFinished,
  leaseAfter,
  leaseBefore,
  withMissed,
} from '../dialing/refill.ts';
import {
  changeChain,
  heldChain,
  holdChain,
  interactionOf,
  putSession,
  removeAttempt,
  removeInteraction,
  sessionOf,
} from '../entities.ts';
import type { StoreEvent } from '../event.ts';
import type { Turn } from '../turn.ts';
import { settleAgent } from './agent-phases.ts';
import {
  awaitAgent,
  forgetBuffered,
  forgetLapsed,
  returnToTop,
  showToHolders,
  writeChain,
} from './chains.ts';
import { onNumberLeased, takeBackByHand } from './manual-calls.ts';
import { announce } from './notices.ts';
import { takeBackRecall } from './recall.ts';
import { onRecovered } from './recovery.ts';

export function onStoreEvent(turn: Turn, event: StoreEvent): void {
  switch (event.type) {
    case 'chains-leased':
      return onLeased(turn, event);
    case 'lease-failed':
      return onLeaseFailed(turn, event.groupId);
    case 'leases-renewed':
      for (const id of event.chainIds) changeLease(turn, id, renewed, event.until);
      for (const id of event.lost) changeLease(turn, id, lost, event.until);
      return forgetLapsed(turn);
    case 'number-leased':
      return onNumberLeased(turn, event);
    case 'contact-renamed':
      return rename(turn, event.chainId, event.contactName);
    case 'chains-withdrawn':
      return forgetBuffered(turn, event.chainIds);
    case 'write-failed':
      for (const id of event.attemptIds) takeBack(turn, id);
      return;
    case 'dialing-paused':
      for (const session of [...turn.state.sessions.values()]) {
        putSession(turn, { ...session, pausedUntil: event.until });
      }
      return;
    case 'recovered':
      return onRecovered(turn, event);
    default:
      return unreachable(event);
  }
}

function changeLease(turn: Turn, id: Chain['id'], how: typeof renewed, until: Instant): void {
  const chain = turn.state.chains.get(id)?.chain;
  if (chain !== undefined) changeChain(turn, how(chain, until, turn.at));
}

/** Whoever has this person before them sees the new name at once. */
function rename(turn: Turn, id: Chain['id'], contactName: string): void {
  const chain = turn.state.chains.get(id)?.chain;
  if (chain === undefined) return;
  changeChain(turn, { ...chain, contactName });
  showToHolders(turn, id);
}

type Leased = Extract<StoreEvent, { type: 'chains-leased' }>;

function onLeased(turn: Turn, event: Leased): void {
  const { state, at } = turn;
  const { groupId, openChains, nextDueAt } = event;
  const others = event.chains.filter((chain) => !state.chains.has(chain.id));
  // What the answer came too late for may be somebody else's by now: nothing is written of it.
  const leased = others.filter(({ leaseUntil }) => leaseUntil > at);
  const chainIds = leased.map((chain) => chain.id);
  const session = state.sessions.get(groupId);
  const room = state.limits.chainsMax - state.chains.size;
  if (session?.lease.phase === 'asking' && session.lease.isOutdated === true) {
    return onOutdated(turn, session, chainIds);
  }
  if (session === undefined || session.phase === 'unloading' || leased.length > room) {
    if (chainIds.length > 0) turn.effects.push({ type: 'release-chains', chainIds, toTop: false });
    return onLeaseFailed(turn, groupId);
  }
  const fresh = leased.filter((chain) => !isDelegated(recordToDial(chain)));
  for (const chain of fresh) {
    holdChain(turn, { chain, groupId, place: 'buffer', declined: new Map() });
  }
  const answer = { leased: others.length, openChains, nextDueAt };
  const buffer = withLeased(turn, session, fresh);
  const { leaseRetryMs } = state.limits;
  const callbacksAt = callbacksAfter(event, at, leaseRetryMs);
  const isPart = event.only === 'callbacks';
  const answered = isPart ? leaseBefore(session) : leaseAfter(answer, at, leaseRetryMs);
  const lease = withMissed(answered, session.lease, at);
  const hasMissed = session.lease.phase === 'asking' && session.lease.missedAt !== undefined;
  const waits = { ...session.waits, records: buffer.length === 0 };
  if (session.phase === 'loading') announce(turn, session, 'loaded');
  const phase = session.phase === 'loading' ? 'active' : session.phase;
  const isDone = isPart ? session.finished && others.length === 0 : isFinished(answer);
  const finished = isDone && !hasMissed;
  const turns = event.turns ?? session.turns;
  putSession(turn, { ...session, phase, buffer, lease, turns, callbacksAt, waits, finished });
  for (const chain of fresh) {
    if (ownerOf(recordToDial(chain)) !== undefined) {
      awaitAgent(turn, groupId, heldChain(state, chain.id));
    }
  }
  for (const chain of leased) {
    if (isDelegated(recordToDial(chain))) takeReturned(turn, session, chain);
  }
}

/** It fell due while whoever is outside had it: the plan goes on, and the store has it again. */
function takeReturned(turn: Turn, { groupId, plan }: DialSession, chain: Chain): void {
  const attemptsMax = attemptsMaxOf(plan, chain.listId);
  const { after: saved } = returnedOutcome(chain, plan.treatments, attemptsMax, turn.at);
  writeChain(turn, chain, groupId, saved);
}

/** It was asked for in another order than the one that holds now. */
function onOutdated(turn: Turn, session: DialSession, chainIds: readonly ChainId[]): void {
  if (chainIds.length > 0) turn.effects.push({ type: 'release-chains', chainIds, toTop: false });
  putSession(turn, { ...session, lease: { phase: 'idle', askAgainAt: undefined } });
}

/**
 * What has a better priority goes before what is in hand, except what somebody has let pass: that
 * stays on top. Those of one agent do not wait among the others.
 */
function withLeased(
  { state }: Turn,
  { buffer, plan }: DialSession,
  fresh: readonly Chain[],
): readonly ChainId[] {
  const priorities = plan.priorities ?? USUAL_PRIORITIES;
  const priorityOf = (chain: Chain): number => priorityOfType(recordToDial(chain).type, priorities);
  const anybodys = fresh
    .filter((chain) => ownerOf(recordToDial(chain)) === undefined)
    .toSorted((a, b) => priorityOf(a) - priorityOf(b));
  const merged: ChainId[] = [];
  let next = 0;
  for (const id of buffer) {
    const { chain, declined } = heldChain(state, id);
    for (let best = anybodys[next]; best !== undefined; best = anybodys[next]) {
      if (declined.size > 0 || priorityOf(best) >= priorityOf(chain)) break;
      merged.push(best.id);
      next += 1;
    }
    merged.push(id);
  }
  return [...merged, ...anybodys.slice(next).map(({ id }) => id)];
}

/** No answer, or none that can be used: asked again in a while. */
function onLeaseFailed(turn: Turn, groupId: CampaignGroupId): void {
  const session = turn.state.sessions.get(groupId);
  if (session === undefined) return;
  const askAgainAt = after(turn.at, turn.state.limits.leaseRetryMs);
  const callbacksAt = later(session.callbacksAt, askAgainAt);
  putSession(turn, { ...session, lease: { phase: 'idle', askAgainAt }, callbacksAt });
}

/** Its write was lost, so it was never dialed: as if it had not been decided. */
function takeBack(turn: Turn, id: AttemptId): void {
  const { state, at } = turn;
  const attempt = state.attempts.get(id);
  if (attempt?.phase !== 'dialing') return;
  const { groupId, openedFor } = attempt;
  removeAttempt(turn, attempt);
  state.dialed.takenBack(id);
  const opened = openedFor === undefined ? undefined : interactionOf(state, openedFor);
  if (opened?.earlier !== undefined) {
    putSession(turn, withoutLast(sessionOf(state, groupId), after(at, state.limits.faultPauseMs)));
    return takeBackRecall(turn, opened, opened.earlier);
  }
  if (openedFor !== undefined) removeInteraction(turn, interactionOf(state, openedFor));
  putSession(turn, withoutLast(sessionOf(state, groupId), after(at, state.limits.faultPauseMs)));
  if (attempt.kind === 'manual') takeBackByHand(turn, attempt);
  else returnToTop(turn, sessionOf(state, groupId), heldChain(state, attempt.chainId));
  const agent = attempt.agentId === undefined ? undefined : state.agents.get(attempt.agentId);
  if (agent !== undefined && isPromised(agent, attempt)) settleAgent(turn, agent.agentId);
}
