import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { Prng } from '../prng.ts';
import { SITE } from './scene.ts';
import type { VictimDatabase } from './victim-database.ts';

const VICTIM = fileURLToPath(new URL('./victim.ts', import.meta.url));

/** A victim that says nothing for so long, ms, is killed all the same, and it is a fault. */
const SILENT_MS_MAX = 120_000;
/** How soon after its start, ms, at most, a victim dies of those that are to die in it. */
const START_MS_MAX = 1_500;

export type Killing = {
  readonly database: VictimDatabase;
  readonly kills: number;
  readonly seed: number;
  /** Every n-th victim dies a moment after its start, whatever it has done by then. */
  readonly everyNthInStart?: number;
};

/** What the victims have said, all of them together. */
export type Heard = {
  readonly dialed: string[];
  /** Acknowledged notes by their interactions. */
  readonly saved: Map<string, string>;
  readonly faults: string[];
  /** From the start of a victim after a death to its first dial, ms; of those that came to one. */
  readonly firstDialMs: number[];
};

/** When a victim dies. */
type End = { readonly lines: number } | { readonly afterMs: number } | 'of itself';

/**
 * Lets one victim after the other live, dial and save under load, and kills each with SIGKILL at a
 * moment drawn from the seed. The last one completes the campaign and ends by itself.
 */
export async function killOften(
  { database, kills, seed, everyNthInStart }: Killing,
  onKilled: (kill: number) => void = () => {},
): Promise<Heard> {
  const heard: Heard = { dialed: [], saved: new Map(), faults: [], firstDialMs: [] };
  const random = new Prng(seed);
  for (let kill = 1; kill <= kills; kill += 1) {
    const isInStart = everyNthInStart !== undefined && kill % everyNthInStart === 0;
    const end: End = isInStart
      ? { afterMs: random.below(START_MS_MAX) }
      : { lines: 40 + random.below(200) };
    await new Victim(heard, kill > 1).live(database, `run-${kill}`, end);
    onKilled(kill);
  }
  const code = await new Victim(heard, false).live(database, 'calm', 'of itself');
  if (code !== 0) heard.faults.push(`the last one ended with ${code}`);
  return heard;
}

class Victim {
  readonly #heard: Heard;
  readonly #isTimed: boolean;
  readonly #startedAt = performance.now();
  #lines = 0;
  #hasDialed = false;

  constructor(heard: Heard, isTimed: boolean) {
    this.#heard = heard;
    this.#isTimed = isTimed;
  }

  async live(database: VictimDatabase, run: string, end: End): Promise<number | null> {
    const mode = end === 'of itself' ? 'calm' : 'load';
    const args = [VICTIM, JSON.stringify(database), run, mode];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    const kill = (): void => void child.kill('SIGKILL');
    const silent = setTimeout(() => {
      this.#heard.faults.push(`${run} was silent`);
      kill();
    }, SILENT_MS_MAX);
    const early =
      end !== 'of itself' && 'afterMs' in end ? setTimeout(kill, end.afterMs) : undefined;
    for await (const line of createInterface({ input: child.stdout })) {
      silent.refresh();
      this.#hear(line);
      if (end !== 'of itself' && 'lines' in end && this.#lines === end.lines) kill();
    }
    const code = await ended;
    clearTimeout(silent);
    clearTimeout(early);
    return code;
  }

  #hear(line: string): void {
    const [what, id = '', note = ''] = line.split('\t');
    this.#lines += 1;
    if (what === 'saved') this.#heard.saved.set(id, note);
    if (what === 'fault' || what === 'ended') this.#heard.faults.push(line);
    if (what !== 'dialed') return;
    this.#heard.dialed.push(id);
    if (this.#isTimed && !this.#hasDialed) {
      this.#heard.firstDialMs.push(performance.now() - this.#startedAt);
    }
    this.#hasDialed = true;
  }
}

/** What must not be there when all is over. */
export type Damage = {
  /** Dialed without a durable attempt. */
  readonly unwritten: readonly string[];
  /** Attempts without a call result. */
  readonly open: readonly string[];
  /** Dials beyond the first of a record: the campaign has no redial. */
  readonly doubled: number;
  /** Acknowledged notes that are not there. */
  readonly lost: readonly string[];
  readonly stuckLeases: number;
  /** Open chains that no queue has. */
  readonly stuckChains: number;
};

export const NO_DAMAGE: Damage = {
  unwritten: [],
  open: [],
  doubled: 0,
  lost: [],
  stuckLeases: 0,
  stuckChains: 0,
};

/** Compares what the victims have said with what the database has. */
export async function damageIn(
  pool: pg.Pool,
  { dialed, saved }: Pick<Heard, 'dialed' | 'saved'>,
  site: string = SITE,
): Promise<Damage> {
  const rows = async <Row extends object>(sql: string): Promise<readonly Row[]> =>
    (await pool.query<Row>(sql, [site])).rows;
  const attempts = await rows<{ id: string; record_id: string; call_result: number | null }>(
    'select id, record_id, call_result from attempts where site = $1',
  );
  const known = new Map(attempts.map((attempt) => [attempt.id, attempt]));
  const records = dialed.map((id) => known.get(id)?.record_id);
  const done = await rows<{ id: string; note: string }>(
    'select id, note from interactions where site = $1 and done_at is not null',
  );
  const notes = new Map(done.map(({ id, note }) => [id, note]));
  const leases = await rows('select chain_id from leases where site = $1');
  const stuck = await rows(
    `select id from chains c where site = $1 and state = 'ready'
     and not exists (select 1 from dial_queue q where q.site = c.site and q.chain_id = c.id)`,
  );
  return {
    unwritten: dialed.filter((id) => !known.has(id)),
    open: attempts.filter(({ call_result }) => call_result === null).map(({ id }) => id),
    doubled: records.length - new Set(records).size,
    lost: [...saved].filter(([id, note]) => notes.get(id) !== note).map(([id]) => id),
    stuckLeases: leases.length,
    stuckChains: stuck.length,
  };
}
