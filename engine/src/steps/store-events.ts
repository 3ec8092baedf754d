import { isPromised } from '../agents/matching.ts';
import { unreachable } from '../basics/assert.ts';
import type { AttemptId, CampaignGroupId } from '../basics/ids.ts';
import type { Instant } from '../basics/time.ts';
import { after } from '../basics/time.ts';
import type { Chain } from '../calling-lists/chain.ts';
import { recordToDial } from '../calling-lists/chain.ts';
import { restAfterFault } from '../calling-lists/chain-outcome.ts';
import { keysFor } from '../calling-lists/suppression.ts';
import type { CampaignPlan } from '../campaigns/campaign.ts';
import { withoutLast } from '../dialing/dial-session.ts';
import { isFinished, leaseAfter } from '../dialing/refill.ts';
import * as life from '../dialing/session-life.ts';
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
import type { RecoveredAttempt, RecoveredSession, StoreEvent } from '../event.ts';
import { outcomeOfDraft } from '../interactions/disposition.ts';
import type { Turn } from '../turn.ts';
import { settleAgent } from './agent-phases.ts';
import { returnToTop } from './chains.ts';
import { announce } from './notices.ts';
import { saveSession } from './supervisor-commands.ts';
import { addKeys } from './suppress.ts';

export function onStoreEvent(turn: Turn, event: StoreEvent): void {
  switch (event.type) {
    case 'chains-leased':
      return onLeased(turn, event);
    case 'lease-failed':
      return onLeaseFailed(turn, event.groupId);
    case 'leases-renewed':
      for (const id of event.chainIds) prolong(turn, id, event.until);
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

/** A lease that ran out before the answer came may be somebody else's by now: it stays over. */
function prolong(turn: Turn, id: Chain['id'], leaseUntil: Instant): void {
  const chain = turn.state.chains.get(id)?.chain;
  if (chain !== undefined && chain.leaseUntil > turn.at)
    changeChain(turn, { ...chain, leaseUntil });
}

type Leased = Extract<StoreEvent, { type: 'chains-leased' }>;

function onLeased(turn: Turn, event: Leased): void {
  const { state, at } = turn;
  const { groupId, openChains, nextDueAt } = event;
  const fresh = event.chains.filter((chain) => !state.chains.has(chain.id));
  const chainIds = fresh.map((chain) => chain.id);
  const session = state.sessions.get(groupId);
  const room = state.limits.chainsMax - state.chains.size;
  if (session === undefined || session.phase === 'unloading' || fresh.length > room) {
    if (chainIds.length > 0) turn.effects.push({ type: 'release-chains', chainIds, toTop: false });
    return onLeaseFailed(turn, groupId);
  }
  for (const chain of fresh) {
    holdChain(turn, { chain, groupId, place: 'buffer', declined: new Map() });
  }
  const answer = { leased: fresh.length, openChains, nextDueAt };
  const buffer = [...session.buffer, ...chainIds];
  const lease = leaseAfter(answer, at, state.limits.leaseRetryMs);
  const waits = { ...session.waits, records: buffer.length === 0 };
  if (session.phase === 'loading') announce(turn, session, 'loaded');
  const phase = session.phase === 'loading' ? 'active' : session.phase;
  putSession(turn, { ...session, phase, buffer, lease, waits, finished: isFinished(answer) });
}

/** No answer, or none that can be used: asked again in a while. */
function onLeaseFailed(turn: Turn, groupId: CampaignGroupId): void {
  const session = turn.state.sessions.get(groupId);
  if (session === undefined) return;
  const askAgainAt = after(turn.at, turn.state.limits.leaseRetryMs);
  putSession(turn, { ...session, lease: { phase: 'idle', askAgainAt } });
}

/** Its write was lost, so it was never dialed: as if it had not been decided. */
function takeBack(turn: Turn, id: AttemptId): void {
  const { state, at } = turn;
  const attempt = state.attempts.get(id);
  if (attempt?.phase !== 'dialing') return;
  const { groupId, openedFor } = attempt;
  const agent = attempt.agentId === undefined ? undefined : state.agents.get(attempt.agentId);
  removeAttempt(turn, attempt);
  if (openedFor !== undefined) removeInteraction(turn, interactionOf(state, openedFor));
  putSession(turn, withoutLast(sessionOf(state, groupId), after(at, state.limits.faultPauseMs)));
  returnToTop(turn, sessionOf(state, groupId), heldChain(state, attempt.chainId));
  if (agent !== undefined && isPromised(agent, attempt)) settleAgent(turn, agent.agentId);
}

/**
 * An attempt without a result from before a restart. Whether the phone rang is not known, so it
 * rests as after a fault; of a conversation, what had been entered becomes fact.
 */
function closeRecovered(turn: Turn, found: RecoveredAttempt): void {
  const { at, state } = turn;
  const { attemptId, chain, plan, interaction } = found;
  turn.effects.push({
    type: 'close-attempt',
    attemptId,
    result: interaction === undefined ? 'switch-error' : 'answer',
    agentId: interaction?.agentId,
    answeredAt: undefined,
    connectedAt: undefined,
    endedAt: at,
    cpd: undefined,
  });
  if (interaction !== undefined) return closeTalk(turn, chain, plan, interaction);
  const recordId = recordToDial(chain).id;
  const ended = { chain, recordId, result: 'switch-error', code: undefined, endedAt: at } as const;
  const { after: rested } = restAfterFault(ended, state.limits.recoveryRedialMs);
  turn.effects.push({ type: 'save-chain', chainId: chain.id, ...rested });
}

function closeTalk(
  turn: Turn,
  chain: Chain,
  plan: CampaignPlan,
  { id, agentId, draft }: NonNullable<RecoveredAttempt['interaction']>,
): void {
  const { at } = turn;
  const record = recordToDial(chain);
  const said = outcomeOfDraft(plan, chain, record.id, draft, at);
  turn.effects.push({
    type: 'close-interaction',
    interactionId: id,
    closedBy: 'recovery',
    callResult: said.callResult,
    dispositionCode: draft.dispositionCode,
    doNotCall: said.doNotCall,
    note: draft.note,
    connectedAt: undefined,
    endedAt: at,
    doneAt: at,
  });
  turn.effects.push({ type: 'save-chain', chainId: chain.id, ...said.after });
  if (said.doNotCall === undefined) return;
  addKeys(turn, keysFor(chain, record.phone, said.doNotCall), agentId, id);
}

function reload(turn: Turn, found: RecoveredSession): void {
  const session = life.reload(found, turn.at, turn.state.limits.leaseMs);
  putSession(turn, session);
  saveSession(turn, session, found.run ? 'running' : 'active', 'restart');
}
