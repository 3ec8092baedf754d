import { unreachable } from '../basics/assert.ts';
import type { AgentId, CallingListId, CampaignGroupId, ChainId } from '../basics/ids.ts';
import type { Instant } from '../basics/time.ts';
import { after, hours } from '../basics/time.ts';
import { treatedAsMissedAt } from '../callback-agent.ts';
import { openToGroupAt } from '../calling-lists/callback.ts';
import type { Chain } from '../calling-lists/chain.ts';
import { recordToDial } from '../calling-lists/chain.ts';
import type { ChainAfter } from '../calling-lists/chain-outcome.ts';
import { putOff, suppressedUndialed, usedUp } from '../calling-lists/chain-outcome.ts';
import type { CallingRecord } from '../calling-lists/record.ts';
import { isPromise, ownerOf } from '../calling-lists/record.ts';
import { isListed } from '../calling-lists/suppression.ts';
import { chainWrite, promisedRecord, promisersOf } from '../chain-write.ts';
import type { DialObstacle } from '../compliance/dial-question.ts';
import { dialObstacle } from '../compliance/dial-question.ts';
import { schedule } from '../deadlines.ts';
import { dialQuestion } from '../dial-question-of.ts';
import type { DialSession } from '../dialing/dial-session.ts';
import { without } from '../dialing/dial-session.ts';
import { withCallback, withOpenChain } from '../dialing/refill.ts';
import { dropChain, heldChain, holdChain, putSession, sessionOf } from '../entities.ts';
import type { HeldChain } from '../state.ts';
import type { Turn } from '../turn.ts';

/** The chain is finished here for now: written as it is to be, its lease ended. */
export function saveChain(turn: Turn, chainId: ChainId, after: ChainAfter): void {
  const { groupId, chain } = heldChain(turn.state, chainId);
  writeChain(turn, chain, groupId, after);
  dropChain(turn, chainId);
}

/** The chain as it is to be, and who has to know of it: its group, and whoever has promised it. */
export function writeChain(
  turn: Turn,
  chain: Chain,
  groupId: CampaignGroupId | undefined,
  after: ChainAfter,
): void {
  turn.effects.push(chainWrite(chain, groupId, after));
  for (const agentId of promisersOf(chain, after)) turn.promisesChanged.add(agentId);
  if (after.state !== 'ready' || groupId === undefined) return;
  expect(turn, groupId, after.dueAt, promisedRecord(chain, after) !== undefined);
}

/** A chain of this session is in the store again and falls due then. */
export function expect(
  turn: Turn,
  groupId: CampaignGroupId,
  dueAt: Instant,
  isPromised: boolean,
): void {
  const session = turn.state.sessions.get(groupId);
  if (session === undefined) return;
  const open = withOpenChain(session, dueAt, turn.at);
  putSession(turn, isPromised ? withCallback(open, dueAt, turn.at) : open);
}

/**
 * Chains of this list are in the store that fall due then, and that no session has put there:
 * whoever dials the list asks for them.
 */
export function expectIn(turn: Turn, listId: CallingListId, dueAt: Instant): void {
  for (const { groupId, phase, plan } of [...turn.state.sessions.values()]) {
    const isUsed = plan.lists.some((list) => list.listId === listId);
    if (isUsed && phase !== 'unloading') expect(turn, groupId, dueAt, false);
  }
}

/**
 * Chains in the buffer whose lease is over may be another engine's, or taken for a command, by now:
 * they are forgotten, with nothing written, and asked for again.
 */
export function forgetLapsed(turn: Turn): void {
  for (const held of [...turn.state.chains.values()])
    if (isLapsed(held, turn.at)) forget(turn, held);
}

/** Those of them that wait in the buffer; nothing is written, for whoever asked does that. */
export function forgetBuffered(turn: Turn, chainIds: readonly ChainId[]): void {
  for (const id of chainIds) {
    const held = turn.state.chains.get(id);
    if (held?.place === 'buffer') forget(turn, held);
  }
}

export const isLapsed = ({ place, chain }: HeldChain, at: Instant): boolean =>
  place === 'buffer' && chain.leaseUntil <= at;

export function forget(turn: Turn, { chain, groupId }: HeldChain): void {
  putSession(turn, without(sessionOf(turn.state, groupId), chain.id));
  dropChain(turn, chain.id);
  expect(turn, groupId, chain.dueAt, isPromise(recordToDial(chain)));
}

/** Whoever has this person before them sees at once what is known of them now. */
export function showToHolders(turn: Turn, chainId: ChainId): void {
  const { offers, attempts, interactions } = turn.state;
  for (const held of [...offers.values(), ...attempts.values(), ...interactions.values()]) {
    if (held.chainId === chainId && held.agentId !== undefined) {
      turn.agentsChanged.add(held.agentId);
    }
  }
}

export function releaseChains(turn: Turn, chainIds: readonly ChainId[], toTop: boolean): void {
  if (chainIds.length === 0) return;
  turn.effects.push({ type: 'release-chains', chainIds, toTop });
  for (const chainId of chainIds) dropChain(turn, chainId);
}

/** Back to the store as it was, which is asked for it as soon as it is due. */
export function returnToStore(turn: Turn, chainId: ChainId): void {
  const { groupId, chain } = heldChain(turn.state, chainId);
  releaseChains(turn, [chainId], true);
  // Which number was to be called, the store knows: any of them may be the promised one.
  if (!chain.isClosed) expect(turn, groupId, chain.dueAt, chain.records.some(isPromise));
}

