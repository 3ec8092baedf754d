import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { must } from '@outpace/engine/basics/assert.ts';
import type { CallResult } from '@outpace/engine/calling-lists/call-result.ts';
import { CALL_RESULTS } from '@outpace/engine/calling-lists/call-result.ts';
import { isAlive } from '@outpace/server/store/running-process.ts';
import type { TestDatabase } from '@outpace/server/store/test-database.ts';
import { testDatabase } from '@outpace/server/store/test-database.ts';
import { type AsteriskInstance, startInstance } from '@outpace/server/switch/instance/instance.ts';
import { retry } from '@outpace/server/switch/instance/retry.ts';
import { lengthMs } from '@outpace/server/switch/instance/samples.ts';
import { loudMs, tonesHeard } from '@outpace/server/switch/instance/tone-levels.ts';
import { parseWav } from '@outpace/server/switch/instance/wav.ts';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SITE } from '../crash/scene.ts';
import { SCENE_SETTINGS, type SceneSettings, setScene } from '../crash/set-scene.ts';
import { type Behaviour, steadyTone } from './behaviour.ts';
import { Changes } from './changes.ts';
import { deskOf } from './desk-agents.ts';
import { leftovers } from './leftovers.ts';
import { OutsideWorld } from './outside-world.ts';
import { noteOf, type Seen, type VictimOrder } from './voice-victim.ts';
import type { WorldCall } from './world-call.ts';

const VICTIM = fileURLToPath(new URL('./voice-victim.ts', import.meta.url));
const TALKING = 10;
/** Of those who still ring at the kill, these answer while nobody is there; one rings on. */
const LATE = 3;
const AGENTS = TALKING + LATE + 1;
const ADOPTED_MS_MAX = 5_000;
const GAP_TONE_MS = 1_600;

/** Every party has a tone of its own, so that it is heard who talks with whom. */
const numberOf = (nth: number): string => `+12125550${100 + nth}`;
const customerHz = (number: string): number => 1_500 + 50 * (Number(number.slice(-3)) - 100);
const agentHz = (agentId: string): number => 500 + 50 * Number(agentId.replace(/\D/g, ''));

function behave(number: string): Behaviour {
  const nth = Number(number.slice(-3)) - 100;
  if (number.startsWith('900')) return steadyTone(500 + 50 * Number(number.slice(3)));
  return nth <= TALKING ? steadyTone(customerHz(number)) : { kind: 'rings-out' };
}

const SETTINGS: SceneSettings = {
  ...SCENE_SETTINGS,
  delivery: { kind: 'auto-answer' },
  outcomes: { ...SCENE_SETTINGS.outcomes, preselected: 'answer' },
  voice: {
    ...SCENE_SETTINGS.voice,
    cpd: { ...SCENE_SETTINGS.voice.cpd, when: 'off' },
    recording: { of: 'all', share: 1, announcement: 'none' },
  },
};

let dialer: AsteriskInstance;
let world: OutsideWorld;
let database: TestDatabase;
let order: Omit<VictimOrder, 'run'>;
const endings: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'outpace-adoption-'));
  endings.unshift(() => rm(folder, { recursive: true }));
  dialer = await startInstance({ folder: join(folder, 'dialer'), role: 'dialer' });
  endings.unshift(() => dialer.kill());
  const outside = await startInstance({ folder: join(folder, 'world'), role: 'world' });
  endings.unshift(() => outside.kill());
  const log = pino({ level: 'error' });
  world = await OutsideWorld.open({ instance: outside, behave, hearing: 'recorded', log });
  endings.unshift(() => world.close());
  database = await testDatabase();
  endings.unshift(() => database.drop());
  const phones = Array.from({ length: AGENTS }, (_, index) => numberOf(index + 1));
  await setScene(database.pool, phones, SETTINGS);
  const { url, user, secret } = dialer;
  const host = outside.sipAddress;
  order = {
    connection: database.connection,
    asterisk: { url, user, secret },
    trunks: [{ name: 'world', host, callsPerSecond: 100, channels: 100 }],
    desks: host,
    agents: AGENTS,
  };
});
afterAll(async () => {
  for (const end of endings) await end();
});

/** A server process, and what its agents see. */
class Victim {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #changes = new Changes();
  readonly seen = new Map<string, Seen>();
  readonly notes = new Map<string, string>();
  bornAt = 0;

  constructor(run: string) {
    const args = [VICTIM, JSON.stringify({ ...order, run })];
    this.#child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    endings.unshift(() => this.kill());
    void this.#listen();
  }

  tell(line: string): void {
    this.#child.stdin.write(`${line}\n`);
  }

  /** Resolves when so many agents see what fits. */
  see(what: string, count: number, fits: (seen: Seen) => boolean): Promise<readonly Seen[]> {
    return this.until(what, () => {
      const all = [...this.seen.values()].filter(fits);
      return all.length >= count ? all : undefined;
    });
  }

