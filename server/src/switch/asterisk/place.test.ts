import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Move, Place } from './place.ts';
import { inBridge, MUSIC, moves, NOWHERE, UNKNOWN } from './place.ts';

const [a, b] = [inBridge('a'), inBridge('b')];

test.each<[why: string, from: Place, to: Place, moves: readonly Move[]]>([
  ['straight into a bridge', NOWHERE, a, [{ do: 'add', bridgeId: 'a' }]],
  ['from one bridge to another without a stop', a, b, [{ do: 'add', bridgeId: 'b' }]],
  ['out again', a, NOWHERE, [{ do: 'remove', bridgeId: 'a' }]],
  ['held: out, then music', a, MUSIC, [{ do: 'remove', bridgeId: 'a' }, { do: 'start-music' }]],
  ['taken from hold', MUSIC, a, [{ do: 'stop-music' }, { do: 'add', bridgeId: 'a' }]],
  ['the music ends', MUSIC, NOWHERE, [{ do: 'stop-music' }]],
  ['of a leg that was found', UNKNOWN, a, [{ do: 'stop-music' }, { do: 'add', bridgeId: 'a' }]],
])('%s', (_why, from, to, expected) => {
  expect(moves(from, to)).toEqual(expected);
});

/** A leg as the switch has it: in one bridge or none, with music or without. */
type Leg = { readonly bridge: string; readonly music: boolean };

function moved(leg: Leg, move: Move): Leg {
  switch (move.do) {
    case 'add':
      return { ...leg, bridge: move.bridgeId };
    case 'remove':
      // The switch refuses to take a leg out of a bridge that it is not in.
      if (leg.bridge !== move.bridgeId) throw new Error(`not in ${move.bridgeId}`);
      return { ...leg, bridge: '' };
    case 'start-music':
    case 'stop-music':
      return { ...leg, music: move.do === 'start-music' };
  }
}

const legAt = (place: Place): Leg => ({
  bridge: place.at === 'bridge' ? place.bridgeId : '',
  music: place.at === 'music',
});

const certain = fc.constantFrom<Place>(NOWHERE, MUSIC, a, b);

test('from any place to any place: it ends there, and nothing else is left on', () => {
  fc.assert(
    fc.property(certain, certain, (from, to) => {
      expect(moves(from, to).reduce(moved, legAt(from))).toEqual(legAt(to));
    }),
  );
});

test('from an unknown place as well, whatever is on there', () => {
  fc.assert(
    fc.property(fc.boolean(), certain, (music, to) => {
      expect(moves(UNKNOWN, to).reduce(moved, { bridge: '', music })).toEqual(legAt(to));
    }),
  );
});

test('whoever is there already stays undisturbed', () => {
  fc.assert(fc.property(certain, (place) => moves(place, place).length === 0));
});
