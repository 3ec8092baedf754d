import type { AgentSession } from '../agents/agent-session.ts';
import { isFree } from '../agents/agent-session.ts';
import { longestReady } from '../agents/matching.ts';
import type { PreviewDelivery } from '../agents/offer.ts';
import type { AgentId, CampaignGroupId } from '../basics/ids.ts';
import { seconds } from '../basics/time.ts';
import { openToGroupAt } from '../calling-lists/callback.ts';
import { recordToDial } from '../calling-lists/chain.ts';
import { ownerOf } from '../calling-lists/record.ts';
import type { DialSession } from '../dialing/dial-session.ts';
import { isPaused, without } from '../dialing/dial-session.ts';
import { trunkRoom } from '../dialing/trunks.ts';
import { countIn, freeAgentsOf, heldChain, putSession, sessionOf } from '../entities.ts';
import type { HeldChain } from '../state.ts';
import type { Turn } from '../turn.ts';
import { mayDial } from './chains.ts';
import { placeOffer } from './place.ts';

/**
 * Personal callbacks whose time has come, before anything else: to their agents, or to whoever is
 * free once the campaign allows it. Always shown first: nobody keeps a promise unprepared.
 */
export function deliverCallbacks(turn: Turn, groupId: CampaignGroupId): void {
  const { state, at } = turn;
  if (!state.isSwitchUp || isPaused(sessionOf(state, groupId), at)) return;
  for (const chainId of sessionOf(state, groupId).callbacks) {
    if (!hasPort(turn, groupId)) return;
    const session = sessionOf(state, groupId);
    if (trunkRoom(session.trunks, onTheirWay(turn, groupId)) <= 0) return;
    const held = heldChain(state, chainId);
    const agent = agentFor(turn, session, held);
    if (agent === undefined) continue;
    const rest = without(session, chainId);
    putSession(turn, rest);
    if (!mayDial(turn, rest, held)) continue;
    const dialable = { held, record: recordToDial(held.chain) };
    placeOffer(turn, rest, agent, dialable, deliveryOf(session));
  }
}

function hasPort({ state }: Turn, groupId: CampaignGroupId): boolean {
  const { offersByGroup, attemptsByGroup } = state.index;
  const open = countIn(offersByGroup, groupId) + countIn(attemptsByGroup, groupId);
  return open < sessionOf(state, groupId).plan.limits.attemptsMax;
}

/** Nothing may have been heard of these yet. */
function onTheirWay({ state }: Turn, groupId: CampaignGroupId): number {
  const { offersByGroup, unmetByGroup } = state.index;
  return countIn(offersByGroup, groupId) + countIn(unmetByGroup, groupId);
}

function agentFor(turn: Turn, session: DialSession, held: HeldChain): AgentSession | undefined {
  const { state, at } = turn;
  const { plan } = session;
  const may = (agent: AgentSession): boolean => (held.declined.get(agent.agentId) ?? at) <= at;
  const owner = ownerIn(turn, session, held);
  if (owner !== undefined && may(owner)) return owner;
  const opensAt = openToGroupAt(held.chain.dueAt, plan.callbacks);
  if (opensAt === undefined || opensAt > at) return undefined;
  return longestReady([...freeAgentsOf(state, plan.agentGroupId)].filter(may));
}

/** The agent who promised it, if free and of this group. */
function ownerIn(
  { state }: Turn,
  { plan }: DialSession,
  held: HeldChain,
): AgentSession | undefined {
  const id: AgentId | undefined = ownerOf(recordToDial(held.chain));
  const agent = id === undefined ? undefined : state.agents.get(id);
  return agent?.groupIds.includes(plan.agentGroupId) === true && isFree(agent) ? agent : undefined;
}

/** Where the campaign shows nothing before the call, a callback is still shown. */
const CALLBACK_OFFER_MS = seconds(30);

function deliveryOf({ plan }: DialSession): PreviewDelivery {
  if (plan.delivery.kind !== 'auto-answer') return plan.delivery;
  return { kind: 'manual-accept', offerMs: CALLBACK_OFFER_MS };
}
