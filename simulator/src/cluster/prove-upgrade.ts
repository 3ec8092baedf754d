import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { newPool } from '@outpace/server/store/database.ts';
import { migrate } from '@outpace/server/store/migrate.ts';
import { NO_DAMAGE } from '../crash/killed-server.ts';
import { openVictimDatabase } from '../crash/victim-database.ts';
import { tryUpgrade, type UpgradeReport, type UpgradeWish, WAYS } from './upgrade-trial.ts';

/*
 * `npm run prove -- upgrade`: a node is taken down in order while its agents talk, and either
 * another one has joined before, or it is started again.
 *
 *   --without legs     its calls end with it: the proof must fail then
 */

const USAGE = 'Use --without legs, or nothing.';

/** Undefined: the words make no sense. */
export function wantedOf(args: readonly string[]): Pick<UpgradeWish, 'without'> | undefined {
  const { values } = parseArgs({ args: [...args], options: { without: { type: 'string' } } });
  if (values.without === undefined) return {};
  return values.without === 'legs' ? { without: values.without } : undefined;
}

/** What was broken, in words; none: it is proved. */
export function brokenIn(report: UpgradeReport): readonly string[] {
  const broken = [...report.faults];
  for (const [agent, had] of report.before) {
    const has = report.after.get(agent);
    if (JSON.stringify(has) === JSON.stringify(had)) continue;
    broken.push(`${agent} had ${JSON.stringify(had)}, and then ${JSON.stringify(has)}`);
  }
  const { note, kept } = report.written;
  if (kept !== note) broken.push(`the note "${note}" became "${kept}"`);
  if (report.dialsAfter === 0) broken.push('nobody was dialed any more');
  for (const phone of report.dialedTwice) broken.push(`${phone} was dialed twice`);
  for (const { by, type } of report.late) broken.push(`${by} ordered ${type} late`);
  if (JSON.stringify(report.damage) !== JSON.stringify(NO_DAMAGE)) {
    broken.push(JSON.stringify(report.damage));
  }
  return broken;
}

const inSeconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

/** The figures, line by line. */
export function figuresOf(report: UpgradeReport): readonly string[] {
  const { before, blindMs, pauseMs, dialsBefore, dialsAfter } = report;
  return [
    `  ${before.size} talked, ${dialsBefore} dials before and ${dialsAfter} after`,
    `  pages of who talked were without the server for ${blindMs.map(inSeconds).join(', ')}`,
    `  nobody was dialed for ${inSeconds(pauseMs)}`,
  ];
}

/** Returns the exit code: 0 when all held, 1 when not, 2 when the words make no sense. */
async function prove(args: readonly string[], say: (line: string) => void): Promise<number> {
  const wanted = wantedOf(args);
  if (wanted === undefined) {
    console.error(USAGE);
    return 2;
  }
  let isProved = true;
  for (const way of WAYS) {
    say(`the node is ${way}`);
    const report = await inHouse((database) => tryUpgrade(database, { way, ...wanted }));
    for (const line of figuresOf(report)) say(line);
    const broken = brokenIn(report);
    for (const line of broken) say(`  BROKEN ${line}`);
    isProved = isProved && broken.length === 0;
  }
  say(isProved ? 'proved' : 'NOT PROVED');
  return isProved ? 0 : 1;
}

async function inHouse<Value>(
  work: (database: Parameters<typeof tryUpgrade>[0]) => Promise<Value>,
): Promise<Value> {
  const folder = await mkdtemp(join(tmpdir(), 'outpace-upgrade-'));
  // As root, PostgreSQL runs as another user below it.
  await chmod(folder, 0o711);
  const { connection, stop } = await openVictimDatabase({ dataDir: join(folder, 'data') });
  const pool = newPool(connection);
  try {
    await migrate(pool);
    return await work({ pool, connection });
  } finally {
    await pool.end();
    await stop();
    await rm(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) process.exitCode = await prove(process.argv.slice(2), console.log);
