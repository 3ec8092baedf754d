import type { PacingEvent, PacingPosition } from '@outpace/engine/pacing/contract.ts';
import type { Pacer, PacerKind } from '../pacing/pacer.ts';
import {
  callsToPlace,
  nextLevel,
  VICIDIAL_DEFAULTS,
  type VicidialCounts,
  type VicidialSample,
  type VicidialSettings,
} from './vicidial-level.ts';
import { WatchedFloor } from './watched-floor.ts';

const SAMPLE_MS = 1_000;
const SAMPLES = 15;
const ADAPT_MS = 15_000;
const COUNT_MS = 60_000;
/** The placing process looks this often. */
const PLACE_MS = 2_500;
const HOUR_MS = 3_600_000;
const NO_COUNTS: VicidialCounts = {
  callsToday: 0,
  answersToday: 0,
  dropsToday: 0,
  callsLastMinute: 0,
  dropsLastMinute: 0,
};

/** VICIdial's adaptive dialing, with the settings that differ from its defaults. */
export function vicidial(name: string, changed: Partial<VicidialSettings>): PacerKind {
  const settings = { ...VICIDIAL_DEFAULTS, ...changed };
  return {
    name,
    holdsMs: settings.dropMs,
    make: ({ ceiling }) =>
      new Vicidial({ ...settings, dropPercentMax: changed.dropPercentMax ?? ceiling.share * 100 }),
  };
}

class Vicidial implements Pacer {
  readonly #settings: VicidialSettings;
  readonly #floor = new WatchedFloor(({ isDropped, phase }) => {
    if (isDropped) this.#drops += 1;
    if (isDropped || phase === 'with-agent') this.#answers += 1;
  });
  readonly #samples: VicidialSample[] = [];
  #level = 1;
  #calls = 0;
  #answers = 0;
  #drops = 0;
  #counts = NO_COUNTS;
  #callsAMinuteAgo = 0;
  #dropsAMinuteAgo = 0;
  #next = { sampleAt: 0, adaptAt: 0, countAt: 0, placeAt: 0 };

  constructor(settings: VicidialSettings) {
    this.#settings = settings;
  }

  observe(event: PacingEvent): void {
    this.#floor.observe(event);
    if (event.type === 'attempt-opened') this.#calls += 1;
  }

  decide({ at, waiting, free, inAir }: PacingPosition): { open: number; takeBack: string[] } {
    const next = this.#next;
    if (next.sampleAt === 0) {
      this.#next = { sampleAt: at, adaptAt: at + ADAPT_MS, countAt: at + COUNT_MS, placeAt: at };
      return this.decide({ at, waiting, free, inAir, portsFree: 0, recordsFree: 0 });
    }
    if (at >= next.sampleAt) {
      next.sampleAt += SAMPLE_MS;
      const agents = this.#floor.count('ready', 'talking', 'wrap-up', 'away');
      this.#samples.push({ ready: free, waiting, agents });
      if (this.#samples.length > SAMPLES) this.#samples.shift();
    }
    if (at >= next.countAt) {
      next.countAt += COUNT_MS;
      this.#count();
    }
    if (at >= next.adaptAt) {
      next.adaptAt += ADAPT_MS;
      this.#level = nextLevel(
        this.#level,
        meanOf(this.#samples),
        this.#counts,
        hhmmOf(at),
        this.#settings,
      );
    }
    if (at < next.placeAt) return { open: 0, takeBack: [] };
    next.placeAt += PLACE_MS;
    const inCall = this.#floor.count('talking');
    const lines = { ready: free, inCall, inAir: inAir + waiting };
    return { open: callsToPlace(this.#level, lines, this.#settings), takeBack: [] };
  }

  reported(): number | undefined {
    return this.#answers === 0 ? undefined : this.#drops / this.#answers;
  }

  #count(): void {
    this.#counts = {
      callsToday: this.#calls,
      answersToday: this.#answers,
      dropsToday: this.#drops,
      callsLastMinute: this.#calls - this.#callsAMinuteAgo,
      dropsLastMinute: this.#drops - this.#dropsAMinuteAgo,
    };
    this.#callsAMinuteAgo = this.#calls;
    this.#dropsAMinuteAgo = this.#drops;
  }
}

function meanOf(samples: readonly VicidialSample[]): VicidialSample {
  const mean = (pick: (sample: VicidialSample) => number): number =>
    samples.reduce((sum, sample) => sum + pick(sample), 0) / Math.max(1, samples.length);
  return {
    ready: mean(({ ready }) => ready),
    waiting: mean(({ waiting }) => waiting),
    agents: mean(({ agents }) => agents),
  };
}

function hhmmOf(at: number): number {
  const minutes = Math.floor((at % (24 * HOUR_MS)) / 60_000);
  return Math.floor(minutes / 60) * 100 + (minutes % 60);
}
