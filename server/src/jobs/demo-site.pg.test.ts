import { campaignGroupId, siteId } from '@outpace/engine/basics/ids.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isPassword } from '../api/password.ts';
import { allAgentGroups } from '../store/agent-groups.ts';
import { allCallingLists } from '../store/calling-lists.ts';
import { allCampaignGroups } from '../store/campaign-groups.ts';
import { StoredPlans } from '../store/plans.ts';
import { siteRow } from '../store/sites.ts';
import { type TestDatabase, testDatabase } from '../store/test-database.ts';
import { credentialsOf } from '../store/users.ts';
import { createDemoSite, type DemoAccess } from './demo-site.ts';
import { contactsFile } from './test-contacts.ts';

const site = siteId('demo');
let database: TestDatabase;
let file: ReturnType<typeof contactsFile>;
let access: DemoAccess;
beforeAll(async () => {
  database = await testDatabase();
  file = contactsFile(5_200);
  access = await createDemoSite(database.pool, site, file.path, 1);
});
afterAll(async () => {
  file.remove();
  await database.drop();
});

test('twelve people, each with a password of their own that only its hash is kept of', async () => {
  expect(access.created).toBe(true);
  expect(access.people.map(({ role }) => role)).toEqual([
    'administrator',
    'supervisor',
    ...Array(10).fill('agent'),
  ]);
  expect(new Set(access.people.map(({ password }) => password)).size).toBe(12);
  for (const { name, password } of access.people.slice(0, 3)) {
    const known = await credentialsOf(database.pool, site, name);
    expect(await isPassword(password, known?.passwordHash)).toBe(true);
  }
});

test('five thousand people to call, now', async () => {
  const [list] = await allCallingLists(database.pool, site);
  expect(list).toMatchObject({ name: 'Bank contacts', chains: 5_000, open: 5_000 });
  const windows = await database.pool.query(
    'select distinct daily_from, daily_till from records where site = $1',
    [site],
  );
  expect(windows.rows).toEqual([{ daily_from: 0, daily_till: 86_400 }]);
});

test('three campaigns that can be loaded, worked by the whole team', async () => {
  const { pool } = database;
  const groups = await allCampaignGroups(pool, site);
  expect(groups.map(({ campaignName }) => campaignName)).toEqual([
    'Balance reminders',
    'Deposit offers',
    'Summer renewals',
  ]);
  for (const { id } of groups) {
    const plan = await new StoredPlans(pool, site).plan(campaignGroupId(id));
    expect(plan).toMatchObject({ mode: 'progressive', multiplier: 1, lists: [{ weight: 10 }] });
  }
  const [team] = await allAgentGroups(pool, site);
  expect(team?.members).toHaveLength(10);
  expect(await siteRow(pool, site)).toMatchObject({
    demo: true,
    reasons: [{ label: 'Lunch' }, { label: 'Break' }, { label: 'Training' }, { label: 'Meeting' }],
  });
});

test('a second start changes nothing and needs no file', async () => {
  const counts = `select (select count(*) from users) as users,
    (select count(*) from chains) as chains, (select count(*) from campaigns) as campaigns`;
  const before = await database.pool.query(counts);
  const again = await createDemoSite(database.pool, site, '/no/such/file', 2);
  expect(again).toEqual({ created: false, people: [] });
  expect((await database.pool.query(counts)).rows).toEqual(before.rows);
});

test('a file that cannot be read makes no half of a site', async () => {
  const other = siteId('other');
  await expect(createDemoSite(database.pool, other, '/no/such/file', 1)).rejects.toThrow();
  expect(await siteRow(database.pool, other)).toBeUndefined();
});
