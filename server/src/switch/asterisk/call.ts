import type { AgentId, AttemptId, SiteId } from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import type { CpdProfile } from '@outpace/engine/campaigns/voice.ts';
import type { ConsultSide, ThirdPurpose } from '@outpace/engine/interactions/third-party.ts';
import type { CallParts } from '../../ports.ts';
import type { AgentLine } from './agent-line.ts';
import { upLegOf } from './agent-line.ts';
import { legId } from './leg-id.ts';
import type { Place } from './place.ts';
import { inBridge, MUSIC } from './place.ts';

/**
 * A call as the switch has it.
 *
 *   queued → dialing → tried → ringing → answered → leaving → (gone, and forgotten here)
 *
 * `tried`: the network has taken it; `leaving`: hears the last message, and is released by the
 * dialplan without our help.
 */
export type Call = {
  readonly attemptId: AttemptId;
  readonly legId: string;
  /** We have ordered its end: until then nothing more is told of it. */
  readonly isEnding: boolean;
  /** The network has ended it, and not our time-out. */
  readonly isRefused: boolean;
} & (
  | {
      readonly phase: 'queued' | 'dialing' | 'tried' | 'ringing';
      readonly detect: CpdProfile | undefined;
    }
  | { readonly phase: 'answered'; readonly answeredAt: Instant; readonly talk: Talk }
  | { readonly phase: 'leaving'; readonly wasJoined: boolean }
);

export type AnsweredCall = Extract<Call, { phase: 'answered' }>;

export type SupervisionHow = Exclude<Parameters<CallParts['supervise']>[0]['how'], 'stop'>;

/**
 * Where the people of a call meet. Mostly at the agent's desk, where the agent waits already: one
 * request joins them, and none parts them. In a bridge of the call's own as soon as there is more
 * to it than the two of them: a hold, a third party, somebody who joins in, an agent's leg that is
 * still on its way.
 */
export type Room = 'desk' | 'own';

/** Who is to talk with whom. The legs may still be on their way. */
export type Talk = {
  readonly agentId: AgentId | undefined;
  /** The agent is to hear a tone at the merge. */
  readonly beep: boolean;
  readonly room: Room;
  readonly isHeld: boolean;
  readonly isMuted: boolean;
  readonly third: Third | undefined;
  /** Whom the agent talks with, while there is a third party. */
  readonly side: ConsultSide;
  readonly supervisors: ReadonlyMap<AgentId, SupervisionHow>;
  /** Somebody was there for the customer. */
  readonly wasJoined: boolean;
};

/** The third party of a call: a number, or an agent on their own phone. */
export type Third = {
  /** `transfer`: takes the agent's place as soon as it is there; `conference`: joins the two. */
  readonly purpose: ThirdPurpose;
  readonly isUp: boolean;
  readonly hasRung: boolean;
  /** We have ordered its end. */
  readonly isEnding: boolean;
} & (
  | { readonly of: 'number'; readonly legId: string }
  | { readonly of: 'agent'; readonly agentId: AgentId }
);

export const NOBODY: Talk = {
  agentId: undefined,
  beep: false,
  room: 'own',
  isHeld: false,
  isMuted: false,
  third: undefined,
  side: 'customer',
  supervisors: new Map(),
  wasJoined: false,
};

export const customerLegId = (site: SiteId, attemptId: AttemptId): string =>
  legId({ site, kind: 'customer', owner: attemptId, serial: 0 });

export const callBridgeId = (site: SiteId, attemptId: AttemptId): string =>
  legId({ site, kind: 'call', owner: attemptId, serial: 0 });

/** Where an agent's leg waits for whoever is brought to it. */
export const deskBridgeId = (site: SiteId, agentId: AgentId): string =>
  legId({ site, kind: 'desk', owner: agentId, serial: 0 });

/** The bridge in which the people of a call are together. */
export const meetingBridgeId = (site: SiteId, { attemptId, talk }: AnsweredCall): string =>
  talk.room === 'desk' && talk.agentId !== undefined
    ? deskBridgeId(site, talk.agentId)
    : callBridgeId(site, attemptId);

export type Lines = ReadonlyMap<AgentId, AgentLine>;

/** Everybody who takes part, listeners too, whether their leg is up or not. */
export function agentsOf({ talk }: AnsweredCall): readonly AgentId[] {
  const third = talk.third?.of === 'agent' ? [talk.third.agentId] : [];
  const agent = talk.agentId === undefined ? [] : [talk.agentId];
  return [...agent, ...third, ...talk.supervisors.keys()];
}

/** Where each leg of the call that is up belongs. */
export function placesOf(
  call: AnsweredCall,
  lines: Lines,
  bridgeId: string,
): ReadonlyMap<string, Place> {
  const { talk } = call;
  const places = new Map<string, Place>();
  const bridge = inBridge(bridgeId);
  const agentLeg = upLegOf(lines, talk.agentId);
  const thirdLeg = thirdLegOf(talk, lines);
  if (agentLeg !== undefined) places.set(agentLeg, bridge);
  if (thirdLeg !== undefined) places.set(thirdLeg, talk.side === 'customer' ? MUSIC : bridge);
  for (const [supervisorId, how] of talk.supervisors) {
    const leg = upLegOf(lines, supervisorId);
    if (leg !== undefined && how === 'barge') places.set(leg, bridge);
  }
  // With nobody yet, the customer stays where they are until it is known where to bring them.
  if (places.size > 0 || talk.agentId !== undefined || talk.wasJoined) {
    places.set(call.legId, customerPlace(talk, bridge));
  }
  return places;
}

/** In the bridge even while nobody else is: whoever comes, or comes back, is heard at once. */
function customerPlace({ isHeld, side, third }: Talk, bridge: Place): Place {
  const isConsulted = third !== undefined && third.purpose !== 'transfer' && !third.isEnding;
  return isHeld || (isConsulted && side === 'target') ? MUSIC : bridge;
}

/** The leg of the third party, once it is up and as long as it shall stay. */
export function thirdLegOf({ third }: Talk, lines: Lines): string | undefined {
  if (third === undefined || !third.isUp || third.isEnding) return undefined;
  return third.of === 'number' ? third.legId : upLegOf(lines, third.agentId);
}
