import { attemptId, siteId } from '@outpace/engine/basics/ids.ts';
import { expect, test } from 'vitest';
import { NO_DAMAGE } from '../crash/killed-server.ts';
import type { TrialReport } from './cluster-trial.ts';
import { brokenIn, figuresOf, wantedOf } from './prove-cluster.ts';

// biome-ignore format: a table is read in columns.
test.each<[words: string, wanted: object | undefined]>([
  ['',                                  { lastsMs: 600_000, seed: 1, without: undefined }],
  ['--minutes 0.5 --seed 7',            { lastsMs: 30_000, seed: 7 }],
  ['--without fence',                   { without: 'fence' }],
  ['--without epoch',                   { without: 'epoch' }],
  ['--without hope',                    undefined],
  ['--minutes ten',                     undefined],
  ['--seed one',                        undefined],
])('%s', (words, wanted) => {
  const found = wantedOf(words.split(' ').filter((word) => word !== ''));
  if (wanted === undefined) expect(found).toBeUndefined();
  else expect(found).toMatchObject(wanted);
});

const report: TrialReport = {
  dials: [1_000, 1_500, 9_500, 9_900].map((atMs) => ({ site: 'north', atMs })),
  notesSaved: 3,
  refused: new Map([['OFFER_GONE', 2]]),
  late: [],
  disturbances: [{ what: 'killed', fromMs: 1_600, toMs: 9_800 }],
  sites: ['north'],
  damage: new Map([['north', NO_DAMAGE]]),
  faults: [],
};

test('the figures say what was dialed, and how long nobody was', () => {
  const text = figuresOf(report).join('\n');
  expect(text).toContain('4 dials, 3 acknowledged notes, 1 troubles, 0 faults');
  expect(text).toContain('killed (1 times): longest pause of a site 8.0 s');
  expect(text).toContain('north: longest pause of all 8.0 s');
  expect(text).toContain('OFFER_GONE 2');
});

test('it is proved when nothing is damaged, late or wrong, and not otherwise', () => {
  expect(brokenIn(report)).toEqual([]);
  const late = {
    ...({ siteId: siteId('north'), by: 'a', type: 'originate', isLate: true } as const),
    attemptId: attemptId('a1'),
  };
  expect(brokenIn({ ...report, late: [late] })).toEqual(['north: a ordered originate late']);
  const damage = new Map([['north', { ...NO_DAMAGE, doubled: 1 }]]);
  expect(brokenIn({ ...report, damage })).toEqual([expect.stringContaining('"doubled":1')]);
  expect(brokenIn({ ...report, faults: ['node a ended'] })).toEqual(['node a ended']);
});
