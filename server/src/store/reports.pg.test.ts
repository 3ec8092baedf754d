import { campaignGroupId } from '@outpace/engine/basics/ids.ts';
import { hours, instant, minutes } from '@outpace/engine/basics/time.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoCampaigns } from '../jobs/demo-campaigns.ts';
import { insertAgentGroup } from './agent-groups.ts';
import { insertCallingList } from './calling-lists.ts';
import { insertCampaignGroup } from './campaign-groups.ts';
import { insertCampaign } from './campaigns.ts';
import { bucketFor, campaignSeries } from './reports.ts';
import {
  addAttempt,
  addChain,
  granted,
  listBody,
  openTestSite,
  type TestSite,
} from './test-site.ts';

let at: TestSite;
beforeAll(async () => {
  at = await openTestSite();
  const { pool, site } = at;
  granted(await insertCallingList(pool, site, 'l-1', listBody('Customers')));
  await insertAgentGroup(pool, site, 'a-1', { name: 'Team', members: [] });
  const [demo] = demoCampaigns('l-1');
  if (demo === undefined) throw new Error('the demo has campaigns');
  await insertCampaign(pool, site, 'c-1', demo);
  const binding = { campaignId: 'c-1', agentGroupId: 'a-1', mode: 'progressive' } as const;
  granted(await insertCampaignGroup(pool, site, 'g-1', { ...binding, name: 'G', multiplier: 1 }));
});
afterAll(() => at.drop());

test.each([
  ['an hour by minutes', hours(1), minutes(1)],
  ['two hours still', hours(2), minutes(1)],
  ['a shift by five', hours(8), minutes(5)],
  ['a day by quarters', hours(24), minutes(15)],
  ['a month by quarters of a day', hours(24 * 30), hours(6)],
])('%s', (_why, span, bucket) => {
  expect(bucketFor(span)).toBe(bucket);
});

test('each attempt counts once, in its minute, its group and its result', async () => {
  const { pool, site } = at;
  const chainId = await addChain(pool, site, { listId: 'l-1', phones: ['+12125550100'] });
  const add = (id: string, time: string, changes: object) =>
    addAttempt(pool, site, { id, chainId, openedAt: `2026-01-05T${time}Z`, ...changes });
  await add('a-1', '09:58:59', { callResult: 33 });
  await add('a-2', '10:00:00', { callResult: 33, talkSeconds: 60 });
  await add('a-3', '10:00:59.999', { callResult: 21 });
  await add('a-4', '10:01:00', { callResult: 26 });
  await add('a-5', '10:01:30', {});
  await add('a-6', '10:01:30', { callResult: 33, groupId: 'g-2' });
  const until = instant(Date.UTC(2026, 0, 5, 10, 1, 40));
  const span = { until, lengthMs: minutes(2) };
  const series = await campaignSeries(pool, site, campaignGroupId('g-1'), span);
  const minute = (of: number): number => Date.UTC(2026, 0, 5, 9, 59 + of);
  expect(series).toEqual({
    bucketMs: 60_000,
    rows: [
      { at: minute(0), attempts: 0, contacts: 0, abandoned: 0 },
      { at: minute(1), attempts: 2, contacts: 1, abandoned: 1 },
      { at: minute(2), attempts: 2, contacts: 0, abandoned: 1 },
    ],
    byResult: [
      { result: 'abandoned', attempts: 1 },
      { result: 'dropped', attempts: 1 },
      { result: 'answer', attempts: 1 },
    ],
  });
});

test('there is no series of a group that is not there', async () => {
  const span = { until: instant(0), lengthMs: minutes(1) };
  expect(await campaignSeries(at.pool, at.site, campaignGroupId('gone'), span)).toBeUndefined();
});
