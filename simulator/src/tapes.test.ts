import { attemptId, interactionId } from '@outpace/engine/basics/ids.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import type { RecordingOrder } from '@outpace/engine/interactions/recording.ts';
import { expect, test } from 'vitest';
import { Tapes } from './tapes.ts';

const id = attemptId('a1');
const order = (what: RecordingOrder) =>
  ({
    type: 'record',
    attemptId: id,
    interactionId: interactionId('i1'),
    what,
    announcement: 'none',
  }) as const;
const about = { type: 'recording', attemptId: id, interactionId: 'i1' };

test('a recording is as long as it ran, pauses included, and ends once', () => {
  const tapes = new Tapes();
  expect(tapes.order(order('start'), instant(1_000))).toEqual([
    { ...about, file: 'i1-1', state: 'started' },
  ]);
  const between = (['start', 'pause', 'resume'] as const).map((what) => [
    tapes.order(order(what), instant(2_000)),
    tapes.stateOf(id),
  ]);
  expect(between).toEqual([
    [[], 'on'],
    [[], 'paused'],
    [[], 'on'],
  ]);
  const finished = { ...about, file: 'i1-1', state: 'finished', durationMs: 8_000 };
  expect([tapes.end(id, instant(9_000)), tapes.end(id, instant(9_000))]).toEqual([[finished], []]);
});

test('it can be stopped, and begun again in another file', () => {
  const tapes = new Tapes();
  tapes.order(order('start'), instant(0));
  expect(tapes.order(order('stop'), instant(5))).toMatchObject([{ state: 'finished' }]);
  expect(tapes.order(order('start'), instant(9))).toMatchObject([{ file: 'i1-2' }]);
  tapes.vanish();
  expect(tapes.stateOf(id)).toBe('off');
});

test('one that fails does not run', () => {
  const tapes = new Tapes(() => true);
  expect(tapes.order(order('start'), instant(0))).toMatchObject([{ state: 'failed' }]);
  expect(tapes.stateOf(id)).toBe('off');
});
