import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CallResult } from '@outpace/engine/calling-lists/call-result.ts';
import { CALL_RESULTS, callResultNumber } from '@outpace/engine/calling-lists/call-result.ts';
import type { TestDatabase } from '@outpace/server/store/test-database.ts';
import { testDatabase } from '@outpace/server/store/test-database.ts';
import { type AsteriskInstance, startInstance } from '@outpace/server/switch/instance/instance.ts';
import { retry } from '@outpace/server/switch/instance/retry.ts';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SITE } from '../crash/scene.ts';
import { SCENE_SETTINGS, type SceneSettings, setScene } from '../crash/set-scene.ts';
import { Prng } from '../prng.ts';
import { CallCentre } from './call-centre.ts';
import { deskHabit } from './desk-agents.ts';
import { leftovers } from './leftovers.ts';
import { type SippCallees, startSipp } from './sipp.ts';
import { SIP_REFUSALS, type SippOutcome } from './sipp-scenario.ts';

const RECORDS = 500;
const AGENTS = 5;
const TALK_MS = 300;
const LONGEST_MS = 150_000;

/**
 * What each refusal means, from RFC 3261 and not from the table that is tested: who said no, to
 * what. A code of our own making is never the person's "no", and one of theirs is never our fault.
 */
const MEANINGS: readonly (readonly [result: CallResult, codes: readonly number[]])[] = [
  // Busy here, busy everywhere.
  ['busy', [486, 600]],
  // Nobody came to the phone in time, or somebody saw the call and let it be.
  ['no-answer', [408, 480, 487, 603]],
  // The number is nobody's.
  ['sit-vacant-code', [404, 604]],
  // Not a number, or not all of one.
  ['sit-invalid-number', [484, 485]],
  // Gone for good, or stopped on its way by somebody who screens calls.
  ['sit-intercept', [410, 607, 608]],
  // Refused, and nobody says why.
  ['sit-unknown', [400, 403]],
  // The network itself has failed, or has sent the call in a circle.
  ['sit-reorder', [482, 483, 500, 502, 504]],
  // The trunk has no room now: that says nothing about the number.
  ['all-trunks-busy', [503]],
  // They do not take the call as we have offered it.
  ['dial-error', [405, 406, 413, 415, 416, 420, 481, 488, 491, 501, 505, 513, 606]],
];

type Kind = {
  readonly outcome: SippOutcome;
  readonly records: number;
  readonly expected: CallResult;
  /** Whether the agent ends it; else the called side does. */
  readonly agentEnds?: true;
};

const meaningOf = (code: number): CallResult => {
  const found = MEANINGS.find(([, codes]) => codes.includes(code));
  if (found === undefined) throw new Error(`nobody has said what ${code} means`);
  return found[0];
};

/** By area code, from 201 on: the first digits of a number say what becomes of a call to it. */
const KINDS: readonly Kind[] = [
  { outcome: { kind: 'dead' }, records: 2, expected: 'no-progress' },
  { outcome: { kind: 'rings-out' }, records: 2, expected: 'no-answer' },
  { outcome: { kind: 'answers', ringMs: 0 }, records: 60, expected: 'answer', agentEnds: true },
  { outcome: { kind: 'answers', ringMs: 300 }, records: 30, expected: 'answer', agentEnds: true },
  {
    outcome: { kind: 'answers', ringMs: 300, early: true },
    records: 30,
    expected: 'answer',
    agentEnds: true,
  },
  {
    outcome: { kind: 'answers', ringMs: 200, hangsUpAfterMs: 250 },
    records: 60,
    expected: 'answer',
  },
  {
    outcome: { kind: 'answers', ringMs: 200, early: true, hangsUpAfterMs: 250 },
    records: 20,
    expected: 'answer',
  },
  ...SIP_REFUSALS.map(
    (code): Kind => ({
      outcome: { kind: 'refuses', code },
      records: 8,
      expected: meaningOf(code),
    }),
  ),
];

const areaOf = (index: number): number => 201 + index;
const expectedOf = (phone: string): string => kindOf(phone)?.expected ?? 'nothing';
const kindOf = (phone: string): Kind | undefined => KINDS[Number(phone.slice(2, 5)) - 201];

/** Those that take their full time come first, for the test is as long as the last of them. */
function phones(): readonly string[] {
  const all = KINDS.flatMap(({ records }, index) =>
    Array.from(
      { length: records },
      (_, n) => `+1${areaOf(index)}55501${String(n).padStart(2, '0')}`,
    ),
  );
  const more = Array.from(
    { length: RECORDS - all.length },
    (_, n) => `+120355502${String(n).padStart(2, '0')}`,
  );
  const [slow, rest] = [all.slice(0, 4), [...all.slice(4), ...more]];
  const prng = new Prng(500);
  const order = new Map(rest.map((phone) => [phone, prng.next()]));
  return [...slow, ...rest.toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))];
}

/** A fault of the line closes a record here, so that each is dialed once and the list ends. */
const close = (result: CallResult): SceneSettings['treatments'][number] => ({
  on: { by: 'call-result', result },
  action: 'close',
});

