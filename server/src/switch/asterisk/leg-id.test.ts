import { siteId } from '@outpace/engine/basics/ids.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LEG_KINDS, legId, parseLegId } from './leg-id.ts';

const site = siteId('main');

test('all names have one length, so that none is the beginning of another', () => {
  const names = [
    legId({ site, kind: 'customer', owner: 'a00000a-00000001', serial: 0 }),
    legId({ site: siteId('a'.repeat(40)), kind: 'recorder', owner: 'x', serial: Date.now() }),
    legId({ site, kind: 'agent', owner: 'a'.repeat(40), serial: 35 ** 5 }),
  ];
  expect(new Set(names.map((name) => name.length)).size).toBe(1);
});

test('the same parts make the same name', () => {
  const name = { site, kind: 'customer', owner: 'a1', serial: 0 } as const;
  expect(legId(name)).toBe(legId({ ...name }));
});

const owner = fc.stringMatching(/^[A-Za-z0-9._:-]{1,40}$/);
const name = fc.record({
  site: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,39}$/).map(siteId),
  kind: fc.constantFrom(...LEG_KINDS),
  owner,
  serial: fc.nat(Date.UTC(2100, 0)),
});

test('a name is read as the parts that it was made of', () => {
  fc.assert(
    fc.property(name, (parts) => {
      expect(parseLegId(legId(parts))).toEqual(parts);
    }),
  );
});

test('no name is the beginning of another', () => {
  fc.assert(
    fc.property(name, name, (one, other) => {
      const [a, b] = [legId(one), legId(other)];
      return a === b || !a.startsWith(b);
    }),
  );
});

test.each(['', '1795634923.12', 'x'.repeat(100), `main~visitor~a1~0${'.'.repeat(83)}`])(
  'what somebody else made is not ours: %s',
  (id) => {
    expect(parseLegId(id)).toBeUndefined();
  },
);
