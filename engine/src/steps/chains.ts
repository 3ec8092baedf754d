import type { AgentId, ChainId } from '../basics/ids.ts';
import type { Instant } from '../basics/time.ts';
import { earlier, later } from '../basics/time.ts';
import { isOpen } from '../calling-lists/calling-window.ts';
import { recordToDial } from '../calling-lists/chain.ts';
import type { ChainAfter, Ended } from '../calling-lists/chain-outcome.ts';
import { blockedOutcome } from '../calling-lists/chain-outcome.ts';
import type { CallingRecord } from '../calling-lists/record.ts';
import { isSuppressed } from '../calling-lists/suppression.ts';
import { attemptsMaxOf } from '../campaigns/campaign.ts';
import { schedule } from '../deadlines.ts';
import type { DialSession } from '../dialing/dial-session.ts';
import { dropChain, heldChain, holdChain, putSession } from '../entities.ts';
import type { HeldChain } from '../state.ts';
import type { Turn } from '../turn.ts';

/** The chain is finished here for now: written as it is to be, its lease ended. */
export function saveChain(turn: Turn, chainId: ChainId, after: ChainAfter): void {
  const { groupId } = heldChain(turn.state, chainId);
  turn.effects.push({ type: 'save-chain', chainId, ...after });
  dropChain(turn, chainId);
  const session = turn.state.sessions.get(groupId);
  if (after.state === 'ready' && session !== undefined) askBy(turn, session, after.dueAt);
}

/** A chain of this session falls due then: ask the store no later. */
function askBy(turn: Turn, session: DialSession, at: Instant): void {
  if (session.lease.phase !== 'idle') return;
  const { askAgainAt } = session.lease;
  const sooner = askAgainAt === undefined ? at : earlier(askAgainAt, at);
  if (sooner === askAgainAt) return;
  const notBefore = later(sooner, turn.at);
  putSession(turn, { ...session, lease: { phase: 'idle', askAgainAt: notBefore } });
}

export function releaseChains(turn: Turn, chainIds: readonly ChainId[], toTop: boolean): void {
  if (chainIds.length === 0) return;
  turn.effects.push({ type: 'release-chains', chainIds, toTop });
  for (const chainId of chainIds) dropChain(turn, chainId);
}

/** Back on top of the list in hand, not to be offered again to the agent who let it pass. */
export function returnToTop(turn: Turn, session: DialSession, held: HeldChain): void {
  if (session.phase === 'unloading') return releaseChains(turn, [held.chain.id], true);
  holdChain(turn, { ...held, place: 'buffer' });
  putSession(turn, { ...session, buffer: [held.chain.id, ...session.buffer] });
}

export function declinedBy(
  turn: Turn,
  held: HeldChain,
  agentId: AgentId,
  until: Instant,
): HeldChain {
  const still = [...held.declined].filter(([, cooledAt]) => cooledAt > turn.at);
  schedule(turn.state, { at: until, of: 'chain', id: held.chain.id });
  return { ...held, declined: new Map([...still, [agentId, until]]) };
}

/** A record that may be dialed at this instant; window, suppression and limits asked just now. */
export type Dialable = { readonly held: HeldChain; readonly record: CallingRecord };

/**
 * The first chain of the buffer that may be dialed now, for this agent if one is named. Those that
 * may not are taken out on the way: closed when they are blocked or used up, given back when only
 * the hour is wrong.
 */
export function takeNext(
  turn: Turn,
  session: DialSession,
  agentId: AgentId | undefined,
): Dialable | undefined {
  for (const chainId of session.buffer) {
    const held = heldChain(turn.state, chainId);
    const record = recordToDial(held.chain);
    if (passedBy(held, agentId, turn.at)) continue;
    if (mayDial(turn, session, held, record)) return { held, record };
  }
  return undefined;
}

const passedBy = (held: HeldChain, agentId: AgentId | undefined, at: Instant): boolean =>
  agentId !== undefined && (held.declined.get(agentId) ?? at) > at;

function mayDial(
  turn: Turn,
  session: DialSession,
  held: HeldChain,
  record: CallingRecord,
): boolean {
  const { chain } = held;
  // Without a lease the chain may be another engine's by now: forget it, write nothing.
  if (chain.leaseUntil <= turn.at) dropChain(turn, chain.id);
  else if (isSuppressed(chain, record, turn.state.suppressed)) closeSuppressed(turn, held);
  else if (record.attempts >= attemptsMaxOf(session.plan, chain.listId)) closeUsedUp(turn, held);
  else if (!isOpen(record, turn.at)) releaseChains(turn, [chain.id], false);
  else return true;
  return false;
}

/** Suppressed while it lay in the buffer or on a desktop: closed without a dial. */
export function closeSuppressed(turn: Turn, held: HeldChain): void {
  const record = recordToDial(held.chain);
  const { after } = blockedOutcome(undialed(turn, held, record), 'number');
  const records = after.records.map((each) =>
    each.id === record.id
      ? { ...each, attempts: record.attempts, calledAt: record.calledAt }
      : each,
  );
  saveChain(turn, held.chain.id, { ...after, records });
}

function closeUsedUp(turn: Turn, held: HeldChain): void {
  const { chain } = held;
  saveChain(turn, chain.id, {
    state: 'closed',
    position: chain.position,
    treatment: chain.treatment,
    dueAt: turn.at,
    toTop: false,
    records: chain.records.map((record) => ({ ...record, status: 'updated' })),
  });
}

const undialed = (turn: Turn, { chain }: HeldChain, record: CallingRecord): Ended => ({
  chain,
  recordId: record.id,
  result: 'do-not-call',
  code: undefined,
  endedAt: turn.at,
});
