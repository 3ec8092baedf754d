import { type Death, Deaths, type Disk, type Place } from '../deaths.ts';
import { World } from '../world.ts';
import type { Violation, WorldReport } from '../world-setup.ts';
import type { CrashDay } from './crash-days.ts';

/** One run of a day: where the process dies, and where the next one does, if it does. */
export type CrashRun = {
  readonly day: CrashDay;
  readonly seed: number;
  readonly deaths: readonly Death[];
};

/** A law that was broken, and how to see it again. */
export type BrokenRun = CrashRun & {
  readonly violations: readonly Violation[];
  readonly journal: readonly string[];
};

export type CrashFigures = {
  /** With a death each. */
  runs: number;
  /** Of all runs, and of the days without a death before them. */
  steps: number;
  attempts: number;
  contacts: number;
  dispositions: number;
  kills: number;
  /** Of all kills, those whose transaction was on its way to the disk, and what became of it. */
  readonly disk: Record<Disk, number>;
  /** Where the first process of each run died. */
  readonly places: Record<Place, number>;
  readonly broken: BrokenRun[];
};

export const newFigures = (): CrashFigures => ({
  runs: 0,
  steps: 0,
  attempts: 0,
  contacts: 0,
  dispositions: 0,
  kills: 0,
  disk: { written: 0, lost: 0 },
  places: { taken: 0, decided: 0, acted: 0, begun: 0, durable: 0, released: 0 },
  broken: [],
});

/** Of so many runs one has a second death, while the new process finds its feet. */
const SECOND_DEATH_EVERY = 5;
/** At one of so many first places of the new process. */
const SECOND_DEATH_WITHIN = 23;

/** Lives one day with these deaths; none: as it would be undisturbed. */
export function liveCrash({ day, seed, deaths }: CrashRun): {
  readonly report: WorldReport;
  readonly seen: Deaths;
} {
  const seen = new Deaths(deaths);
  return { report: new World(day.setUp(seed), undefined, { deaths: seen }).run(), seen };
}

/**
 * Every place of an undisturbed day at which a process could die, each of them with every outcome
 * that the transaction on its way may have.
 */
export function* crashRuns(day: CrashDay, seed: number, seen: Deaths): Generator<CrashRun> {
  let nth = 0;
  for (const [index, { isInFlight }] of seen.passed.entries()) {
    const at = index + 1;
    for (const disk of isInFlight ? (['written', 'lost'] as const) : (['lost'] as const)) {
      nth += 1;
      const again = nth % SECOND_DEATH_EVERY === 0 ? [secondDeath(at, nth)] : [];
      yield { day, seed, deaths: [{ at, disk }, ...again] };
    }
  }
}

const secondDeath = (at: number, nth: number): Death => ({
  at: at + 1 + (nth % SECOND_DEATH_WITHIN),
  disk: nth % 2 === 0 ? 'written' : 'lost',
});

/** Every n-th run of the day, with the laws that were broken; the undisturbed day first. */
export function proveDay(
  day: CrashDay,
  seed: number,
  figures: CrashFigures,
  every: { readonly nth: number; readonly from: number } = { nth: 1, from: 0 },
): void {
  const undisturbed = { day, seed, deaths: [] };
  const { report, seen } = liveCrash(undisturbed);
  count(figures, undisturbed, report);
  let nth = 0;
  for (const run of crashRuns(day, seed, seen)) {
    nth += 1;
    if (nth % every.nth !== every.from % every.nth) continue;
    const lived = liveCrash(run);
    figures.runs += 1;
    count(figures, run, lived.report);
    countKills(figures, run, lived.seen);
  }
}

function count(figures: CrashFigures, run: CrashRun, report: WorldReport): void {
  figures.steps += report.steps;
  figures.attempts += report.attempts;
  figures.contacts += report.contacts;
  figures.dispositions += report.dispositions;
  figures.kills += report.kills;
  const { violations, journal } = report;
  if (violations.length > 0) figures.broken.push({ ...run, violations, journal });
}

function countKills(figures: CrashFigures, { deaths }: CrashRun, seen: Deaths): void {
  for (const [nth, { at, disk }] of deaths.entries()) {
    const passed = seen.passed[at - 1];
    if (passed === undefined || nth >= seen.happened) continue;
    if (passed.isInFlight) figures.disk[disk] += 1;
    if (nth === 0) figures.places[passed.place] += 1;
  }
}

/** The words after `npm run prove -- crash` that live this run again. */
export const wordsOf = ({ day, seed, deaths }: CrashRun): string => {
  const where = deaths.map(({ at, disk }) => `${at}${disk === 'written' ? 'w' : 'l'}`).join(',');
  return `--level 1 --day ${day.name} --seed ${seed} --deaths ${where}`;
};

/** As `wordsOf` writes them: `412w,430l`. Undefined: they make no sense. */
export function parseDeaths(text: string): readonly Death[] | undefined {
  const deaths: Death[] = [];
  for (const word of text.split(',')) {
    const found = /^(\d{1,7})([wl])$/.exec(word);
    if (found === null) return undefined;
    deaths.push({ at: Number(found[1]), disk: found[2] === 'w' ? 'written' : 'lost' });
  }
  return deaths;
}
