import type { PreviewDelivery } from '../agents/offer.ts';
import type { AgentId, CampaignGroupId } from '../basics/ids.ts';
import type { Instant } from '../basics/time.ts';
import { seconds } from '../basics/time.ts';
import { callbackAgent, NOT_TAKEN, treatedAsMissedAt } from '../callback-agent.ts';
import { recordToDial } from '../calling-lists/chain.ts';
import { outcomeOf } from '../calling-lists/chain-outcome.ts';
import { ownerOf } from '../calling-lists/record.ts';
import { attemptsMaxOf } from '../campaigns/campaign.ts';
import type { DialSession } from '../dialing/dial-session.ts';
import { isCircuitOpen, isPaused, without } from '../dialing/dial-session.ts';
import { trunkRoom } from '../dialing/trunks.ts';
import { heldChain, putSession, sessionOf } from '../entities.ts';
import { hasPort, onTheirWay } from '../open-lines.ts';
import type { HeldChain } from '../state.ts';
import type { Turn } from '../turn.ts';
import { mayDial, saveChain } from './chains.ts';
import { placeOffer } from './place.ts';

/**
 * Personal callbacks whose time has come, before anything else: to their agents, or to whoever is
 * free once the campaign allows it. Always shown first: nobody keeps a promise unprepared.
 */
export function deliverCallbacks(turn: Turn, groupId: CampaignGroupId): void {
  const { state, at } = turn;
  const before = sessionOf(state, groupId);
  if (!state.isSwitchUp || isPaused(before, at) || isCircuitOpen(before, at)) return;
  for (const chainId of sessionOf(state, groupId).callbacks) {
    if (!hasPort(state, groupId)) return;
    const session = sessionOf(state, groupId);
    if (trunkRoom(session.trunks, onTheirWay(state, groupId)) <= 0) return;
    const held = heldChain(state, chainId);
    const agent = callbackAgent(state, session, held, at);
    if (isMissed(session, held, agent?.agentId, at)) {
      treatMissed(turn, session, held);
      continue;
    }
    if (agent === undefined) continue;
    const rest = without(session, chainId);
    putSession(turn, rest);
    if (!mayDial(turn, rest, held, true)) continue;
    const dialable = { held, record: recordToDial(held.chain) };
    placeOffer(turn, rest, agent, dialable, deliveryOf(session));
  }
}

/** Its agent was not there in time, and the plan says what becomes of it then. */
function isMissed(
  { plan }: DialSession,
  { chain }: HeldChain,
  found: AgentId | undefined,
  at: Instant,
): boolean {
  const owner = ownerOf(recordToDial(chain));
  const missedAt = treatedAsMissedAt(plan, chain.dueAt);
  return owner !== found && missedAt !== undefined && missedAt <= at;
}

function treatMissed(turn: Turn, session: DialSession, { chain }: HeldChain): void {
  const { plan } = session;
  const { id: recordId } = recordToDial(chain);
  const missed = { chain, recordId, result: NOT_TAKEN, code: undefined, endedAt: turn.at } as const;
  const { after } = outcomeOf(missed, plan.treatments, attemptsMaxOf(plan, chain.listId));
  putSession(turn, without(session, chain.id));
  saveChain(turn, chain.id, after);
}

/** Where the campaign shows nothing before the call, a callback is still shown. */
const CALLBACK_OFFER_MS = seconds(30);

function deliveryOf({ plan }: DialSession): PreviewDelivery {
  if (plan.delivery.kind !== 'auto-answer') return plan.delivery;
  return { kind: 'manual-accept', offerMs: CALLBACK_OFFER_MS };
}
