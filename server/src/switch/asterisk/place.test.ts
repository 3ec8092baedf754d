import { expect, test } from 'vitest';
import type { Move, Place } from './place.ts';
import { inBridge, MUSIC, moves, NOWHERE, SILENCE, UNKNOWN } from './place.ts';

const [one, other] = [inBridge('one'), inBridge('other')];
const add = (bridgeId: string): Move => ({ do: 'add', bridgeId });
const remove = (bridgeId: string): Move => ({ do: 'remove', bridgeId });

test.each<[why: string, from: Place, to: Place, moves: readonly Move[]]>([
  ['who is there already stays', one, inBridge('one'), []],
  ['music goes on', MUSIC, MUSIC, []],
  ['from nothing into a bridge', NOWHERE, one, [add('one')]],
  ['music ends before the voices', MUSIC, one, [{ do: 'stop-music' }, add('one')]],
  ['so does silence', SILENCE, one, [{ do: 'stop-silence' }, add('one')]],
  ['straight from one bridge to another', one, other, [add('other')]],
  ['out of a bridge to music', one, MUSIC, [remove('one'), { do: 'start-music' }]],
  ['out of a bridge to nothing', one, NOWHERE, [remove('one')]],
  ['from music to silence', MUSIC, SILENCE, [{ do: 'stop-music' }, { do: 'start-silence' }]],
  [
    'what is not known is stopped, whatever it is',
    UNKNOWN,
    one,
    [{ do: 'stop-music' }, { do: 'stop-silence' }, add('one')],
  ],
])('%s', (_why, from, to, expected) => {
  expect(moves(from, to)).toEqual(expected);
});