  until<Answer>(what: string, look: () => Answer | undefined): Promise<Answer> {
    return this.#changes.until(what, look);
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.ended();
  }

  async ended(): Promise<void> {
    const pid = must(this.#child.pid, 'a process');
    await retry(10_000, async () => !isAlive(pid) || undefined);
    expect(isAlive(pid)).toBe(false);
  }

  async #listen(): Promise<void> {
    const lines = createInterface({ input: this.#child.stdout });
    for await (const line of lines) {
      const [what, detail = ''] = line.split('\t');
      if (what === 'born') this.bornAt = Date.now();
      if (what === 'sees') {
        const seen: Seen = JSON.parse(detail);
        this.seen.set(seen.agentId, seen);
      }
      if (what === 'saved') {
        const { interactionId, note } = JSON.parse(detail);
        this.notes.set(interactionId, note);
      }
      this.#changes.tell();
    }
  }
}

/** Both ends of one conversation, and its recording. */
type Pair = {
  readonly seen: Seen;
  readonly customer: WorldCall;
  readonly agent: WorldCall;
  readonly customerHz: number;
  readonly agentHz: number;
  readonly file: string;
};

async function pairOf(seen: Seen): Promise<Pair> {
  const phone = must(seen.phone, 'a number');
  // What an agent sees is on its way to the disk.
  const file = await retry(10_000, async () => {
    const { rows: found } = await database.pool.query<{ file: string }>(
      'select file from recordings where site = $1 and interaction_id = $2',
      [SITE, seen.interactionId],
    );
    return found[0]?.file;
  });
  return {
    seen,
    customer: await world.callTo(phone),
    agent: await world.callTo(deskOf(seen.agentId)),
    customerHz: customerHz(phone),
    agentHz: agentHz(seen.agentId),
    file: must(file, `a recording of ${seen.interactionId}`),
  };
}

/** Resolves when both have heard each other for so much longer than they had, and it is written. */
async function goOn(pairs: readonly Pair[], forMs: number): Promise<void> {
  await Promise.all(
    pairs.map(async (pair) => {
      const { customer, agent, customerHz, agentHz, seen } = pair;
      const bytes = await sizeOf(pair);
      await Promise.all([customer.hearsOn(agentHz, forMs), agent.hearsOn(customerHz, forMs)]);
      const isWritten = async (): Promise<true | undefined> =>
        (await sizeOf(pair)) >= bytes + forMs * BYTES_PER_MS || undefined;
      const written = await retry(WRITTEN_MS_MAX, isWritten);
      expect(written, `the recording of ${seen.phone} grows`).toBe(true);
    }),
  );
}

/** 8 kHz, 16 bits. */
const BYTES_PER_MS = 16;
const WRITTEN_MS_MAX = 5_000;
/** Less than the gap; a busy machine begins late, and drops a moment here and there. */
const LOST_MS_MAX = 2_000;

const pathOf = ({ file }: Pair): string => join(dialer.recordingsFolder, `${file}.wav`);
const sizeOf = async (pair: Pair): Promise<number> => (await stat(pathOf(pair))).size;

const isTalking = ({ callPhase, recording }: Seen): boolean =>
  callPhase === 'connected' && recording === 'on';

const rows = async <Row extends object>(sql: string): Promise<readonly Row[]> =>
  (await database.pool.query<Row>(sql, [SITE])).rows;

const byAgent = (seen: readonly Seen[]): readonly Seen[] =>
  seen.toSorted((a, b) => (a.agentId < b.agentId ? -1 : 1));

/** Ten talk, with a note each, and four more ring; then the server is killed. */
async function dieBusy() {
  const first = new Victim('first');
  first.tell('run');
  first.tell(`log-on ${TALKING}`);
  await first.see('ten conversations', TALKING, isTalking);
  await first.until('ten notes', () => first.notes.size === TALKING || undefined);
  const pairs = await Promise.all([...first.seen.values()].map(pairOf));
  await goOn(pairs, 400);
  first.tell(`log-on ${AGENTS}`);
  const others = await Promise.all(
    Array.from({ length: LATE + 1 }, (_, index) => world.callTo(numberOf(TALKING + 1 + index))),
  );
  await Promise.all(others.map((call) => call.reaches('ringing')));
  await first.kill();
  const known = byAgent([...first.seen.values()].filter(isTalking));
  expect(known.map(({ note }) => note)).toEqual(
    known.map(({ interactionId }) => noteOf(`${interactionId}`)),
  );
  return { pairs, others, late: others.slice(0, LATE), known };
}

/** They all end their calls and mark them done; then the server goes, and all is written. */
async function finish(second: Victim): Promise<void> {
  second.tell(`log-on ${TALKING}`);
  second.tell('finish');
  await second.until('ten more notes', () => second.notes.size === TALKING || undefined);
  const kept = await retry(10_000, async () => {
    const all = await rows(`select 1 from recordings where site = $1 and state = 'kept'`);
    return all.length === TALKING || undefined;
  });
  expect(kept, 'all recordings are kept').toBe(true);
  second.tell('leave');
  await second.ended();
}

/** Every number was dialed once, and those that were told the message are never called blindly. */
async function checkAttempts(): Promise<void> {
  const found = await rows<{ phone: string; result: number; times: number }>(
    `select phone, max(call_result) as result, count(*)::int as times
     from attempts where site = $1 group by phone order by phone`,
  );
  const expected = Array.from({ length: AGENTS }, (_, index): readonly [string, CallResult] => {
    const result = index < TALKING + LATE ? 'dropped' : 'switch-error';
    return [numberOf(index + 1), index < TALKING ? 'answer' : result];
  });
  expect(found.map(({ phone, result, times }) => [phone, CALL_RESULTS[result], times])).toEqual(
    expected.map(([phone, result]) => [phone, result, 1]),
  );
  expect(world.calls.filter(({ number }) => number.startsWith('+'))).toHaveLength(AGENTS);
  const open = await rows<{ phone: string }>(
    `select r.phone from records r join chains c on c.site = r.site and c.id = r.chain_id
     where c.site = $1 and c.state = 'ready' and c.due_at > now() + interval '30 minutes'`,
  );
  // Of the one that still rang nobody knows whether it was heard: it rests.
  expect(open.map(({ phone }) => phone)).toEqual([numberOf(AGENTS)]);
}

async function checkInteractions(known: readonly Seen[]): Promise<void> {
  const stored = await rows<{ id: string; note: string; closedBy: string }>(
    `select id, note, closed_by as "closedBy" from interactions
     where site = $1 and done_at is not null order by agent_id`,
  );
  expect(stored).toEqual(
    known.map(({ interactionId: id }) => ({ id, note: noteOf(`${id}`), closedBy: 'agent' })),
  );
}

/** All of it is there, the gap too, and both parties in it. */
async function checkRecordings(pairs: readonly Pair[]): Promise<number> {
  const found = await rows<{ file: string; spanMs: number; durationMs: number }>(
    `select file, extract(epoch from ended_at - started_at)::float * 1000 as "spanMs",
       duration_ms as "durationMs" from recordings where site = $1 and state = 'kept'`,
  );
  const shares = pairs.map(async (pair) => {
    const kept = must(
      found.find(({ file }) => file === pair.file),
      pair.file,
    );
    const samples = must(parseWav(await readFile(pathOf(pair))), `the recording ${pair.file}`);
    expect(Math.abs(kept.spanMs - lengthMs(samples))).toBeLessThan(LOST_MS_MAX);
    // Of a recording that an earlier process began, the switch tells whole seconds.
    expect(Math.abs(kept.durationMs - lengthMs(samples))).toBeLessThan(1_100);
    const windows = tonesHeard(samples, [pair.customerHz, pair.agentHz]);
    return windows.filter((tones) => tones.length === 2).length / windows.length;
  });
  return Math.min(...(await Promise.all(shares)));
}

test('ten conversations outlive a server, and the next has them within five seconds', async () => {
  const { pairs, others, late, known } = await dieBusy();
  const killedAt = Date.now();
  await goOn(pairs, GAP_TONE_MS);
  await Promise.all(late.map((call) => call.pickUp()));
  await Promise.all(late.map((call) => call.hearsSomething(600)));

  const startedAt = Date.now();
  const second = new Victim('second');
  const adopted = await second.see('the ten conversations again', TALKING, isTalking);
  const adoptedAt = Date.now();
  expect(byAgent(adopted)).toEqual(known);
  expect(adoptedAt - second.bornAt).toBeLessThan(ADOPTED_MS_MAX);
  await goOn(pairs, 400);

  // Those who answered in the gap heard all of it; who still rang is left alone.
  await Promise.all(others.map((call) => call.reaches('ended')));
  for (const heard of await Promise.all(late.map((call) => call.heard()))) {
    expect(lengthMs(heard)).toBeGreaterThan(3_000);
    expect(loudMs(heard)).toBeGreaterThan(1_500);
  }
  await finish(second);
  const files = pairs.map(({ file }) => file);
  expect(await leftovers(dialer, files)).toEqual([]);
  await checkAttempts();
  await checkInteractions(known);
  const share = await checkRecordings(pairs);
  expect(share).toBeGreaterThan(0.9);
  console.log(
    `nobody was there for ${startedAt - killedAt} ms; ten conversations were adopted ` +
      `${adoptedAt - startedAt} ms after the new process was started, ` +
      `${adoptedAt - second.bornAt} ms after it had read its sources; both are heard in ` +
      `${Math.round(share * 100)} % of the worst recording`,
  );
});