/** Back on top of the list in hand, not to be offered again to the agent who let it pass. */
export function returnToTop(turn: Turn, session: DialSession, held: HeldChain): void {
  if (session.phase === 'unloading') return releaseChains(turn, [held.chain.id], true);
  holdChain(turn, { ...held, place: 'buffer' });
  if (ownerOf(recordToDial(held.chain)) !== undefined) {
    return awaitAgent(turn, session.groupId, held);
  }
  putSession(turn, { ...session, buffer: [held.chain.id, ...session.buffer] });
}

/** Behind everything in hand: the next call is another person's. */
export function returnToEnd(turn: Turn, held: HeldChain): void {
  const session = sessionOf(turn.state, held.groupId);
  if (session.phase === 'unloading') return releaseChains(turn, [held.chain.id], false);
  holdChain(turn, { ...held, place: 'buffer' });
  if (ownerOf(recordToDial(held.chain)) !== undefined) {
    return awaitAgent(turn, session.groupId, held);
  }
  putSession(turn, { ...session, buffer: [...session.buffer, held.chain.id] });
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

/** The first chain in hand that suits and may be dialed now, for this agent if one is named. */
export function takeNext(
  turn: Turn,
  session: DialSession,
  agentId: AgentId | undefined,
  suits: (record: CallingRecord) => boolean = () => true,
): Dialable | undefined {
  for (const chainId of session.buffer) {
    const held = heldChain(turn.state, chainId);
    const record = recordToDial(held.chain);
    if (isCooling(held, agentId, turn.at) || !suits(record)) continue;
    if (mayDial(turn, session, held, agentId !== undefined)) return { held, record };
  }
  return undefined;
}

const isCooling = (held: HeldChain, agentId: AgentId | undefined, at: Instant): boolean =>
  agentId !== undefined && (held.declined.get(agentId) ?? at) > at;

/**
 * Asked at the moment of dialing. A chain that may not be dialed leaves our hands: closed when it
 * is blocked or used up, given back or put off when only the hour is wrong, or a count too high.
 */
export function mayDial(
  turn: Turn,
  session: DialSession,
  held: HeldChain,
  hasAgent: boolean,
): boolean {
  const { state, at } = turn;
  const { chain } = held;
  const obstacle = dialObstacle(dialQuestion(state, session, { chain, hasAgent, at }));
  if (obstacle === undefined) return true;
  switch (obstacle.kind) {
    case 'lease-over':
      // It may be another engine's by now: forget it, write nothing.
      dropChain(turn, chain.id);
      return false;
    case 'suppressed':
      // Of an entry that came since the lease, the store knows whether it ends.
      if (isListed(chain, recordToDial(chain), state.suppressed, session.plan.campaignId)) {
        giveBack(turn, session, chain.id);
      } else closeSuppressed(turn, chain.id);
      return false;
    case 'used-up':
      saveChain(turn, chain.id, usedUp(chain, at));
      return false;
    case 'window-closed':
      giveBack(turn, session, chain.id);
      return false;
    case 'hours-closed':
    case 'limit-reached':
      // Another of its numbers may have been asked for by hand: the store has it as it was.
      if (held.place === 'placing') giveBack(turn, session, chain.id);
      else saveChain(turn, chain.id, putOff(chain, lookAgainAt(obstacle, at)));
      return false;
    default:
      return unreachable(obstacle);
  }
}

function giveBack(turn: Turn, session: DialSession, chainId: ChainId): void {
  releaseChains(turn, [chainId], false);
  putSession(turn, { ...sessionOf(turn.state, session.groupId), finished: false });
}

/** Rules that leave no moment at all may be changed: it is looked at again, and never dialed. */
const NEVER_FOR = hours(24);

const lookAgainAt = (
  { callableAt }: Extract<DialObstacle, { readonly callableAt: Instant | undefined }>,
  at: Instant,
): Instant => callableAt ?? after(at, NEVER_FOR);

/** Suppressed while it lay in the buffer or on a desktop: closed without a dial. */
export function closeSuppressed(turn: Turn, chainId: ChainId): void {
  const { chain } = heldChain(turn.state, chainId);
  saveChain(turn, chainId, suppressedUndialed(chain, turn.at));
}

/** A callback waits in hand for its agent, until somebody else may have it. */
export function awaitAgent(turn: Turn, groupId: CampaignGroupId, held: HeldChain): void {
  const session = sessionOf(turn.state, groupId);
  const callbacks = [...session.callbacks, held.chain.id];
  const dueAt = (id: (typeof callbacks)[number]) => heldChain(turn.state, id).chain.dueAt;
  callbacks.sort((a, b) => dueAt(a) - dueAt(b) || (a < b ? -1 : 1));
  putSession(turn, { ...session, callbacks });
  const { id, dueAt: promisedAt } = held.chain;
  const opensAt = openToGroupAt(promisedAt, session.plan.callbacks);
  const missedAt = treatedAsMissedAt(session.plan, promisedAt);
  for (const at of new Set([opensAt, missedAt])) {
    if (at !== undefined && at > turn.at) schedule(turn.state, { at, of: 'chain', id });
  }
}
