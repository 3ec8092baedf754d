import { type Instant, instant } from '@outpace/engine/basics/time.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  BEGINNING,
  oldAttempts,
  oldRecordings,
  removeAged,
  removeAttempts,
  removeRecording,
} from './forgetting.ts';
import { addOldAttempt } from './test-old-things.ts';
import { openTestList, type TestSite } from './test-site.ts';

let at: TestSite;
beforeAll(async () => {
  at = await openTestList();
});
afterAll(() => at.drop());
const TABLES = [
  ...['recordings', 'third_parties', 'interactions', 'cpd_corrections', 'attempt_answers'],
  ...['attempts', 'chains', 'agent_states', 'imports', 'added_chains'],
];
beforeEach(async () => {
  for (const table of TABLES) await at.pool.query(`delete from ${table}`);
});

const daysAgo = (days: number): Instant => instant(Date.now() - days * 86_400_000);
const order = { campaignId: 'c-1', before: daysAgo(30), after: BEGINNING, most: 10 };
const counts = async () => {
  const found = await Promise.all(
    TABLES.map((table) => at.pool.query(`select count(*)::int as count from ${table}`)),
  );
  return Object.fromEntries(TABLES.map((table, n) => [table, found[n]?.rows[0]?.count]));
};

test('what is old is told with what keeps it, page after page, of one campaign', async () => {
  await addOldAttempt(at, { id: 'a-1', daysAgo: 50 });
  await addOldAttempt(at, { id: 'a-2', daysAgo: 40, isOpen: true });
  await addOldAttempt(at, { id: 'a-3', daysAgo: 39, isPromised: true });
  await addOldAttempt(at, { id: 'a-4', daysAgo: 38, recording: 'a-4.wav' });
  await addOldAttempt(at, { id: 'a-5', daysAgo: 20 });
  await addOldAttempt(at, { id: 'b-1', daysAgo: 50, campaignId: 'c-2' });
  const [first, ...others] = await oldAttempts(at.pool, at.site, order);
  const facts = { isOpen: false, isPromised: false, hasRecording: false };
  expect(first).toMatchObject({ id: 'a-1', ...facts });
  expect(others).toMatchObject([
    { id: 'a-2', ...facts, isOpen: true },
    { id: 'a-3', ...facts, isPromised: true },
    { id: 'a-4', ...facts, hasRecording: true },
  ]);
  const after = { id: 'a-2', at: others[0]?.at ?? instant(0) };
  const next = await oldAttempts(at.pool, at.site, { ...order, after, most: 1 });
  expect(next.map(({ id }) => id)).toEqual(['a-3']);
});

test('with an attempt goes all that hangs on it, and nothing of another', async () => {
  await addOldAttempt(at, { id: 'a-1', daysAgo: 50 });
  await addOldAttempt(at, { id: 'a-2', daysAgo: 50 });
  await at.write((db) => removeAttempts(db, at.site, ['a-1']));
  const one = { interactions: 1, third_parties: 1, cpd_corrections: 1, attempt_answers: 1 };
  // The person stays in the list.
  expect(await counts()).toMatchObject({ attempts: 1, ...one, chains: 2 });
});

test('a recording that is old is told with its file, and then forgotten', async () => {
  await addOldAttempt(at, { id: 'a-1', daysAgo: 50, recording: 'a-1.wav' });
  await addOldAttempt(at, { id: 'a-2', daysAgo: 40, recording: 'a-2.wav' });
  await at.pool.query(`update recordings set state = 'failed' where attempt_id = 'a-2'`);
  const old = await oldRecordings(at.pool, at.site, order);
  expect(old).toMatchObject([
    { attemptId: 'a-1', interactionId: 'i-a-1', file: 'a-1.wav', isOpen: false },
    { attemptId: 'a-2', file: undefined },
  ]);
  for (const each of old) await removeRecording(at.pool, at.site, each);
  expect(await counts()).toMatchObject({ recordings: 0, attempts: 2 });
});

test('what goes by its age goes a few rows at a time, by the clock of the database', async () => {
  await at.pool.query(
    `insert into agent_states (site, agent_id, phase, at)
     select $1, 'ana', 'ready', now() - make_interval(days => 12 - n, hours => 12)
     from generate_series(1, 9) n`,
    [at.site],
  );
  const remove = () => removeAged(at.pool, at.site, 'agent-states', { days: 7, most: 3 });
  expect([await remove(), await remove(), await remove()]).toEqual([3, 2, 0]);
  expect(await counts()).toMatchObject({ agent_states: 4 });
});

test('imports go with their refused rows, and running ones stay', async () => {
  await at.pool.query(
    `insert into imports (site, id, list_id, file_name, state, started_by, ended_at)
     values ($1, 'old', 'l-1', 'a.csv', 'done', 'ana', now() - interval '9 days'),
       ($1, 'new', 'l-1', 'a.csv', 'done', 'ana', now() - interval '6 days'),
       ($1, 'now', 'l-1', 'a.csv', 'running', 'ana', null)`,
    [at.site],
  );
  await at.pool.query(
    `insert into import_errors (site, import_id, line, column_name, reason, value)
     values ($1, 'old', 2, 'Phone', 'none', '')`,
    [at.site],
  );
  await at.pool.query(
    `with person as (insert into chains (site, list_id) values ($1, 'l-1') returning id)
     insert into added_chains (site, list_id, key, chain_id, added_at)
     select $1, 'l-1', 'old', id, now() - interval '9 days' from person`,
    [at.site],
  );
  const remove = () => removeAged(at.pool, at.site, 'imports', { days: 7, most: 9 });
  expect([await remove(), await remove()]).toEqual([2, 0]);
  expect(await counts()).toMatchObject({ imports: 2, added_chains: 0, chains: 1 });
  const errors = await at.pool.query('select from import_errors');
  expect(errors.rowCount).toBe(0);
});
