import type { PreviewDelivery } from '../agents/offer.ts';
import type { CampaignGroupId } from '../basics/ids.ts';
import { seconds } from '../basics/time.ts';
import { callbackAgent } from '../callback-agent.ts';
import { recordToDial } from '../calling-lists/chain.ts';
import type { DialSession } from '../dialing/dial-session.ts';
import { isPaused, without } from '../dialing/dial-session.ts';
import { trunkRoom } from '../dialing/trunks.ts';
import { heldChain, putSession, sessionOf } from '../entities.ts';
import { hasPort, onTheirWay } from '../open-lines.ts';
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
    if (!hasPort(state, groupId)) return;
    const session = sessionOf(state, groupId);
    if (trunkRoom(session.trunks, onTheirWay(state, groupId)) <= 0) return;
    const held = heldChain(state, chainId);
    const agent = callbackAgent(state, session, held, at);
    if (agent === undefined) continue;
    const rest = without(session, chainId);
    putSession(turn, rest);
    if (!mayDial(turn, rest, held)) continue;
    const dialable = { held, record: recordToDial(held.chain) };
    placeOffer(turn, rest, agent, dialable, deliveryOf(session));
  }
}

/** Where the campaign shows nothing before the call, a callback is still shown. */
const CALLBACK_OFFER_MS = seconds(30);

function deliveryOf({ plan }: DialSession): PreviewDelivery {
  if (plan.delivery.kind !== 'auto-answer') return plan.delivery;
  return { kind: 'manual-accept', offerMs: CALLBACK_OFFER_MS };
}
