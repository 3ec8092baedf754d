import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newPool } from '@outpace/server/store/database.ts';
import { migrate } from '@outpace/server/store/migrate.ts';
import { testDatabase } from '@outpace/server/store/test-database.ts';
import { whyNoServer } from '@outpace/server/store/test-server.ts';
import type pg from 'pg';
import type { Damage, Heard } from './killed-server.ts';
import { damageIn, killOften, NO_DAMAGE } from './killed-server.ts';
import type { Say } from './prove-simulated.ts';
import { inventedPhones, setScene } from './set-scene.ts';
import { openVictimDatabase, type VictimDatabase } from './victim-database.ts';

export const KILLS = 100;
/** One of so many dies while it starts. */
const IN_START_EVERY = 5;
/** More than are dialed between two deaths. */
const CHAINS_PER_KILL = 250;
const TOLD_EVERY = 10;

/** Level 2: a real server, killed under load, on either kind of database. True: no damage. */
export async function proveKilled(kills: number, say: Say): Promise<boolean> {
  const half = Math.ceil(kills / 2);
  say('Level 2: a server under load is killed at random moments');
  say(`${half} times on the database that it brings along`);
  const isEmbeddedFine = await onEmbedded(half, say);
  const reason = await whyNoServer();
  if (reason !== undefined) {
    say(`NOT PROVED on a server that others run: ${reason}.`);
    return false;
  }
  say(`${half} times on a PostgreSQL server`);
  return (await onServer(half, say)) && isEmbeddedFine;
}

/** Its database server outlives it, and is adopted by the next one. */
async function onEmbedded(kills: number, say: Say): Promise<boolean> {
  const above = await mkdtemp(join(tmpdir(), 'outpace-crash-'));
  // As root, PostgreSQL runs as another user below it.
  await chmod(above, 0o711);
  const database = { dataDir: join(above, 'data') };
  const withPool = async <Answer>(use: (pool: pg.Pool) => Promise<Answer>): Promise<Answer> => {
    const opened = await openVictimDatabase(database);
    const pool = newPool(opened.connection);
    try {
      return await use(pool);
    } finally {
      await pool.end();
      await opened.stop();
    }
  };
  try {
    await withPool(async (pool) => {
      await migrate(pool);
      await setScene(pool, inventedPhones(kills * CHAINS_PER_KILL));
    });
    const heard = await killing(database, kills, say);
    return tell(heard, await withPool((pool) => damageIn(pool, heard)), say);
  } finally {
    await rm(above, { recursive: true, force: true });
  }
}

async function onServer(kills: number, say: Say): Promise<boolean> {
  const { pool, connection, drop } = await testDatabase('server');
  try {
    await setScene(pool, inventedPhones(kills * CHAINS_PER_KILL));
    const heard = await killing({ connection }, kills, say);
    return tell(heard, await damageIn(pool, heard), say);
  } finally {
    await drop();
  }
}

const killing = (database: VictimDatabase, kills: number, say: Say): Promise<Heard> =>
  killOften({ database, kills, seed: kills, everyNthInStart: IN_START_EVERY }, (kill) => {
    if (kill % TOLD_EVERY === 0) say(`  killed ${kill} times`);
  });

/** True: nothing is damaged. */
function tell(heard: Heard, damage: Damage, say: Say): boolean {
  const { dialed, saved, faults, firstDialMs } = heard;
  say(`  ${dialed.length} dials, ${saved.size} acknowledged notes, ${faults.length} faults`);
  say(`  from a start after a death to the first dial: ${spread(firstDialMs)}`);
  say(
    `  dials without a durable attempt ${damage.unwritten.length}, ` +
      `dialed twice ${damage.doubled}, acknowledged and lost ${damage.lost.length}, ` +
      `attempts left open ${damage.open.length}, stuck leases ${damage.stuckLeases}, ` +
      `stuck records ${damage.stuckChains}`,
  );
  for (const fault of faults) say(`  fault: ${fault}`);
  return faults.length === 0 && JSON.stringify(damage) === JSON.stringify(NO_DAMAGE);
}

/** In words, with seconds. */
export function spread(times: readonly number[]): string {
  if (times.length === 0) return 'none came to one';
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string => {
    const ms = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
    return `${(ms / 1_000).toFixed(1)} s`;
  };
  const longest = `longest ${at(1)} (${times.length} starts)`;
  return `median ${at(0.5)}, 95 of 100 within ${at(0.95)}, ${longest}`;
}
