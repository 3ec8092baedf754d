import { expect, test } from 'vitest';
import type { FloorFigures } from './sharing.ts';
import { measureFloor } from './sharing.ts';

const LIMIT = 0.03;
const ahead = { mode: 'predictive', abandonShareMax: LIMIT } as const;
const oneByOne = { mode: 'progressive', abandonShareMax: LIMIT } as const;

/** Chance alone loses more than the limit now and then; this many are more than chance. */
const mostOf = (live: number): number => LIMIT * live + 2 + 2.5 * Math.sqrt(LIMIT * live);

function expectLawful({ campaigns }: FloorFigures): void {
  for (const { live, lost } of campaigns) expect(lost).toBeLessThanOrEqual(mostOf(live));
  const [live, lost] = [sum(campaigns, 'live'), sum(campaigns, 'lost')];
  expect(lost).toBeLessThanOrEqual(mostOf(live));
}

const sum = (campaigns: FloorFigures['campaigns'], what: 'live' | 'lost'): number =>
  campaigns.reduce((all, each) => all + each[what], 0);

test('three campaigns keep twelve agents nearly as busy as one, and none loses more', () => {
  // Each has to get to know its own list, which takes three times as long as for one.
  const one = measureFloor(1, 12, 2.5, [ahead]);
  const three = measureFloor(1, 12, 2.5, [ahead, ahead, ahead]);
  expectLawful(one);
  expectLawful(three);
  expect(one.busy).toBeGreaterThan(0.8);
  expect(three.busy).toBeGreaterThan(one.busy - 0.06);
  for (const { part } of three.campaigns) expect(part).toBeGreaterThan(0.2);
});

test('one that dials call by call leaves its half to one that dials ahead', () => {
  const both = measureFloor(1, 12, 0.75, [ahead, oneByOne]);
  expectLawful(both);
  for (const { part } of both.campaigns) expect(part).toBeGreaterThan(0.35);
});
