import type { TrunkSettings } from '@outpace/server/switch/asterisk/trunk-settings.ts';

/** One of the two that are compared: agents wait on nailed-up legs, people who are called join. */
export interface Arm {
  /** So many agents' legs are up, and wait. */
  raise(agents: number): Promise<void>;
  /** Begins calls at that rate for that long; resolves when the last of them is over. */
  run(load: Load): Promise<ArmRun>;
  /** The agents' legs are gone. */
  drop(): Promise<void>;
  close(): Promise<void>;
}

export type Load = {
  readonly perSecond: number;
  readonly forMs: number;
  /** From the bridge until the agent ends the call. */
  readonly talkMs: number;
};

export type ArmRun = {
  readonly calls: readonly BegunCall[];
  /** Times at which a call was to begin and no agent was free. */
  readonly missed: number;
};

/** A call as its arm saw it; instants in ms of the clock that all processes share. */
export type BegunCall = {
  /** Somebody is to be called. */
  readonly begunAt: number;
  /** The customer's leg, ordered of the switch then; undefined: it came to nothing. */
  readonly leg: BegunLeg | undefined;
};

export type BegunLeg = {
  readonly legId: string;
  readonly orderedAt: number;
  /** The arm was told of the answer. */
  readonly answeredAt: number;
};

/** What the arms find in place. */
export type Stage = {
  /** Asterisk's REST interface. */
  readonly url: string;
  readonly user: string;
  readonly secret: string;
  /** Address of everybody who is called. */
  readonly callees: string;
  /** Address of all the agents' phones. */
  readonly phones: string;
  /** For files of this arm; it is removed afterwards. */
  readonly folder: string;
};

/** The phone of the agent of this number, from 1. */
export const phoneOf = ({ phones }: Stage, agent: number): string =>
  `sip:${1_000 + agent}@${phones}`;

/** The line to those who are called, with room for every rate that is tried. */
export const trunkTo = ({ callees }: Stage): TrunkSettings => ({
  name: 'bench',
  host: callees,
  codecs: ['alaw'],
  callsPerSecond: 500,
  channels: 10_000,
});
