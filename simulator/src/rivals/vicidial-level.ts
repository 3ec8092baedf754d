/** A campaign's settings that pacing reads, with the product's own defaults. */
export type VicidialSettings = {
  readonly method: 'hard' | 'average' | 'tapered';
  /** Upper clamp of the level. */
  readonly levelMax: number;
  /** Limit on drops ÷ answers today, per cent. */
  readonly dropPercentMax: number;
  /** −40..40, per cent: how much faster than plain the level falls or rises. */
  readonly intensity: number;
  /** Wanted ready − waiting: −2 keeps two agents ready. */
  readonly differenceTarget: number;
  /** Whether that target also counts when calls are placed. */
  readonly isTargetPlaced: boolean;
  /** Count only waiting agents. */
  readonly availableOnly: boolean;
  /** End of the shift for the tapered method, HHMM. */
  readonly latestHhmm: number;
  /** How long an answered call may wait. */
  readonly dropMs: number;
};

export const VICIDIAL_DEFAULTS: VicidialSettings = {
  method: 'average',
  levelMax: 3,
  dropPercentMax: 3,
  intensity: 0,
  differenceTarget: 0,
  isTargetPlaced: false,
  availableOnly: false,
  latestHhmm: 2100,
  dropMs: 5_000,
};

/** Means over the last fifteen samples, one a second. */
export type VicidialSample = {
  readonly ready: number;
  readonly waiting: number;
  readonly agents: number;
};

/** Counts as of the last whole minute. */
export type VicidialCounts = {
  readonly callsToday: number;
  readonly answersToday: number;
  readonly dropsToday: number;
  readonly callsLastMinute: number;
  readonly dropsLastMinute: number;
};

/** The level for the next quarter of a minute, brakes included; at least 1. */
export function nextLevel(
  level: number,
  sample: VicidialSample,
  counts: VicidialCounts,
  nowHhmm: number,
  settings: VicidialSettings,
): number {
  const difference = sample.ready - sample.waiting + settings.differenceTarget;
  const share = sample.agents === 0 ? 0 : difference / sample.agents;
  const intensity = settings.intensity / 100;
  const gain = share < 0 ? share * Math.abs(intensity - 1) : share * (1 + intensity);
  let next = Math.round(level * (1 + gain) * 1_000) / 1_000;
  next = Math.max(1, Math.min(settings.levelMax, next));
  const { callsToday, answersToday, dropsToday, callsLastMinute, dropsLastMinute } = counts;
  if (callsLastMinute > 20 && (100 * dropsLastMinute) / callsLastMinute > 50) next /= 2;
  const percent = answersToday === 0 ? 0 : (100 * dropsToday) / answersToday;
  if (callsToday > 50 && percent > settings.dropPercentMax) {
    next = braked(next, nowHhmm, settings);
  }
  return Math.max(1, next);
}

function braked(level: number, nowHhmm: number, settings: VicidialSettings): number {
  switch (settings.method) {
    case 'hard':
      return 1;
    case 'average':
      return level / 2;
    case 'tapered': {
      // Hours and minutes are subtracted as one number, as the product does it.
      const left = settings.latestHhmm - nowHhmm;
      return left < 0 ? 1 : level * (left > 1_000 ? 1 : left / 1_000);
    }
  }
}

/** Agents and lines as the placing process counts them. */
export type VicidialFloor = {
  readonly ready: number;
  /** With a customer on the line. */
  readonly inCall: number;
  /** Lines dialing, ringing or waiting. */
  readonly inAir: number;
};

/** Calls to place now, before ports and records. */
export function callsToPlace(
  level: number,
  { ready, inCall, inAir }: VicidialFloor,
  settings: VicidialSettings,
): number {
  const { availableOnly, isTargetPlaced, differenceTarget } = settings;
  const counted = ready + (availableOnly ? 0 : inCall);
  const count = Math.max(0, counted + (isTargetPlaced ? differenceTarget : 0));
  const goal = Math.round(level * count + (availableOnly ? inCall : 0));
  return Math.max(0, goal - inAir - inCall);
}
