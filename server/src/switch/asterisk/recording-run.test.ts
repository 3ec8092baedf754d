import { interactionId, siteId } from '@outpace/engine/basics/ids.ts';
import { instant, millis } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import type { RecordingRun } from './recording-run.ts';
import { durationAfter, recordingFile } from './recording-run.ts';

test('each interaction has one file, in a folder of its month', () => {
  const at = instant(Date.UTC(2026, 11, 31, 23, 59));
  expect(recordingFile(siteId('main'), interactionId('i1'), at)).toBe('main/2026-12/i1');
});

const base = {
  interactionId: interactionId('i1'),
  file: 'main/2026-12/i1',
  legId: 'leg',
  announcement: 'none',
  isPaused: false,
  recordedMs: millis(4_000),
  again: false,
} as const;

test.each<[why: string, run: RecordingRun, seconds: number | undefined, durationMs: number]>([
  ['earlier pieces and this one', { ...base, phase: 'on', startedAt: instant(1_000) }, 8, 11_500],
  [
    'as the switch says, where the start is not known',
    { ...base, phase: 'stopping', startedAt: undefined },
    8,
    12_000,
  ],
  [
    'earlier pieces, where nothing is known',
    { ...base, phase: 'on', startedAt: undefined },
    undefined,
    4_000,
  ],
  ['nothing more of one that never began', { ...base, phase: 'opening' }, undefined, 4_000],
])('how long it is: %s', (_why, run, seconds, durationMs) => {
  expect(durationAfter(run, instant(8_500), seconds)).toBe(durationMs);
});