const SETTINGS: SceneSettings = {
  ...SCENE_SETTINGS,
  limits: { ...SCENE_SETTINGS.limits, ringMs: 15_000 },
  treatments: (['dial-error', 'no-free-port', 'all-trunks-busy', 'switch-error'] as const).map(
    close,
  ),
  outcomes: { ...SCENE_SETTINGS.outcomes, preselected: 'answer' },
  voice: {
    ...SCENE_SETTINGS.voice,
    agentLeg: 'nailed-up',
    cpd: { ...SCENE_SETTINGS.voice.cpd, when: 'off' },
    recording: { of: 'all', share: 1, announcement: 'none' },
  },
};

let instance: AsteriskInstance;
let callees: SippCallees;
let desks: SippCallees;
let database: TestDatabase;
/** Last begun, first ended; whatever could not be begun is not there to be ended. */
const endings: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'outpace-campaign-'));
  endings.unshift(() => rm(folder, { recursive: true }));
  instance = await startInstance({ folder, role: 'dialer' });
  endings.unshift(() => instance.kill());
  const rules = KINDS.map(({ outcome }, index) => ({ dialed: `1${areaOf(index)}`, outcome }));
  callees = await startSipp({ rules, toneHz: 1_000 });
  endings.unshift(() => callees.stop());
  desks = await startSipp({ rules: [], toneHz: 700 });
  endings.unshift(() => desks.stop());
  database = await testDatabase();
  endings.unshift(() => database.drop());
  await setScene(database.pool, phones(), SETTINGS);
});
afterAll(async () => {
  for (const end of endings) await end();
});

const rows = async <Row extends object>(sql: string): Promise<readonly Row[]> =>
  (await database.pool.query<Row>(sql, [SITE])).rows;

const resultName = (number: number | null): string => CALL_RESULTS[number ?? -1] ?? 'none';

const counted = (names: readonly string[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const name of names.toSorted()) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
};

test('500 people are called once each, and every record says what became of it', async () => {
  const saved = new Map<string, string>();
  const centre = await CallCentre.open({
    pool: database.pool,
    asterisk: instance,
    trunks: [{ name: 'sipp', host: callees.address, callsPerSecond: 200, channels: 50 }],
    run: 'campaign',
    agents: AGENTS,
    habit: deskHabit({
      desks: desks.address,
      talkMs: (phone) => (kindOf(phone)?.agentEnds ? TALK_MS : undefined),
    }),
    onSaved: (id, note) => saved.set(id, note),
    log: pino({ level: 'error' }),
  });
  const startedAt = performance.now();
  await centre.run('complete');
  centre.logOn();
  await centre.until('the end of the list', () => !centre.isLoaded() || undefined, LONGEST_MS);
  const tookMs = performance.now() - startedAt;
  // What the screens show is on its way to the disk, and the last recording to its end.
  await retry(5_000, async () => {
    const open = await rows(`select 1 from recordings where site = $1 and state = 'recording'`);
    return open.length === 0 || undefined;
  });
  await centre.dialer.stop();
  await checkRecords();
  const files = await checkTalks(saved);

  expect(centre.faults).toEqual([]);
  // Agents' legs too: no campaign wants them any more.
  expect(await leftovers(instance, files)).toEqual([]);
  await centre.close();
  console.log(`${RECORDS} records and ${AGENTS} agents took ${Math.round(tookMs / 1_000)} s`);
}, 200_000);

/** Of each number one attempt, and of both the result that its called side stands for. */
async function checkRecords(): Promise<void> {
  const attempts = await rows<{ phone: string; result: number | null }>(
    'select phone, call_result as result from attempts where site = $1',
  );
  const wanted = phones().map((phone) => `${phone} ${expectedOf(phone)}`);
  const got = attempts.map(({ phone, result }) => `${phone} ${resultName(result)}`);
  expect(got.toSorted()).toEqual(wanted.toSorted());

  const records = await rows<{ phone: string; result: number; attempts: number }>(
    'select phone, call_result as result, attempts from records where site = $1',
  );
  const ofRecords = records.map(({ phone, result }) => `${phone} ${resultName(result)}`);
  expect(ofRecords.toSorted()).toEqual(wanted.toSorted());
  expect(await rows(`select id from chains where site = $1 and state <> 'closed'`)).toEqual([]);
  expect(await rows('select chain_id from leases where site = $1')).toEqual([]);
  console.log(counted(attempts.map(({ result }) => resultName(result))));

  // The network has seen each of them once.
  const dialed = (await callees.dialed()).map((digits) => `+${digits}`);
  expect(dialed.toSorted()).toEqual(phones().toSorted());
}

/** Answers the names of the recordings. */
async function checkTalks(saved: ReadonlyMap<string, string>): Promise<readonly string[]> {
  // Every conversation is marked done with the agent's own note, and recorded; on a busy machine
  // the shortest may be over before their recorder is there, which is told as failed.
  const answer = callResultNumber('answer');
  const talks = await rows<{ id: string; note: string; file: string; state: string }>(
    `select i.id, i.note, r.file, r.state from interactions i
     left join recordings r on r.site = i.site and r.interaction_id = i.id
     where i.site = $1 and i.connected_at is not null and i.call_result = ${answer}`,
  );
  expect(talks).toHaveLength(phones().filter((phone) => expectedOf(phone) === 'answer').length);
  expect(talks.filter(({ id, note }) => saved.get(id) !== note)).toEqual([]);
  const { kept = 0, failed = 0 } = counted(talks.map(({ state }) => state));
  expect(kept + failed).toBe(talks.length);
  expect(kept).toBeGreaterThan(talks.length * 0.9);
  console.log(`${kept} of ${talks.length} conversations recorded`);
  return talks.map(({ file }) => file);
}
