import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { must } from '@outpace/engine/basics/assert.ts';
import { CALL_RESULTS } from '@outpace/engine/calling-lists/call-result.ts';
import { isAlive } from '@outpace/server/store/running-process.ts';
import type { TestDatabase } from '@outpace/server/store/test-database.ts';
import { testDatabase } from '@outpace/server/store/test-database.ts';
import { type AsteriskInstance, startInstance } from '@outpace/server/switch/instance/instance.ts';
import { retry } from '@outpace/server/switch/instance/retry.ts';
import { lengthMs } from '@outpace/server/switch/instance/samples.ts';
import { loudMs, toneMs } from '@outpace/server/switch/instance/tone-levels.ts';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SITE } from '../crash/scene.ts';
import { SCENE_SETTINGS, type SceneSettings, setScene } from '../crash/set-scene.ts';
import { type Behaviour, silent, steadyTone } from './behaviour.ts';
import { Changes } from './changes.ts';
import { deskOf } from './desk-agents.ts';
import { leftovers } from './leftovers.ts';
import { OutsideWorld } from './outside-world.ts';
import { noteOf, type Seen, type VictimOrder } from './voice-victim.ts';
import type { WorldCall } from './world-call.ts';

const VICTIM = fileURLToPath(new URL('./voice-victim.ts', import.meta.url));
const TALKING = 10;
/** Of those who still ring at the kill, these answer while nobody is there. */
const LATE = 3;
const AGENTS = TALKING + LATE + 1;
const LATE_RING_MS = 2_500;
const ADOPTED_MS_MAX = 5_000;
const GAP_TONE_MS = 1_600;

/** Every party has a tone of its own, so that it is heard who talks with whom. */
const numberOf = (nth: number): string => `+12125550${100 + nth}`;
const customerHz = (number: string): number => 1_500 + 50 * (Number(number.slice(-3)) - 100);
const agentHz = (agentId: string): number => 500 + 50 * Number(agentId.replace(/\D/g, ''));

function behave(number: string): Behaviour {
  const nth = Number(number.slice(-3)) - 100;
  if (number.startsWith('900')) return steadyTone(500 + 50 * Number(number.slice(3)));
  if (nth <= TALKING) return steadyTone(customerHz(number));
  return nth <= TALKING + LATE ? silent(LATE_RING_MS) : { kind: 'rings-out' };
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
    return this.#changes.until(what, look).catch((e) => {
      for (const x of this.seen.values()) console.log(JSON.stringify(x));
      console.log(world.calls.map((c) => `${c.number} ${c.phase}`).join('|'));
      throw e;
    });
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
  const { rows } = await database.pool.query<{ file: string }>(
    'select file from recordings where site = $1 and interaction_id = $2',
    [SITE, seen.interactionId],
  );
  return {
    seen,
    customer: await world.callTo(phone),
    agent: await world.callTo(deskOf(seen.agentId)),
    customerHz: customerHz(phone),
    agentHz: agentHz(seen.agentId),
    file: must(rows[0], `a recording of ${seen.interactionId}`).file,
  };
}

/** Resolves when both have heard each other for so much longer than they had, and it is written. */
async function goOn(pairs: readonly Pair[], forMs: number): Promise<void> {
  const before = await Promise.all(pairs.map(measured));
  for (const [index, pair] of pairs.entries()) {
    const { customerMs, agentMs, bytes } = must(before[index], 'what was before');
    await pair.customer.hears(pair.agentHz, customerMs + forMs);
    await pair.agent.hears(pair.customerHz, agentMs + forMs);
    const written = await retry(5_000, async () =>
      (await sizeOf(pair)) >= bytes + forMs * BYTES_PER_MS ? true : undefined,
    );
    expect(written, `the recording of ${pair.seen.phone} grows`).toBe(true);
  }
}

/** 8 kHz, 16 bits. */
const BYTES_PER_MS = 16;

const sizeOf = async ({ file }: Pair): Promise<number> =>
  (await stat(join(dialer.recordingsFolder, `${file}.wav`))).size;

const measured = async (pair: Pair) => ({
  customerMs: toneMs(await pair.customer.heard(), pair.agentHz),
  agentMs: toneMs(await pair.agent.heard(), pair.customerHz),
  bytes: await sizeOf(pair),
});

