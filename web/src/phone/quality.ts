import type { CallQuality } from '@outpace/protocol/agent-socket.ts';

/** Counters of one connection at one moment, as the browser keeps them from its beginning. */
export type SoundSample = {
  readonly atMs: number;
  /** Which connection: counters of two cannot be compared. */
  readonly connection: number;
  readonly packetsReceived: number;
  readonly packetsLost: number;
  readonly jitterMs: number;
  /** Undefined until the far end has reported once. */
  readonly roundTripMs: number | undefined;
  readonly heard: Loudness;
  readonly said: Loudness;
};

/** Sum of level² × s, and the seconds it was summed over: any stretch has its mean level. */
export type Loudness = { readonly energy: number; readonly seconds: number };

/** What was between two samples. */
export type QualityWindow = {
  readonly overMs: number;
  readonly packetsReceived: number;
  readonly packetsLost: number;
  readonly jitterMs: number;
  readonly roundTripMs: number | undefined;
  readonly heard: Loudness;
  readonly said: Loudness;
};

/** Undefined when the two are not of one connection, or no time has passed. */
export function windowOf(before: SoundSample, now: SoundSample): QualityWindow | undefined {
  const overMs = now.atMs - before.atMs;
  if (before.connection !== now.connection || overMs <= 0) return undefined;
  return {
    overMs,
    packetsReceived: Math.max(0, now.packetsReceived - before.packetsReceived),
    // A packet that came late after all makes the browser take a loss back.
    packetsLost: Math.max(0, now.packetsLost - before.packetsLost),
    jitterMs: now.jitterMs,
    roundTripMs: now.roundTripMs,
    heard: between(before.heard, now.heard),
    said: between(before.said, now.said),
  };
}

const between = (before: Loudness, now: Loudness): Loudness => ({
  energy: Math.max(0, now.energy - before.energy),
  seconds: Math.max(0, now.seconds - before.seconds),
});

export const lossShare = ({
  packetsLost,
  packetsReceived,
}: Pick<QualityWindow, 'packetsLost' | 'packetsReceived'>): number => {
  const sent = packetsLost + packetsReceived;
  return sent === 0 ? 0 : packetsLost / sent;
};

/** Everything of one call, window by window. */
export type QualityTally = {
  readonly overMs: number;
  readonly packetsReceived: number;
  readonly packetsLost: number;
  /** Sums over time, so that a long window counts for more than a short one. */
  readonly jitterMsByMs: number;
  readonly jitterMsMax: number;
  readonly roundTripMsByMs: number;
  readonly roundTripOverMs: number;
  readonly heard: Loudness;
  readonly said: Loudness;
};

const QUIET: Loudness = { energy: 0, seconds: 0 };

export const EMPTY_TALLY: QualityTally = {
  overMs: 0,
  packetsReceived: 0,
  packetsLost: 0,
  jitterMsByMs: 0,
  jitterMsMax: 0,
  roundTripMsByMs: 0,
  roundTripOverMs: 0,
  heard: QUIET,
  said: QUIET,
};

export function tallied(tally: QualityTally, window: QualityWindow): QualityTally {
  const { overMs, jitterMs, roundTripMs } = window;
  return {
    overMs: tally.overMs + overMs,
    packetsReceived: tally.packetsReceived + window.packetsReceived,
    packetsLost: tally.packetsLost + window.packetsLost,
    jitterMsByMs: tally.jitterMsByMs + jitterMs * overMs,
    jitterMsMax: Math.max(tally.jitterMsMax, jitterMs),
    roundTripMsByMs: tally.roundTripMsByMs + (roundTripMs ?? 0) * overMs,
    roundTripOverMs: tally.roundTripOverMs + (roundTripMs === undefined ? 0 : overMs),
    heard: added(tally.heard, window.heard),
    said: added(tally.said, window.said),
  };
}

const added = (a: Loudness, b: Loudness): Loudness => ({
  energy: a.energy + b.energy,
  seconds: a.seconds + b.seconds,
});

/** Longest times that the protocol carries, ms. */
const TIME_MS_MAX = 60_000;

/** The call so far, as the server is told. */
export function callQuality(tally: QualityTally): CallQuality {
  const { overMs, roundTripOverMs } = tally;
  const time = (ms: number): number => Math.min(Math.round(ms * 10) / 10, TIME_MS_MAX);
  return {
    lossShare: share(lossShare(tally)),
    jitterMs: time(overMs === 0 ? 0 : tally.jitterMsByMs / overMs),
    jitterMsMax: time(tally.jitterMsMax),
    ...(roundTripOverMs === 0
      ? {}
      : { roundTripMs: time(tally.roundTripMsByMs / roundTripOverMs) }),
    levelIn: share(levelOf(tally.heard)),
    levelOut: share(levelOf(tally.said)),
    overMs: Math.round(overMs),
  };
}

const levelOf = ({ energy, seconds }: Loudness): number =>
  seconds === 0 ? 0 : Math.sqrt(energy / seconds);

const share = (value: number): number => Math.min(1, Math.round(value * 10_000) / 10_000);

export type QualityGrade = 'good' | 'fair' | 'poor';

/* From here on people notice, and from here on they complain. */
const FAIR = { lossShare: 0.01, jitterMs: 30, roundTripMs: 250 };
const POOR = { lossShare: 0.05, jitterMs: 60, roundTripMs: 500 };

/** How it sounds in these seconds; poor as well when nothing arrives at all. */
export function gradeOf(window: QualityWindow): QualityGrade {
  if (window.packetsReceived === 0 || reaches(window, POOR)) return 'poor';
  return reaches(window, FAIR) ? 'fair' : 'good';
}

const reaches = (window: QualityWindow, limit: typeof FAIR): boolean =>
  lossShare(window) >= limit.lossShare ||
  window.jitterMs >= limit.jitterMs ||
  (window.roundTripMs ?? 0) >= limit.roundTripMs;
