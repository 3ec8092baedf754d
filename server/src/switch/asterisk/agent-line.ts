import type { PhoneChoice } from '@outpace/engine/agents/agent-phone.ts';
import type { AgentId } from '@outpace/engine/basics/ids.ts';
import type { Instant, Millis } from '@outpace/engine/basics/time.ts';
import { elapsed, seconds } from '@outpace/engine/basics/time.ts';

/** An agent as the switch sees them: their phone, and the leg to it. */
export type AgentLine = {
  readonly agentId: AgentId;
  readonly phone: PhoneChoice;
  /** Of the phone in the browser, once this process has made it. Never log it. */
  readonly password: string | undefined;
  /** The browser is signed in at the switch. */
  readonly isOnline: boolean;
  /** Where it is signed in from; undefined: not known. */
  readonly contact: string | undefined;
  /** Music while nobody is joined to the leg. */
  readonly music: boolean;
  /** The leg was raised for one call only, as a third party's. */
  readonly isBorrowed: boolean;
  /** Whose desk this agent talks with a colleague at, their own or the colleague's. */
  readonly meetsAt: AgentId | undefined;
  readonly leg: LineLeg;
};

/**
 *   down → raising → up → down
 *
 * A leg that is being ended is `isDropped` until the switch says that it has gone.
 */
export type LineLeg =
  | { readonly phase: 'down' }
  | (Leg & { readonly phase: 'raising' })
  | (Leg & {
      readonly phase: 'up';
      readonly heard: Heard;
      /** Said to be up: it was heard, or is known to be silent. */
      readonly isTold: boolean;
    });

type Leg = {
  readonly legId: string;
  readonly isDropped: boolean;
  /** The phone has vanished: nobody there to answer or to hang up. */
  readonly isLost: boolean;
  readonly to: PhoneChoice['kind'];
  /** The sign-in that the leg goes to; undefined: not known, or a desk phone. */
  readonly contact: string | undefined;
};

export type UpLeg = Extract<LineLeg, { phase: 'up' }>;

/** What comes from the phone. */
export type Heard = {
  /** Packets so far. */
  readonly packets: number;
  /** When there were last more of them than before. */
  readonly at: Instant;
  readonly isSilent: boolean;
};

export const newLine = (agentId: AgentId): AgentLine => ({
  agentId,
  phone: { kind: 'browser' },
  password: undefined,
  isOnline: false,
  contact: undefined,
  music: false,
  isBorrowed: false,
  meetsAt: undefined,
  leg: { phase: 'down' },
});

/** The leg that a person can be joined to now. */
export function upLegOf(
  lines: ReadonlyMap<AgentId, AgentLine>,
  agentId: AgentId | undefined,
): string | undefined {
  const leg = agentId === undefined ? undefined : lines.get(agentId)?.leg;
  return leg?.phase === 'up' && !leg.isDropped ? leg.legId : undefined;
}

/** A desk phone is called without signing in. */
export const isReachable = ({ phone, isOnline }: AgentLine): boolean =>
  phone.kind === 'desk' || isOnline;

/** A phone sends all the time, muted or not: this long without anything is a dead one. */
const SILENT_MS: Millis = seconds(4);

/** What another look at the count of packets says. */
export function heardAgain(heard: Heard, packets: number, at: Instant): Heard {
  if (packets !== heard.packets) return { packets, at, isSilent: false };
  const isSilent = heard.isSilent || elapsed(heard.at, at) >= SILENT_MS;
  return isSilent === heard.isSilent ? heard : { ...heard, isSilent };
}

/**
 * Whether a sign-in that was removed takes the leg with it. One that is not known, as after a
 * restart, may be the leg's: better to raise it again than to talk into nothing.
 */
export const isLostWith = (leg: LineLeg, removed: string): boolean =>
  leg.phase !== 'down' &&
  leg.to === 'browser' &&
  !leg.isDropped &&
  (leg.contact ?? removed) === removed;
