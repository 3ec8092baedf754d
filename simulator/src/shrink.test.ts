import { instant } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import { ALL_FAULTS, NO_FAULTS } from './faults.ts';
import type { Size } from './scenarios/scenario.ts';
import { smoke } from './scenarios/smoke.ts';
import { shrink } from './shrink.ts';
import type { WorldReport } from './world-setup.ts';

const fine: WorldReport = {
  steps: 0,
  virtualHours: 0,
  attempts: 0,
  contacts: 0,
  dispositions: 0,
  kills: 0,
  hash: '',
  violations: [],
  journal: [],
};
const broken = (checker: string): WorldReport => ({
  ...fine,
  violations: [{ checker, at: instant(0), text: '' }],
});
const day: Size = { agents: 30, chains: 900, minutes: 150, faults: ALL_FAULTS };

test('a failure that needs kills and three agents shrinks to just that', () => {
  const isBroken = ({ agents, faults }: Size): boolean => agents >= 3 && faults.kills;
  const { size } = shrink(smoke, 1, day, (each) => (isBroken(each) ? broken('views') : fine));
  expect(size).toEqual({
    agents: 3,
    chains: 1,
    minutes: 1,
    faults: { ...NO_FAULTS, kills: true },
  });
});

test('another law that breaks on the way does not count', () => {
  const live = ({ agents }: Size): WorldReport => broken(agents === 30 ? 'views' : 'limits');
  expect(shrink(smoke, 1, day, live).size.agents).toBe(30);
});

test('a day without a failure is left as it is', () => {
  const { size, tries } = shrink(smoke, 1, day, () => fine);
  expect([size, tries]).toEqual([day, 1]);
});
