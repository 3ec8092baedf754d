import { readFile } from 'node:fs/promises';
import { must } from '@outpace/engine/basics/assert.ts';
import { siteId } from '@outpace/engine/basics/ids.ts';
import { DROP_ALL } from '@outpace/engine/campaigns/call-treatments.ts';
import { CampaignSettings } from '@outpace/protocol/campaigns.ts';
import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoCampaigns } from '../jobs/demo-campaigns.ts';
import { EpochLost } from '../ports.ts';
import {
  type Applied,
  checksumOf,
  type Migration,
  migrate,
  ownMigrations,
  parseMigrations,
  pending,
} from './migrate.ts';
import { asOwner, takeOwnership } from './ownership.ts';
import { renewSite } from './site-leases.ts';
import { type TestDatabase, testDatabase } from './test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const emptyHouse = (): Promise<unknown> =>
  database.pool.query('drop schema public cascade; create schema public');

/** A database as an earlier release left it, after this migration. */
async function oldHouse(file: string): Promise<void> {
  await emptyHouse();
  await database.pool.query(await readFile(new URL(`migrations/${file}`, import.meta.url), 'utf8'));
  await database.pool.query(
    'create table schema_migrations (version int primary key, name text, applied_at timestamptz)',
  );
  await database.pool.query('insert into schema_migrations values ($1, $2)', [
    Number(file.slice(0, 4)),
    file,
  ]);
}

const versions = async (): Promise<unknown[]> =>
  (await database.pool.query('select version, name from schema_migrations')).rows;

test('several at once make every table once', async () => {
  await emptyHouse();
  await Promise.all([migrate(database.pool), migrate(database.pool), migrate(database.pool)]);
  expect(await versions()).toContainEqual({ version: 1, name: '0001_house.sql' });
  expect((await database.pool.query('select from records')).rowCount).toBe(0);
});

test('a database of a newer Outpace is refused in one sentence and left alone', async () => {
  await database.pool.query("insert into schema_migrations values (999, '0999_later.sql')");
  await expect(migrate(database.pool)).rejects.toThrow(
    /^The database is at version 999, but this Outpace only knows \d+: start the newer one\.$/,
  );
  await database.pool.query('delete from schema_migrations where version = 999');
});

test('each file has a number of its own, and what is missing is due, whenever it came', () => {
  const known = parseMigrations([
    '0004_late.sql',
    '0002_more-tables.sql',
    '0001_house.sql',
    'a.md',
  ]).map((each) => ({ ...each, checksum: each.name }));
  const names = (applied: readonly number[]) =>
    pending(known, had(applied)).map(({ name }) => name);
  const had = (applied: readonly number[]): Applied[] =>
    applied.map((version) => ({ version, name: `000${version}_some.sql`, checksum: null }));
  expect(names([])).toEqual(['0001_house.sql', '0002_more-tables.sql', '0004_late.sql']);
  expect(names([1])).toEqual(['0002_more-tables.sql', '0004_late.sql']);
  expect(names([1, 4])).toEqual(['0002_more-tables.sql']);
  expect(() => names([5])).toThrow('version 5, but this Outpace only knows 4');
  // Its number was left free here, and is below the newest.
  expect(() => names([1, 3])).toThrow(
    'The database has had the migration 0003_some.sql, which this Outpace does not know: ' +
      'start the newer one.',
  );
  expect(() => parseMigrations(['0001_house.sql', '0001_twice.sql'])).toThrow('bug: ');
  expect(() => parseMigrations(['house.sql'])).toThrow('bug: ');
});

test('a migration that was edited after it was applied is refused, a comment is not', async () => {
  await emptyHouse();
  const own = await ownMigrations();
  const first = must(own[0], 'the first');
  const edited = (sql: string): Migration[] => [
    { ...first, sql, checksum: checksumOf(sql) },
    ...own.slice(1),
  ];
  await migrate(database.pool, [first]);
  await migrate(database.pool, edited(`-- Said better.\r\n\n${first.sql}`).slice(0, 1));
  await expect(migrate(database.pool, edited(`${first.sql} select 1;`))).rejects.toThrow(
    /^The database has had another 0001_house\.sql than this Outpace brings: it is left alone\./,
  );
  expect(await versions()).toEqual([{ version: 1, name: first.name }]);
});

test('what an earlier release has applied is remembered from now on as it is', async () => {
  await oldHouse('0001_house.sql');
  await migrate(database.pool);
  const own = await ownMigrations();
  const { rows } = await database.pool.query(
    'select checksum from schema_migrations order by version',
  );
  expect(rows.map(({ checksum }) => checksum)).toEqual(own.map(({ checksum }) => checksum));
});

test('who owned a site of an older database writes no more, and renews no more', async () => {
  await emptyHouse();
  const own = await ownMigrations();
  await migrate(database.pool, own.slice(0, -1));
  const site = siteId('main');
  await database.pool.query("insert into sites (site, name) values ('main', 'Main')");
  const held = { site, epoch: await takeOwnership(database.pool, site) };
  await migrate(database.pool, own.slice(0, -1));
  expect(await renewSite(database.pool, held)).toBe(true);
  await asOwner(database.pool, held, async () => undefined);
  await migrate(database.pool);
  expect(await renewSite(database.pool, held)).toBe(false);
  await expect(asOwner(database.pool, held, async () => undefined)).rejects.toThrow(EpochLost);
});

