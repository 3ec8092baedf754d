import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { FakeRecordings } from '../api/fake-recordings.ts';
import { insertCampaign } from '../store/campaigns.ts';
import { retentionRow, setRetention } from '../store/retention.ts';
import { addOldAttempt } from '../store/test-old-things.ts';
import { openTestList, type TestSite } from '../store/test-site.ts';
import { demoCampaigns } from './demo-campaigns.ts';
import { Retention, type RetentionParts } from './retention.ts';

let at: TestSite;
let recordings: FakeRecordings;
beforeAll(async () => {
  at = await openTestList();
  const [demo] = demoCampaigns('none');
  if (demo === undefined) throw new Error('the demo has campaigns');
  await insertCampaign(at.pool, at.site, 'c-1', { ...demo, lists: [] });
});
afterAll(() => at.drop());
beforeEach(async () => {
  recordings = new FakeRecordings();
  const tables = ['recordings', 'third_parties', 'interactions', 'cpd_corrections'];
  for (const table of [...tables, 'attempt_answers', 'attempts'])
    await at.pool.query(`delete from ${table}`);
  await at.pool.query('update sites set retention_version = 1, retention_run = null');
});

const plan = {
  ...{ attempts: 40, recordings: null, 'webhook-deliveries': 14 },
  ...{ imports: null, 'agent-states': null },
};
const faults: unknown[] = [];
const job = (more: Partial<RetentionParts> = {}): Retention =>
  new Retention({
    ...{ pool: at.pool, siteId: at.site, recordings },
    onFault: (fault) => faults.push(fault),
    // Two rows at a time, so that several pages are turned.
    batch: { rows: 2, restMs: 0 },
    ...more,
  });
const left = async (): Promise<readonly string[]> => {
  const { rows } = await at.pool.query<{ id: string }>('select id from attempts order by id');
  return rows.map(({ id }) => id);
};
const lastRun = async () => (await retentionRow(at.pool, at.site)).lastRun;

test('what is old goes, and what is needed or not over stays, over all pages', async () => {
  await setRetention(at.pool, at.site, 1, plan);
  for (const n of [1, 2, 3, 4, 5]) await addOldAttempt(at, { id: `old-${n}`, daysAgo: 40 + n });
  await addOldAttempt(at, { id: 'open', daysAgo: 44.5, isOpen: true });
  await addOldAttempt(at, { id: 'promised', daysAgo: 43.5, isPromised: true });
  await addOldAttempt(at, { id: 'young', daysAgo: 39 });
  await addOldAttempt(at, { id: 'of-a-removed-campaign', daysAgo: 1_000, campaignId: 'gone' });
  await job().look();
  expect(await left()).toEqual(['of-a-removed-campaign', 'open', 'promised', 'young']);
  expect(await lastRun()).toMatchObject({ removed: { attempts: 5 }, stuckRecordings: 0 });
});

test('a site that has said nothing loses nothing', async () => {
  await at.pool.query(`update sites set retention = '{}'`);
  await addOldAttempt(at, { id: 'old', daysAgo: 3_000, recording: 'old.wav' });
  recordings.files.set('old.wav', 'sound');
  await job().look();
  expect([await left(), [...recordings.files.keys()]]).toEqual([['old'], ['old.wav']]);
  expect(await lastRun()).toBeNull();
});

test('recordings go with their files, before their attempts or with them', async () => {
  await setRetention(at.pool, at.site, 1, { ...plan, recordings: 10 });
  await addOldAttempt(at, { id: 'old', daysAgo: 50, recording: 'old.wav' });
  await addOldAttempt(at, { id: 'heard', daysAgo: 20, recording: 'heard.wav' });
  await addOldAttempt(at, { id: 'new', daysAgo: 9, recording: 'new.wav' });
  for (const file of ['old.wav', 'heard.wav', 'new.wav']) recordings.files.set(file, 'sound');
  await job().look();
  expect([await left(), [...recordings.files.keys()]]).toEqual([['heard', 'new'], ['new.wav']]);
  expect(await lastRun()).toMatchObject({ removed: { attempts: 1, recordings: 2 } });
});

test('a file that cannot be removed keeps its attempt, and is tried again', async () => {
  await setRetention(at.pool, at.site, 1, plan);
  await addOldAttempt(at, { id: 'old', daysAgo: 50, recording: 'old.wav' });
  const away = { remove: () => Promise.reject(new Error('the switch is away')) };
  await job({ recordings: away }).look();
  expect(faults).toHaveLength(1);
  await job({ recordings: undefined }).look();
  expect(await left()).toEqual(['old']);
  expect(await lastRun()).toMatchObject({ removed: { attempts: 0 }, stuckRecordings: 1 });
  await job().look();
  expect(await left()).toEqual([]);
});

test('closed in the middle it removes nothing more', async () => {
  await setRetention(at.pool, at.site, 1, plan);
  for (const n of [1, 2, 3, 4, 5]) await addOldAttempt(at, { id: `old-${n}`, daysAgo: 40 + n });
  const slow = job({ batch: { rows: 2, restMs: 60_000 } });
  const looking = slow.look();
  await expect.poll(left, { timeout: 20_000 }).toHaveLength(3);
  await slow.close();
  await looking;
  expect(await left()).toHaveLength(3);
});
