import { siteId } from '@outpace/engine/basics/ids.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SeenNode, SeenSite } from './site-shares.ts';
import { movesOf, siteShares } from './site-shares.ts';

/** `a` works, `a-` drains, `a!` is dead. */
const nodes = (text: string): readonly SeenNode[] =>
  text.split(' ').flatMap((word) => {
    const nodeId = word.replace(/[-!]/, '');
    const phase = word.endsWith('-') ? 'draining' : 'working';
    return word === '' ? [] : [{ nodeId, isAlive: !word.endsWith('!'), phase }];
  });

/** `1a` is owned by a, `1?` by nobody, `1=` by an outsider. */
const sites = (text: string): readonly SeenSite[] =>
  text.split(' ').flatMap((word) => {
    if (word === '') return [];
    const [id = '', of = ''] = word;
    const owner = of === '?' ? 'nobody' : of === '=' ? 'outsider' : ({ nodeId: of } as const);
    return [{ siteId: siteId(id), owner }];
  });

// biome-ignore format: a table is read in columns.
test.each<[why: string, nodes: string, sites: string, shares: string]>([
  ['the first node takes everything',              'a',      '1? 2? 3?',          '1a 2a 3a'],
  ['two that start together share in turn',        'a b',    '1? 2? 3?',          '1a 2a 3b'],
  ['a node that joins gets its share',             'a b',    '1a 2a 3a 4a',       '1a 2a 3b 4b'],
  ['and nobody else moves for it',                 'a b c',  '1a 2a 3b 4b',       '1a 2a 3b 4c'],
  ['one site is not moved back and forth',         'a b',    '1b',                '1b'],
  ['the odd one stays where it is',                'a b',    '1b 2b 3a',          '1b 2b 3a'],
  ['sites of the dead go to who lacks most',        'a! b c', '1a 2a 3c 4c',       '1b 2b 3c 4c'],
  ['one that drains keeps nothing',                'a- b',   '1a 2b',             '1b 2b'],
  ['unless nobody else works: then nothing moves', 'a-',     '1a 2?',             ''],
  ['a server that is no node keeps what it has',   'a b',    '1= 2? 3?',          '2a 3b'],
  ['no site, no share',                            'a b',    '',                  ''],
])('%s', (_why, seen, owned, shares) => {
  const found = [...siteShares(nodes(seen), sites(owned))].map((pair) => pair.join(''));
  expect(found.toSorted().join(' ')).toBe(shares);
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, me: string, nodes: string, sites: string, take: string, giveUp: string]>([
  ['what is free and mine is taken',        'b', 'a b',   '1? 2? 3? 4?', '2 4', ''],
  ['what is not free is waited for',        'b', 'a! b',  '1a 2a',       '',    ''],
  ['too many are given up one by one',      'a', 'a b',   '1a 2a 3a 4a', '',    '3'],
  ['what was given up is not taken again',  'a', 'a b',   '1a 2a 3? 4a', '',    '4'],
  ['but by whom it was given up for',       'b', 'a b',   '1a 2a 3? 4a', '3',   ''],
  ['one that drains gives up everything',   'a', 'a- b',  '1a 2b',       '',    '1'],
  ['and takes nothing',                     'a', 'a-',    '1?',          '',    ''],
])('%s', (_why, me, seen, owned, take, giveUp) => {
  const moves = movesOf(me, nodes(seen), sites(owned));
  expect([moves.take.join(' '), moves.giveUp ?? '']).toEqual([take, giveUp]);
});

const NAMES = ['a', 'b', 'c', 'd', 'e'];
const anyNodes = fc.uniqueArray(
  fc.record({
    nodeId: fc.constantFrom(...NAMES),
    isAlive: fc.boolean(),
    phase: fc.constantFrom('working' as const, 'draining' as const),
  }),
  { selector: ({ nodeId }) => nodeId },
);
const anySites = fc.uniqueArray(
  fc.record({
    siteId: fc.nat({ max: 60 }).map((n) => siteId(`site-${n}`)),
    owner: fc.oneof(
      fc.constant('nobody' as const),
      fc.constant('outsider' as const),
      fc.constantFrom(...NAMES).map((nodeId) => ({ nodeId })),
    ),
  }),
  { selector: (site) => site.siteId, maxLength: 40 },
);

const isWorking = ({ isAlive, phase }: SeenNode): boolean => isAlive && phase === 'working';

test('every site is the share of one working node, and they differ by one at most', () => {
  fc.assert(
    fc.property(anyNodes, anySites, (seen, owned) => {
      const working = seen.filter(isWorking).map(({ nodeId }) => nodeId);
      const shares = siteShares(seen, owned);
      const shared = owned.filter(({ owner }) => owner !== 'outsider');
      expect(shares.size).toBe(working.length === 0 ? 0 : shared.length);
      const counts = working.map((id) => [...shares.values()].filter((to) => to === id).length);
      if (counts.length > 0) expect(Math.max(...counts) - Math.min(...counts)).toBeLessThan(2);
    }),
  );
});

const isAt = ({ owner }: SeenSite, nodeId: string): boolean =>
  typeof owner === 'object' && owner.nodeId === nodeId;

/** What the sites are after this node has done what it has to. */
const moved = (me: string, seen: readonly SeenNode[], now: readonly SeenSite[]) => {
  const { take, giveUp } = movesOf(me, seen, now);
  return now.map((site): SeenSite => {
    if (take.includes(site.siteId)) return { ...site, owner: { nodeId: me } };
    return site.siteId === giveUp ? { ...site, owner: 'nobody' } : site;
  });
};

test('whoever looks first, after as many rounds as sites all are where they belong', () => {
  fc.assert(
    fc.property(anyNodes, anySites, (seen, owned) => {
      // The leases of the dead have run out.
      const alive = seen.filter(({ isAlive }) => isAlive).map(({ nodeId }) => nodeId);
      let now: readonly SeenSite[] = owned.map((site) => {
        const isLeft = typeof site.owner === 'object' && !alive.includes(site.owner.nodeId);
        return isLeft ? { ...site, owner: 'nobody' } : site;
      });
      for (let round = 0; round <= owned.length; round += 1) {
        for (const me of alive) now = moved(me, seen, now);
      }
      for (const [siteId, to] of siteShares(seen, now)) {
        expect(now.filter((site) => site.siteId === siteId && isAt(site, to))).toHaveLength(1);
      }
      for (const me of alive) expect(moved(me, seen, now)).toEqual(now);
    }),
  );
});

test('whoever works keeps all of its sites, or as many as anybody may have', () => {
  fc.assert(
    fc.property(anyNodes, anySites, (seen, owned) => {
      const shares = siteShares(seen, owned);
      for (const { nodeId } of seen.filter(isWorking)) {
        const mine = owned.filter((site) => isAt(site, nodeId));
        const kept = mine.filter((site) => shares.get(site.siteId) === nodeId).length;
        const fewest = Math.floor(shares.size / seen.filter(isWorking).length);
        expect(kept).toBeGreaterThanOrEqual(Math.min(mine.length, fewest));
      }
    }),
  );
});
