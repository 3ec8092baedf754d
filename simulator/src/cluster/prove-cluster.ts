import { parseArgs } from 'node:util';
import { NO_DAMAGE } from '../crash/killed-server.ts';
import { TROUBLES, type TrialReport, type TrialWish, tryCluster } from './cluster-trial.ts';
import { longestPause, pausesByKind } from './dial-pauses.ts';
import { WITHOUTS } from './proved-nodes.ts';

/*
 * `npm run prove -- cluster`: nodes that share sites on one database, under load, are killed,
 * stopped, cut off, drained and brought back, and the database is restarted.
 *
 *   --minutes N        how long, ten if it is not said
 *   --seed N           whom it happens to
 *   --without fence    takes the clock of the nodes' own leases out; it takes many troubles to show
 *   --without epoch    takes the epoch out of what the nodes write: the proof must fail then
 */

const USAGE = 'Use --minutes N, --seed N, --without fence or --without epoch.';

export type Wanted = Pick<TrialWish, 'lastsMs' | 'seed' | 'without'>;

/** Undefined: the words make no sense. */
export function wantedOf(args: readonly string[]): Wanted | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: 'string', default: '10' },
      seed: { type: 'string', default: '1' },
      without: { type: 'string' },
    },
  });
  const { minutes, seed, without } = values;
  if (!/^\d{1,3}(\.\d)?$/.test(minutes) || !/^\d{1,9}$/.test(seed)) return undefined;
  const guard = WITHOUTS.find((each) => each === without);
  if (guard !== without) return undefined;
  return { lastsMs: Number(minutes) * 60_000, seed: Number(seed), without: guard };
}

const inSeconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

/** What was broken, in words; none: it is proved. */
export function brokenIn(report: TrialReport): readonly string[] {
  const lost = [...report.damage]
    .filter(([, damage]) => JSON.stringify(damage) !== JSON.stringify(NO_DAMAGE))
    .map(([site, damage]) => `${site}: ${JSON.stringify(damage)}`);
  const late = report.late.map(({ siteId, by, type }) => `${siteId}: ${by} ordered ${type} late`);
  return [...report.faults, ...lost, ...late];
}

/** The figures, line by line. */
export function figuresOf(report: TrialReport): readonly string[] {
  const { dials, sites, disturbances, refused } = report;
  const whole = { from: dials[0]?.atMs ?? 0, to: disturbances.at(-1)?.toMs ?? 0 };
  const damages = [...report.damage.values()];
  const sum = (count: (damage: (typeof damages)[number]) => number): number =>
    damages.reduce((all, damage) => all + count(damage), 0);
  return [
    `  ${dials.length} dials, ${report.notesSaved} acknowledged notes, ` +
      `${disturbances.length} troubles, ${report.faults.length} faults`,
    `  dials without a durable attempt ${sum((of) => of.unwritten.length)}, ` +
      `dialed twice ${sum((of) => of.doubled)}, ` +
      `acknowledged and lost ${sum((of) => of.lost.length)}, ` +
      `attempts left open ${sum((of) => of.open.length)}, ` +
      `stuck leases ${sum((of) => of.stuckLeases)}, stuck records ${sum((of) => of.stuckChains)}`,
    `  orders by who did not own the site any more ${report.late.length}`,
    ...[...pausesByKind(dials, sites, disturbances)].map(
      ([what, { times, longestMs }]) =>
        `  ${what} (${times} times): longest pause of a site ${inSeconds(longestMs)}`,
    ),
    ...sites.map(
      (site) =>
        `  ${site}: longest pause of all ` +
        inSeconds(longestPause(dials, site, whole.from, whole.to)),
    ),
    `  commands refused meanwhile: ${
      [...refused].map(([code, times]) => `${code} ${times}`).join(', ') || 'none'
    }`,
  ];
}

/** Returns the exit code: 0 when all held, 1 when not, 2 when the words make no sense. */
async function prove(args: readonly string[], say: (line: string) => void): Promise<number> {
  const wanted = wantedOf(args);
  if (wanted === undefined) {
    console.error(USAGE);
    return 2;
  }
  const [nodes, sites, agentsPerSite] = [3, 4, 6];
  say(`${nodes} nodes share ${sites} sites of ${agentsPerSite} agents each`);
  const chainsPerSite = 2_000 + Math.ceil(wanted.lastsMs / 100);
  const size = { nodes, sites, agentsPerSite, chainsPerSite };
  const report = await tryCluster({ ...wanted, ...size, troubles: TROUBLES, say });
  for (const line of figuresOf(report)) say(line);
  const broken = brokenIn(report);
  for (const line of broken.slice(0, 20)) say(`  BROKEN ${line}`);
  say(broken.length === 0 ? 'proved' : 'NOT PROVED');
  return broken.length === 0 ? 0 : 1;
}

if (import.meta.main) process.exitCode = await prove(process.argv.slice(2), console.log);