const isTalking = ({ callPhase, recording }: Seen): boolean =>
  callPhase === 'connected' && recording === 'on';

const rows = async <Row extends object>(sql: string): Promise<readonly Row[]> =>
  (await database.pool.query<Row>(sql, [SITE])).rows;

const byAgent = (seen: readonly Seen[]): readonly Seen[] =>
  seen.toSorted((a, b) => (a.agentId < b.agentId ? -1 : 1));

test('ten conversations outlive the server, and a new one has them within five seconds', async () => {
  const first = new Victim('first');
  first.tell('run');
  first.tell(`log-on ${TALKING}`);
  await first.see('ten conversations of the first', TALKING, isTalking);
  await first.until('ten notes', () => first.notes.size === TALKING || undefined);
  const pairs = await Promise.all([...first.seen.values()].map(pairOf));
  await goOn(pairs, 400);

  // Everybody who is left is called, and the server dies while they ring.
  first.tell(`log-on ${AGENTS}`);
  const others = await Promise.all(
    Array.from({ length: LATE + 1 }, (_, index) => world.callTo(numberOf(TALKING + 1 + index))),
  );
  await Promise.all(others.map((call) => call.reaches('ringing')));
  await first.kill();
  const killedAt = Date.now();
  const late = others.slice(0, LATE);
  expect(late.map(({ phase }) => phase)).toEqual(late.map(() => 'ringing'));
  const known = byAgent([...first.seen.values()].filter(isTalking));
  expect(known.map(({ note }) => note)).toEqual(
    known.map(({ interactionId }) => noteOf(`${interactionId}`)),
  );

  await goOn(pairs, GAP_TONE_MS);
  await Promise.all(late.map((call) => call.hearsSomething(600)));

  const startedAt = Date.now();
  const second = new Victim('second');
  const adopted = await second.see('ten conversations', TALKING, isTalking);
  const adoptedAt = Date.now();
  expect(byAgent(adopted)).toEqual(known);
  expect(adoptedAt - second.bornAt).toBeLessThan(ADOPTED_MS_MAX);
  await goOn(pairs, 800);

  // Those who answered in the gap heard all of it; who still rang is left alone.
  await Promise.all(others.map((call) => call.reaches('ended')));
  const messages = await Promise.all(late.map(async (call) => call.heard()));
  for (const heard of messages) {
    expect(lengthMs(heard)).toBeGreaterThan(3_000);
    expect(loudMs(heard)).toBeGreaterThan(1_500);
  }

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
  expect(
    await leftovers(
      dialer,
      pairs.map(({ file }) => file),
    ),
  ).toEqual([]);

  const results = await rows<{ phone: string; result: number; times: number }>(
    `select phone, max(call_result) as result, count(*)::int as times
     from attempts where site = $1 group by phone order by phone`,
  );
  expect(results.map(({ phone, result, times }) => [phone, CALL_RESULTS[result], times])).toEqual([
    ...pairs.map((_, index) => [numberOf(index + 1), 'answer', 1]),
    ...late.map(({ number }) => [number, 'dropped', 1]),
    [numberOf(AGENTS), 'switch-error', 1],
  ]);
  expect(world.calls.filter(({ number }) => number.startsWith('+'))).toHaveLength(AGENTS);

  const stored = await rows<{ id: string; note: string; closedBy: string; lostMs: number }>(
    `select i.id, i.note, i.closed_by as "closedBy",
       extract(epoch from r.ended_at - r.started_at) * 1000 - r.duration_ms as "lostMs"
     from interactions i join recordings r on r.site = i.site and r.interaction_id = i.id
     where i.site = $1 and i.done_at is not null and r.state = 'kept' order by i.agent_id`,
  );
  expect(stored.map(({ id, note, closedBy }) => [id, note, closedBy])).toEqual(
    known.map(({ interactionId }) => [interactionId, noteOf(`${interactionId}`), 'agent']),
  );
  // The gap is in the recordings too.
  expect(Math.max(...stored.map(({ lostMs }) => Math.abs(lostMs)))).toBeLessThan(1_000);
  console.log(
    `nobody was there for ${startedAt - killedAt} ms; ten conversations were adopted ` +
      `${adoptedAt - startedAt} ms after the new process was started, ` +
      `${adoptedAt - second.bornAt} ms after it had read its sources`,
  );
}, 120_000);
