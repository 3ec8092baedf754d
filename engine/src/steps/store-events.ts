import { unreachable } from '../basics/assert.ts';
import type { Instant } from '../basics/time.ts';
import { after, earlier, later, minutes } from '../basics/time.ts';
import type { CallResult } from '../calling-lists/call-result.ts';
import { outcomeOf, restAfterFault } from '../calling-lists/chain-outcome.ts';
import { attemptsMaxOf } from '../campaigns/campaign.ts';
import type { Attempt } from '../dialing/attempt.ts';
import type { LeaseState } from '../dialing/dial-session.ts';
import * as life from '../dialing/session-life.ts';
import {
  agentOf,
  changeChain,
  heldChain,
  holdChain,
  interactionOf,
  putAgent,
  putSession,
  removeAttempt,
  removeInteraction,
  sessionOf,
} from '../entities.ts';
import type { RecoveredAttempt, RecoveredSession, StoreEvent } from '../event.ts';
import type { Turn } from '../turn.ts';
import { settleAgent } from './agent-phases.ts';
import { returnToTop } from './chains.ts';
import { announce } from './notices.ts';
import { saveSession } from './supervisor-commands.ts';

export function onStoreEvent(turn: Turn, event: StoreEvent): void {
  switch (event.type) {
    case 'chains-leased':
      return onLeased(turn, event);
    case 'lease-failed':
      return onLeaseFailed(turn, event.groupId);
    case 'leases-renewed':
      for (const id of event.chainIds) {
        const held = turn.state.chains.get(id);
        if (held !== undefined) changeChain(turn, { ...held.chain, leaseUntil: event.until });
      }
      return;
    case 'write-failed':
      for (const id of event.attemptIds) takeBack(turn, id);
      return;
    case 'recovered':
      for (const attempt of event.attempts) closeRecovered(turn, attempt);
      for (const session of event.sessions) reload(turn, session);
      return;
    default:
      return unreachable(event);
  }
}

type Leased = Extract<StoreEvent, { type: 'chains-leased' }>;

/** Other users of a list may put records back at any time, so an empty answer is asked again. */
const ASK_AGAIN_AT_LATEST = minutes(1);

function onLeased(turn: Turn, event: Leased): void {
  const { state, at } = turn;
  const fresh = event.chains.filter((chain) => !state.chains.has(chain.id));
  const chainIds = fresh.map((chain) => chain.id);
  const session = state.sessions.get(event.groupId);
  const room = state.limits.chainsMax - state.chains.size;
  if (session === undefined || session.phase === 'unloading' || fresh.length > room) {
    if (chainIds.length > 0) turn.effects.push({ type: 'release-chains', chainIds, toTop: false });
    if (session !== undefined) putSession(turn, { ...session, lease: idle(at) });
    return;
  }
  for (const chain of fresh) {
    const { groupId } = event;
    holdChain(turn, { chain, groupId, place: 'buffer', declined: new Map() });
  }
  const buffer = [...session.buffer, ...chainIds];
  const lease = fresh.length > 0 ? idle(at) : idle(askAgainAt(turn, event));
  const finished = fresh.length === 0 && event.openChains === 0 && event.nextDueAt === undefined;
  if (session.phase === 'loading') announce(turn, session, 'loaded');
  const phase = session.phase === 'loading' ? 'active' : session.phase;
  const waits = { ...session.waits, records: buffer.length === 0 };
  putSession(turn, { ...session, phase, buffer, lease, waits, finished });
}

const idle = (askAgainAt: Instant): LeaseState => ({ phase: 'idle', askAgainAt });

function askAgainAt({ state, at }: Turn, { nextDueAt }: Leased): Instant {
  const soonest = after(at, state.limits.leaseRetryMs);
  const latest = after(at, ASK_AGAIN_AT_LATEST);
  return nextDueAt === undefined ? latest : earlier(latest, later(soonest, nextDueAt));
}

function onLeaseFailed(turn: Turn, groupId: Leased['groupId']): void {
  const session = turn.state.sessions.get(groupId);
  if (session === undefined) return;
  putSession(turn, { ...session, lease: idle(after(turn.at, turn.state.limits.leaseRetryMs)) });
}

/** Its write was lost, so it was never dialed: as if it had not been decided. */
function takeBack(turn: Turn, id: Attempt['id']): void {
  const attempt = turn.state.attempts.get(id);
  if (attempt?.phase !== 'dialing') return;
  const session = sessionOf(turn.state, attempt.groupId);
  removeAttempt(turn, attempt);
  const { agentId } = attempt;
  if (attempt.openedFor !== undefined) {
    removeInteraction(turn, interactionOf(turn.state, attempt.openedFor));
  }
  const pausedUntil = after(turn.at, turn.state.limits.faultPauseMs);
  const counts = { ...session.counts, attempts: session.counts.attempts - 1 };
  putSession(turn, { ...session, pausedUntil, counts });
  const paused = sessionOf(turn.state, attempt.groupId);
  returnToTop(turn, paused, heldChain(turn.state, attempt.chainId));
  if (agentId === undefined || !turn.state.agents.has(agentId)) return;
  const agent = agentOf(turn.state, agentId);
  if (agent.phase === 'reserved' || agent.phase === 'talking') settleAgent(turn, agentId);
  else putAgent(turn, agent);
}

/**
 * An attempt without a result from before a restart. Whether the phone rang is not known, so it
 * is never dialed again blindly: a conversation ends as answered with its draft, anything else
 * rests.
 */
function closeRecovered(turn: Turn, found: RecoveredAttempt): void {
  const { at, state } = turn;
  const { chain, plan, interaction } = found;
  const record = chain.records[chain.position];
  if (record === undefined) return;
  const result: CallResult = interaction === undefined ? 'switch-error' : 'answer';
  const draft = interaction?.draft;
  const said: CallResult = draft?.callResult ?? result;
  turn.effects.push({
    type: 'close-attempt',
    attemptId: found.attemptId,
    result,
    agentId: interaction?.agentId,
    answeredAt: undefined,
    connectedAt: undefined,
    endedAt: at,
  });
  const ended = {
    chain,
    recordId: record.id,
    result: said,
    code: draft?.dispositionCode,
    endedAt: at,
  };
  const outcome =
    interaction === undefined
      ? restAfterFault(ended, state.limits.recoveryRedialMs)
      : outcomeOf(ended, plan.treatments, attemptsMaxOf(plan, chain.listId));
  if (interaction !== undefined) {
    turn.effects.push({
      type: 'close-interaction',
      interactionId: interaction.id,
      closedBy: 'recovery',
      callResult: said,
      dispositionCode: draft?.dispositionCode,
      doNotCall: draft?.doNotCall,
      note: draft?.note ?? '',
      connectedAt: undefined,
      endedAt: at,
      doneAt: at,
    });
  }
  turn.effects.push({ type: 'save-chain', chainId: chain.id, ...outcome.after });
}

function reload(turn: Turn, found: RecoveredSession): void {
  const { limits } = turn.state;
  const loaded = life.load(found.plan, found.autoComplete, turn.at, limits.leaseMs);
  const phase = found.run ? 'running' : 'active';
  const { mode, multiplier } = found;
  const session = { ...loaded, phase, mode, multiplier } as const;
  putSession(turn, session);
  saveSession(turn, session, phase, 'restart');
}
