import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoCampaigns } from '../jobs/demo-campaigns.ts';
import { insertCampaign } from './campaigns.ts';
import { retentionRow, saveRetentionRun, setRetention, storedRetention } from './retention.ts';
import { addOldAttempt } from './test-old-things.ts';
import { openTestList, type TestSite } from './test-site.ts';

let at: TestSite;
beforeAll(async () => {
  at = await openTestList();
  const [demo] = demoCampaigns('none');
  if (demo === undefined) throw new Error('the demo has campaigns');
  const none = { hours: [], closedDates: [], limits: [], without: [] };
  const rules = { profile: 'uk' as const, ...none };
  const settings = { ...demo.settings, rules };
  await insertCampaign(at.pool, at.site, 'c-1', { ...demo, name: 'Ruled', settings, lists: [] });
  await insertCampaign(at.pool, at.site, 'c-2', { ...demo, name: 'Unruled', lists: [] });
  await addOldAttempt(at, { id: 'a-1', daysAgo: 1, campaignId: 'c-gone' });
  await addOldAttempt(at, { id: 'a-2', daysAgo: 1, campaignId: 'c-gone' });
});
afterAll(() => at.drop());

const plan = {
  ...{ attempts: 30, recordings: 10, 'webhook-deliveries': 14 },
  ...{ imports: null, 'agent-states': null },
};

test('a site begins with keeping things, and says once how long', async () => {
  const before = await retentionRow(at.pool, at.site);
  expect(before).toMatchObject({ attempts: null, 'webhook-deliveries': 14, version: 1 });
  expect(before.lastRun).toBeNull();
  expect(await setRetention(at.pool, at.site, 1, plan)).toMatchObject({ ok: true });
  const late = await setRetention(at.pool, at.site, 1, plan);
  expect(late).toMatchObject({ ok: false, problem: { code: 'CHANGED_MEANWHILE' } });
});

test('the law of each campaign has its say, and that of a removed one may be any', async () => {
  const { campaigns } = await storedRetention(at.pool, at.site);
  const days = campaigns.map(({ campaignId, attemptsDays, recordingsDays }) => [
    campaignId,
    attemptsDays,
    recordingsDays,
  ]);
  expect(days).toEqual([
    ['c-1', 180, 10],
    ['c-2', 30, 10],
    ['c-gone', 1_826, 10],
  ]);
  const shown = await retentionRow(at.pool, at.site);
  expect(shown.campaigns.map(({ name }) => name)).toEqual(['Ruled', 'Unruled']);
});

test('what was last removed is remembered', async () => {
  const removed = { ...plan, attempts: 3, imports: 0, 'agent-states': 0 };
  const run = { at: '2026-06-01T12:00:00.000Z', removed, stuckRecordings: 1 };
  await saveRetentionRun(at.pool, at.site, run);
  expect((await retentionRow(at.pool, at.site)).lastRun).toEqual(run);
});
