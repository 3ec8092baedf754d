import { instant } from '@outpace/engine/basics/time.ts';
import type { CampaignSeries } from '@outpace/protocol/reports.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestApp } from './test-app.ts';
import { addCampaign, type TestCampaign } from './test-campaign.ts';

let app: TestApp;
let made: TestCampaign;
beforeAll(async () => {
  app = await TestApp.open();
  made = await addCampaign(app);
});
afterAll(() => app.close());

const url = '/api/reports/campaign-series';

test('an idle hour is a row per minute, all zero', async () => {
  app.dialer.at = instant(Date.UTC(2026, 0, 5, 12, 0, 30));
  const { body } = await app.ask<CampaignSeries>(
    'supervisor',
    `${url}?groupId=${made.groupId}&minutes=60`,
  );
  expect(body.bucketMs).toBe(60_000);
  expect(body.rows).toHaveLength(61);
  expect(body.rows.at(-1)).toEqual({
    at: Date.UTC(2026, 0, 5, 12, 0),
    attempts: 0,
    contacts: 0,
    abandoned: 0,
  });
  expect(body.byResult).toEqual([]);
});

test.each([
  ['groupId=gone&minutes=60', 'CAMPAIGN_GROUP_NOT_FOUND'],
  ['groupId=gone&minutes=0', 'BAD_REQUEST'],
  ['groupId=gone&minutes=99999', 'BAD_REQUEST'],
  ['groupId=gone&minutes=1e3', 'BAD_REQUEST'],
  ['minutes=60', 'BAD_REQUEST'],
])('%s is refused', async (query, code) => {
  expect((await app.ask('supervisor', `${url}?${query}`)).code).toBe(code);
});
