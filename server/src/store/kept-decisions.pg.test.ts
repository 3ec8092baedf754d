import { campaignGroupId } from '@outpace/engine/basics/ids.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestApp } from '../api/test-app.ts';
import { addCampaign } from '../api/test-campaign.ts';
import { EpochLost } from '../ports.ts';
import { PostgresDialerStore } from './dialer-store.ts';
import { type DecidedRows, keptDecisions } from './kept-decisions.ts';

const START = Date.UTC(2026, 0, 5, 9);
let app: TestApp;
let groupId: ReturnType<typeof campaignGroupId>;
let store: PostgresDialerStore;
const newStore = () => new PostgresDialerStore(app.pool, app.site, { plan: async () => undefined });
beforeAll(async () => {
  app = await TestApp.open();
  store = newStore();
  await store.takeSite();
  groupId = campaignGroupId((await addCampaign(app)).groupId);
});
afterAll(() => app.close());

const rowAt = (ms: number) => ({
  ...{ at: START + ms, mode: 'predictive', ready: 1, waiting: 0, inAir: 2, wanted: 3, opened: 3 },
  ...({ bound: 'risk' } as const),
});
const decided = (...times: readonly number[]): readonly DecidedRows[] => [
  { groupId, rows: times.map(rowAt) },
];
const keep = (...times: readonly number[]) => store.keepDecisions(decided(...times), undefined);
const kept = async (from: number, to: number) => {
  const span = { from: instant(START + from), to: instant(START + to) };
  const rows = await keptDecisions(app.pool, app.site, groupId, span);
  return rows.map(({ at }) => at - START);
};

test('what is kept is found by its time, each once, until it is forgotten', async () => {
  await keep(5_000, 6_000);
  await keep(1_000, 2_000, 3_000);
  await keep(1_000, 2_000, 3_000);
  expect(await kept(0, 9_000)).toEqual([1_000, 2_000, 3_000, 5_000, 6_000]);
  expect(await kept(2_000, 5_000)).toEqual([2_000, 3_000, 5_000]);
  const [first] = await keptDecisions(app.pool, app.site, groupId, {
    from: instant(START),
    to: instant(START + 1_000),
  });
  expect(first).toEqual(rowAt(1_000));
  await store.keepDecisions([], instant(START + 4_000));
  expect(await kept(0, 9_000)).toEqual([5_000, 6_000]);
});

test('a group that was removed keeps nothing, and hinders nobody', async () => {
  const gone = { groupId: campaignGroupId('gone'), rows: [rowAt(20_000)] };
  await store.keepDecisions([gone, ...decided(21_000)], undefined);
  expect(await kept(20_000, 30_000)).toEqual([21_000]);
});

test('who does not own the site any more keeps and removes nothing', async () => {
  await keep(40_000);
  const next = newStore();
  await next.takeSite();
  await expect(keep(41_000)).rejects.toThrow(EpochLost);
  await expect(store.keepDecisions([], instant(START + 90_000))).rejects.toThrow(EpochLost);
  expect(await kept(40_000, 50_000)).toEqual([40_000]);
});
