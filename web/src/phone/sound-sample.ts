import type { Loudness, SoundSample } from './quality.ts';

/** What is read here of `RTCPeerConnection.getStats`; a browser may leave out each. */
type Stat = {
  readonly type: string;
  readonly kind?: string;
  readonly packetsReceived?: number;
  readonly packetsLost?: number;
  /** s, as every time here. */
  readonly jitter?: number;
  readonly roundTripTime?: number;
  readonly currentRoundTripTime?: number;
  readonly nominated?: boolean;
  readonly totalAudioEnergy?: number;
  readonly totalSamplesDuration?: number;
};

/** As much of an `RTCStatsReport` as is needed; a Map in tests. */
export type StatsReport = { forEach(tell: (stat: Stat) => void): void };

/** One sample from the browser's report; undefined while no sound has come yet. */
export function soundSample(
  report: StatsReport,
  connection: number,
  atMs: number,
): SoundSample | undefined {
  let heard: Stat | undefined;
  let said: Stat | undefined;
  let farEnd: Stat | undefined;
  let path: Stat | undefined;
  report.forEach((stat) => {
    const isAudio = stat.kind === undefined || stat.kind === 'audio';
    if (stat.type === 'inbound-rtp' && isAudio) heard = stat;
    if (stat.type === 'media-source' && isAudio) said = stat;
    if (stat.type === 'remote-inbound-rtp' && isAudio) farEnd = stat;
    if (stat.type === 'candidate-pair' && stat.nominated === true) path = stat;
  });
  return heard === undefined ? undefined : read(heard, { said, farEnd, path, connection, atMs });
}

type Rest = {
  readonly said: Stat | undefined;
  readonly farEnd: Stat | undefined;
  readonly path: Stat | undefined;
  readonly connection: number;
  readonly atMs: number;
};

function read(heard: Stat, { said, farEnd, path, connection, atMs }: Rest): SoundSample {
  // What the far end has measured includes its own waiting; until then the bare path must do.
  const roundTripS = farEnd?.roundTripTime ?? path?.currentRoundTripTime;
  return {
    atMs,
    connection,
    packetsReceived: heard.packetsReceived ?? 0,
    packetsLost: heard.packetsLost ?? 0,
    jitterMs: (heard.jitter ?? 0) * 1_000,
    roundTripMs: roundTripS === undefined ? undefined : roundTripS * 1_000,
    heard: loudness(heard),
    said: loudness(said),
  };
}

const loudness = (stat: Stat | undefined): Loudness => ({
  energy: stat?.totalAudioEnergy ?? 0,
  seconds: stat?.totalSamplesDuration ?? 0,
});
