import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { TestDatabase } from '@outpace/server/store/test-database.ts';
import { testDatabase } from '@outpace/server/store/test-database.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Prng } from '../prng.ts';
import { CHAINS, SITE } from './scene.ts';
import { inventedPhones, setScene } from './set-scene.ts';

const VICTIM = fileURLToPath(new URL('./victim.ts', import.meta.url));
const KILLS = 20;

let database: TestDatabase;
const dialed: string[] = [];
const saved = new Map<string, string>();
const faults: string[] = [];

beforeAll(async () => {
  database = await testDatabase();
  await setScene(database.pool, inventedPhones(CHAINS));
});
afterAll(() => database.drop());

/** Lets a victim live until it has said `lines` things, kills it at once, and waits for its end. */
async function live(run: string, lines: number, mode: 'load' | 'calm'): Promise<number | null> {
  const args = [VICTIM, JSON.stringify(database.connection), run, mode];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  let heard = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    const [what, id = '', note = ''] = line.split('\t');
    if (what === 'dialed') dialed.push(id);
    if (what === 'saved') saved.set(id, note);
    if (what === 'fault' || what === 'ended') faults.push(line);
    heard += 1;
    if (heard === lines && mode === 'load') child.kill('SIGKILL');
  }
  return ended;
}

const rows = async <Row extends object>(sql: string): Promise<readonly Row[]> =>
  (await database.pool.query<Row>(sql, [SITE])).rows;

test('a server killed twenty times under load loses nothing and calls nobody twice', async () => {
  const random = new Prng(20);
  for (let kill = 1; kill <= KILLS; kill += 1) {
    await live(`run-${kill}`, 40 + random.below(200), 'load');
  }
  expect(await live('calm', 0, 'calm')).toBe(0);
  expect(faults).toEqual([]);

  // Enough happened for the test to mean something.
  expect(dialed.length).toBeGreaterThan(500);
  expect(saved.size).toBeGreaterThan(200);

  // No dial without a durable attempt, and no attempt left open.
  const attempts = await rows<{ id: string; record_id: string; call_result: number | null }>(
    'select id, record_id, call_result from attempts where site = $1',
  );
  const known = new Map(attempts.map((attempt) => [attempt.id, attempt]));
  expect(dialed.filter((id) => !known.has(id))).toEqual([]);
  expect(attempts.filter((attempt) => attempt.call_result === null)).toEqual([]);

  // The campaign has no redial, so nobody may be dialed a second time.
  const records = dialed.map((id) => known.get(id)?.record_id);
  expect(records.length - new Set(records).size).toBe(0);

  // Every acknowledged disposition is there, with its note.
  const done = await rows<{ id: string; note: string }>(
    'select id, note from interactions where site = $1 and done_at is not null',
  );
  const notes = new Map(done.map(({ id, note }) => [id, note]));
  expect([...saved].filter(([id, note]) => notes.get(id) !== note)).toEqual([]);

  // Nothing is stuck: no lease, and every open chain can be fetched again.
  expect(await rows('select chain_id from leases where site = $1')).toEqual([]);
  const stuck = await rows(
    `select id from chains c where site = $1 and state = 'ready'
     and not exists (select 1 from dial_queue q where q.site = c.site and q.chain_id = c.id)`,
  );
  expect(stuck).toEqual([]);
}, 240_000);