test('campaigns of before voice go on as they were, and each site gets a secret', async () => {
  await oldHouse('0001_house.sql');
  const settings = Compile(CampaignSettings);
  const { voice: _voice, ...before } = demoCampaigns('none')[0]?.settings ?? expect.fail('none');
  const silent = { ...before, limits: { ...before.limits, verdictMs: 0 } };
  const add = 'insert into campaigns (site, id, name, settings) values ($1, $2, $2, $3)';
  for (const site of ['north', 'south']) {
    await database.pool.query('insert into sites (site, name) values ($1, $1)', [site]);
    await database.pool.query(add, [site, 'waits', before]);
    await database.pool.query(add, [site, 'silent', silent]);
  }
  await migrate(database.pool);
  const { rows } = await database.pool.query(
    'select id, settings from campaigns order by site, id',
  );
  expect(rows.map((row) => [row.id, settings.Parse(row.settings).voice.cpd.when])).toEqual([
    ['silent', 'off'],
    ['waits', 'before'],
    ['silent', 'off'],
    ['waits', 'before'],
  ]);
  expect(rows[1]?.settings).toEqual({
    ...before,
    voice: {
      agentLeg: 'per-call',
      mergeBeep: false,
      cpd: { when: 'before', profile: 'balanced', callTreatments: DROP_ALL },
      recording: { of: 'none', share: 0, announcement: 'none' },
      rejoinMs: 20_000,
    },
  });
  const sites = await database.pool.query<{ phone_secret: Buffer }>('select * from sites');
  const secrets = sites.rows.map((row) => row.phone_secret);
  expect(secrets.map((secret) => secret.length)).toEqual([32, 32]);
  expect(secrets[0]).not.toEqual(secrets[1]);
});

test('texts of campaigns become branches of one library, and read as they did', async () => {
  await oldHouse('0001_house.sql');
  const { voice: _voice, ...settings } = demoCampaigns('none')[0]?.settings ?? expect.fail('none');
  const responses = [
    { title: 'Hello', text: 'Good {day}' },
    { title: 'Bye', text: 'Farewell' },
  ];
  const add = 'insert into campaigns (site, id, name, settings) values ($1, $2, $3, $4)';
  await database.pool.query("insert into sites (site, name) values ('main', 'Main')");
  await database.pool.query(add, ['main', 'c-1', 'Talks', { ...settings, responses }]);
  await database.pool.query(add, ['main', 'c-2', 'Silent', { ...settings, responses: [] }]);
  await migrate(database.pool);
  const campaigns = await database.pool.query(
    `select id, response_category_id as branch, settings ? 'responses' as left
     from campaigns order by id`,
  );
  expect(campaigns.rows).toEqual([
    { id: 'c-1', branch: 'c-1', left: false },
    { id: 'c-2', branch: null, left: false },
  ]);
  const texts = await database.pool.query(
    `select c.name, c.parent_id, r.title, r.text from responses r
     join response_categories c on c.site = r.site and c.id = r.category_id order by r.place`,
  );
  expect(texts.rows).toEqual([
    { name: 'Talks', parent_id: null, title: 'Hello', text: 'Good {{day}}' },
    { name: 'Talks', parent_id: null, title: 'Bye', text: 'Farewell' },
  ]);
});

test('what was left on machines is their call treatment, and nothing else changes', async () => {
  await emptyHouse();
  await migrate(database.pool);
  await database.pool.query('alter table attempts drop column call_treatment');
  await database.pool.query('delete from schema_migrations where version = 20');
  const { settings } = demoCampaigns('none')[0] ?? expect.fail('none');
  const { callTreatments: _now, ...cpd } = settings.voice.cpd;
  const add = 'insert into campaigns (site, id, name, settings) values ($1, $2, $2, $3)';
  await database.pool.query("insert into sites (site, name) values ('main', 'Main')");
  const before = [
    ['hangs-up', { ...cpd, onMachine: 'hang-up', message: 'offer' }],
    ['nameless', { ...cpd, onMachine: 'leave-message', message: ' ' }],
    ['speaks', { ...cpd, onMachine: 'leave-message', message: 'offer' }],
  ] as const;
  for (const [id, old] of before) {
    const voice = { ...settings.voice, cpd: old };
    await database.pool.query(add, ['main', id, { ...settings, voice }]);
  }
  await migrate(database.pool);
  const { rows } = await database.pool.query('select id, settings from campaigns order by id');
  const told = { ...DROP_ALL, machine: { kind: 'message', message: 'offer' } };
  const after = [DROP_ALL, DROP_ALL, told].map((callTreatments) => ({
    ...settings,
    voice: { ...settings.voice, cpd: { ...cpd, callTreatments } },
  }));
  expect(rows.map((row) => row.settings)).toEqual(after);
  for (const row of rows) expect(Compile(CampaignSettings).Check(row.settings)).toBe(true);
});
