import { expect, test } from 'vitest';
import { soundSample } from './sound-sample.ts';

/* As Chromium 156 reported it in a call with Asterisk, shortened. */
const INBOUND = {
  type: 'inbound-rtp',
  kind: 'audio',
  packetsReceived: 198,
  packetsLost: 1,
  jitter: 0.003,
  totalAudioEnergy: 0.05,
  totalSamplesDuration: 3.9,
};
const SOURCE = {
  type: 'media-source',
  kind: 'audio',
  totalAudioEnergy: 0.01,
  totalSamplesDuration: 4,
};
const FAR_END = { type: 'remote-inbound-rtp', kind: 'audio', roundTripTime: 0.012 };
const PATH = { type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.002 };

type Stats = readonly { readonly type: string; readonly kind?: string }[];

const reportOf = (...stats: Stats) => new Map(stats.map((stat, index) => [String(index), stat]));

test('seconds become milliseconds, and both directions are found', () => {
  const report = reportOf(PATH, INBOUND, { type: 'codec' }, SOURCE, FAR_END);
  expect(soundSample(report, 2, 10_000)).toEqual({
    atMs: 10_000,
    connection: 2,
    packetsReceived: 198,
    packetsLost: 1,
    jitterMs: 3,
    roundTripMs: 12,
    heard: { energy: 0.05, seconds: 3.9 },
    said: { energy: 0.01, seconds: 4 },
  });
});

test('until the far end has reported, the path alone says how long the way is', () => {
  expect(soundSample(reportOf(INBOUND, PATH), 1, 0)?.roundTripMs).toBe(2);
  expect(soundSample(reportOf(INBOUND), 1, 0)?.roundTripMs).toBeUndefined();
});

test('a picture is no sound, and without sound there is no sample', () => {
  expect(soundSample(reportOf({ ...INBOUND, kind: 'video' }, SOURCE), 1, 0)).toBeUndefined();
});

test('a browser that tells less makes zeros', () => {
  expect(soundSample(reportOf({ type: 'inbound-rtp' }), 1, 0)).toMatchObject({
    packetsReceived: 0,
    jitterMs: 0,
    heard: { energy: 0, seconds: 0 },
  });
});
