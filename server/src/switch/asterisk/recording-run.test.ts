import { attemptId, interactionId, siteId } from '@outpace/engine/basics/ids.ts';
import { instant, millis, seconds } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import type { RecordingRun } from './recording-run.ts';
import { durationAfter, recordedInteraction, recordingFile } from './recording-run.ts';

test.each<[at: number, file: string]>([
  [Date.UTC(2026, 0, 1), 'north/2026-01/i1_a1'],
  [Date.UTC(2026, 11, 31, 23, 59, 59, 999), 'north/2026-12/i1_a1'],
  [Date.UTC(2027, 0, 1), 'north/2027-01/i1_a1'],
])('one file per call, by site and month: %d', (at, file) => {
  const call = { attemptId: attemptId('a1'), interactionId: interactionId('i1') };
  expect(recordingFile(siteId('north'), call, instant(at))).toBe(file);
  expect(recordedInteraction(file)).toBe('i1');
});

test('a file from before calls had their own is of the interaction it is named by', () => {
  expect(recordedInteraction('north/2026-01/i1')).toBe('i1');
});

const run = {
  interactionId: interactionId('i1'),
  file: 'north/2026-01/i1',
  legId: 'leg',
  announcement: 'none',
  isPaused: false,
  recordedMs: millis(0),
  again: false,
} as const;
const at = instant(100_000);
const before = seconds(30);

test.each<[why: string, run: RecordingRun, saidSeconds: number | undefined, durationMs: number]>([
  ['by our own clock, to the ms', { ...run, phase: 'on', startedAt: instant(98_766) }, 1, 1_234],
  [
    'with the pieces before it',
    { ...run, phase: 'stopping', startedAt: instant(98_766), recordedMs: before },
    1,
    31_234,
  ],
  [
    'begun by another process: as the switch says',
    { ...run, phase: 'on', startedAt: undefined },
    7,
    7_000,
  ],
  ['and it does not say', { ...run, phase: 'on', startedAt: undefined }, undefined, 0],
  ['never begun', { ...run, phase: 'opening', recordedMs: before }, undefined, 30_000],
  ['over already', { ...run, phase: 'off', recordedMs: before }, undefined, 30_000],
])('%s', (_why, piece, saidSeconds, durationMs) => {
  expect(durationAfter(piece, at, saidSeconds)).toBe(durationMs);
});
