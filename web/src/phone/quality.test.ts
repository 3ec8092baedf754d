import { CallQuality } from '@outpace/protocol/agent-socket.ts';
import fc from 'fast-check';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import {
  callQuality,
  EMPTY_TALLY,
  gradeOf,
  type QualityGrade,
  type QualityWindow,
  type SoundSample,
  tallied,
  windowOf,
} from './quality.ts';

const sample = (part: Partial<SoundSample>): SoundSample => ({
  atMs: 0,
  connection: 1,
  packetsReceived: 0,
  packetsLost: 0,
  jitterMs: 0,
  roundTripMs: undefined,
  heard: { energy: 0, seconds: 0 },
  said: { energy: 0, seconds: 0 },
  ...part,
});

const quiet = { energy: 0, seconds: 0 };

const heardFor = (part: Partial<QualityWindow>): QualityWindow => ({
  overMs: 2_500,
  packetsReceived: 125,
  packetsLost: 0,
  jitterMs: 4,
  roundTripMs: 20,
  heard: quiet,
  said: quiet,
  ...part,
});

test('between two samples lies what their counters differ by', () => {
  const before = sample({ atMs: 1_000, packetsReceived: 50, packetsLost: 2 });
  const now = sample({ atMs: 3_500, packetsReceived: 170, packetsLost: 7, jitterMs: 9 });
  expect(windowOf(before, now)).toEqual(
    heardFor({ packetsReceived: 120, packetsLost: 5, jitterMs: 9, roundTripMs: undefined }),
  );
});

test.each<[why: string, before: Partial<SoundSample>, now: Partial<SoundSample>]>([
  ['a new connection counts from its own beginning', { connection: 1 }, { connection: 2, atMs: 9 }],
  ['no time has passed', { atMs: 5 }, { atMs: 5 }],
])('nothing lies between: %s', (_why, before, now) => {
  expect(windowOf(sample(before), sample(now))).toBeUndefined();
});

test('a loss that is taken back is no gain', () => {
  const window = windowOf(sample({ packetsLost: 4 }), sample({ packetsLost: 1, atMs: 9 }));
  expect(window?.packetsLost).toBe(0);
});

test('a call is the sum of its windows, the longer ones counting for more', () => {
  const windows = [
    heardFor({ packetsReceived: 90, packetsLost: 10, jitterMs: 10, roundTripMs: undefined }),
    heardFor({ packetsReceived: 300, overMs: 7_500, jitterMs: 30, roundTripMs: 40 }),
  ];
  expect(callQuality(windows.reduce(tallied, EMPTY_TALLY))).toEqual({
    lossShare: 0.025,
    jitterMs: 25,
    jitterMsMax: 30,
    roundTripMs: 40,
    levelIn: 0,
    levelOut: 0,
    overMs: 10_000,
  });
});

test('the round trip is left out until somebody has measured one', () => {
  const tally = tallied(EMPTY_TALLY, heardFor({ roundTripMs: undefined }));
  expect(callQuality(tally)).not.toHaveProperty('roundTripMs');
});

test('the level is that of the whole stretch, silence included', () => {
  const window = heardFor({
    heard: { energy: 0.25 * 0.25 * 2, seconds: 2 },
    said: { energy: 0.5 * 0.5 * 1, seconds: 4 },
  });
  expect(callQuality(tallied(EMPTY_TALLY, window))).toMatchObject({
    levelIn: 0.25,
    levelOut: 0.25,
  });
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, window: Partial<QualityWindow>, grade: QualityGrade]>([
  ['all is well',                       {},                                        'good'],
  ['one packet of a hundred is lost',   { packetsReceived: 99, packetsLost: 1 },   'fair'],
  ['one of twenty is lost',             { packetsReceived: 95, packetsLost: 5 },   'poor'],
  ['packets come unevenly',             { jitterMs: 30 },                          'fair'],
  ['packets come by fits',              { jitterMs: 60 },                          'poor'],
  ['the far end is far',                { roundTripMs: 250 },                      'fair'],
  ['people talk at the same time',      { roundTripMs: 500 },                      'poor'],
  ['nobody has measured the way there', { roundTripMs: undefined },                'good'],
  ['nothing arrives',                   { packetsReceived: 0 },                    'poor'],
])('%s', (_why, window, grade) => {
  expect(gradeOf(heardFor(window))).toBe(grade);
});

const count = fc.nat({ max: 1_000_000 });
const loudness = fc.record({
  energy: fc.double({ min: 0, max: 1e6, noNaN: true }),
  seconds: count,
});
const anySample = fc.record({
  atMs: count,
  connection: fc.constant(1),
  packetsReceived: count,
  packetsLost: count,
  jitterMs: count,
  roundTripMs: fc.option(count, { nil: undefined }),
  heard: loudness,
  said: loudness,
});

test('whatever a browser counts, the server takes the message', () => {
  fc.assert(
    fc.property(fc.array(anySample, { minLength: 2, maxLength: 6 }), (samples) => {
      let tally = EMPTY_TALLY;
      for (const [index, now] of samples.entries()) {
        const before = samples[index - 1];
        const window = before === undefined ? undefined : windowOf(before, now);
        if (window !== undefined) tally = tallied(tally, window);
      }
      expect([...Value.Errors(CallQuality, callQuality(tally))]).toEqual([]);
    }),
  );
});
