import type { Epoch } from '@outpace/engine/basics/ids.ts';
import { countedId, siteId } from '@outpace/engine/basics/ids.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LegName } from './leg-id.ts';
import { LEG_KINDS, legId, parseLegId } from './leg-id.ts';

const kinds = fc.constantFrom(...LEG_KINDS);
const serials = fc.nat({ max: Number.MAX_SAFE_INTEGER });
const attempts = fc.nat().map((count) => countedId('a', 1 as Epoch, count));
/** Sites and people are named by a UUID in the store, and shorter in tests. */
const names = fc.oneof(fc.uuid(), fc.stringMatching(/^[a-z0-9-]{1,40}$/));
const legs: fc.Arbitrary<LegName> = fc.record({
  site: names.map(siteId),
  kind: kinds,
  owner: fc.oneof(names, attempts),
  serial: serials,
});

test('is read back as what it was made of', () => {
  fc.assert(
    fc.property(legs, (leg) => {
      expect(parseLegId(legId(leg))).toEqual(leg);
    }),
  );
});

test('all have one length, so none is the beginning of another', () => {
  fc.assert(
    fc.property(legs, legs, (one, other) => {
      const [a, b] = [legId(one), legId(other)];
      return a.length === b.length && (a === b || !a.startsWith(b));
    }),
  );
});

test('two legs that differ in anything have two names', () => {
  const near = fc.record({
    site: fc.constantFrom('s', 's-', 'ss').map(siteId),
    kind: kinds,
    owner: fc.constantFrom('a', 'a-', 'aa', '1', '0'),
    serial: fc.nat({ max: 40 }),
  });
  fc.assert(
    fc.property(near, near, (one, other) => {
      const isSame = JSON.stringify(one) === JSON.stringify(other);
      return isSame === (legId(one) === legId(other));
    }),
    { numRuns: 1_000 },
  );
});

test('only what the switch and a path of its API take unchanged', () => {
  fc.assert(fc.property(legs, (leg) => encodeURIComponent(legId(leg)) === legId(leg)));
});

const good = legId({ site: siteId('s'), kind: 'customer', owner: 'a-1', serial: 36 });

test.each<[what: string, id: string]>([
  ['the switch itself', '1712345678.12'],
  ['nobody', ''],
  ['somebody, as long as ours', 'x'.repeat(good.length)],
  ['ours, cut short', good.slice(0, -1)],
  ['ours, with something behind', `${good}.`],
  ['a kind that we do not know', good.replace('customer', 'customar')],
  ['one without a serial', good.replace('~10', '~..')],
  ['a serial that is none', good.replace('~10', '~1_')],
])('a name of %s is not ours', (_what, id) => {
  expect(parseLegId(id)).toBeUndefined();
});

test('an owner that does not fit is a bug, and is not cut off', () => {
  const leg = { site: siteId('s'), kind: 'agent', owner: 'x'.repeat(41), serial: 0 } as const;
  expect(() => legId(leg)).toThrow('bug');
});
