import { parseArgs } from 'node:util';
import type { CrashRun } from './crash-runs.ts';
import { KILLS, proveKilled } from './prove-killed.ts';
import type { Say } from './prove-simulated.ts';
import { proveOne, proveSimulated, runNamed, SEEDS } from './prove-simulated.ts';

/*
 * Two of the three levels of `npm run prove -- crash`; the third are tests on a real Asterisk, and
 * the task starts them by itself.
 *
 *   --level 1|2        only that one
 *   --seeds K          seeds of each kind of day, at level 1
 *   --day NAME --seed N --deaths 412w,430l
 *                      one run of level 1 again: dead at the 412th place, the transaction on its
 *                      way written, and once more at the 430th, the transaction lost
 *   --kills N          at level 2, half of them on each kind of database
 */

const USAGE =
  'Use --level 1 or 2, --seeds K, --kills N, or --day NAME --seed N --deaths 412w,430l.';

type Wanted =
  | { readonly what: 'one run'; readonly run: CrashRun }
  | {
      readonly what: 'levels';
      /** Undefined: not this level. */
      readonly seeds: number | undefined;
      readonly kills: number | undefined;
    };

/** Undefined: the words make no sense. */
export function wantedOf(args: readonly string[]): Wanted | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      level: { type: 'string' },
      seeds: { type: 'string', default: String(SEEDS) },
      kills: { type: 'string', default: String(KILLS) },
      day: { type: 'string' },
      seed: { type: 'string', default: '1' },
      deaths: { type: 'string', default: '' },
    },
  });
  const { level, day } = values;
  if (level !== undefined && level !== '1' && level !== '2') return undefined;
  if (day !== undefined) {
    const run = runNamed(day, values.seed, values.deaths);
    return run === undefined ? undefined : { what: 'one run', run };
  }
  const [seeds, kills] = [wholeNumber(values.seeds), wholeNumber(values.kills)];
  if (seeds === undefined || kills === undefined) return undefined;
  return {
    what: 'levels',
    seeds: level === '2' ? undefined : seeds,
    kills: level === '1' ? undefined : kills,
  };
}

/** Returns the exit code: 0 when all held, 1 when not, 2 when the words make no sense. */
async function prove(args: readonly string[], say: Say): Promise<number> {
  const wanted = wantedOf(args);
  if (wanted === undefined) {
    console.error(USAGE);
    return 2;
  }
  if (wanted.what === 'one run') return proveOne(wanted.run, say) ? 0 : 1;
  const { seeds, kills } = wanted;
  const isSimulatedFine =
    seeds === undefined || (await timed(async () => proveSimulated(seeds, say), say));
  const isKilledFine = kills === undefined || (await timed(() => proveKilled(kills, say), say));
  return isSimulatedFine && isKilledFine ? 0 : 1;
}

async function timed(part: () => Promise<boolean>, say: Say): Promise<boolean> {
  const startedAt = performance.now();
  const isFine = await part();
  const tookS = Math.round((performance.now() - startedAt) / 1_000);
  say(`${isFine ? 'proved' : 'NOT PROVED'} in ${tookS} s`);
  return isFine;
}

function wholeNumber(text: string): number | undefined {
  return /^[1-9]\d{0,6}$/.test(text) ? Number(text) : undefined;
}

if (import.meta.main) process.exitCode = await prove(process.argv.slice(2), console.log);
