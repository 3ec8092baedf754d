/** An attempt as it went, ms: what a replay draws from. */
export type PastAttempt = {
  /** From dialing to its answer or its end. */
  readonly ringMs: number;
  /** With an agent, wrap-up included; undefined where nobody answered. */
  readonly handleMs: number | undefined;
};

export type Replay = {
  /** Busy ÷ all time of the callers. */
  readonly utilisation: number;
  /** Abandoned ÷ answered. */
  readonly abandoned: number;
};

const STEP_MS = 1_000;
const LENGTH_MS = 600_000;

/**
 * Ten minutes of that many callers who dial `ratio` lines for each who is free, with the attempts
 * of the past over and over. Whoever answers and finds nobody free is abandoned.
 */
export function replay(attempts: readonly PastAttempt[], callers: number, ratio: number): Replay {
  const answers = new Timetable<number>();
  const ends = new Timetable<undefined>();
  const releases = new Timetable<undefined>();
  let [free, inAir] = [callers, 0];
  let [next, answered, abandoned, busyMs] = [0, 0, 0, 0];
  for (let now = 0; now < LENGTH_MS; now += STEP_MS) {
    free += releases.at(now).length;
    inAir -= ends.at(now).length;
    for (const handleMs of answers.at(now)) {
      inAir -= 1;
      answered += 1;
      if (free === 0) abandoned += 1;
      else if (handleMs > 0) {
        free -= 1;
        releases.put(now + handleMs, undefined);
      }
    }
    busyMs += (callers - free) * STEP_MS;
    for (let calls = Math.floor(ratio * free) - inAir; calls > 0; calls -= 1) {
      const attempt = attempts[next % attempts.length];
      next += 1;
      if (attempt === undefined) break;
      inAir += 1;
      // A call that ends within a step is seen at the next one.
      const endsAt = Math.max(now + attempt.ringMs, now + 1);
      if (attempt.handleMs === undefined) ends.put(endsAt, undefined);
      else answers.put(endsAt, attempt.handleMs);
    }
  }
  return {
    utilisation: busyMs / (callers * LENGTH_MS),
    abandoned: answered === 0 ? 0 : abandoned / answered,
  };
}

/** What happens at which step: at the first one that is not before it. */
class Timetable<Thing> {
  readonly #steps: Thing[][] = Array.from({ length: LENGTH_MS / STEP_MS }, () => []);

  put(atMs: number, thing: Thing): void {
    this.#steps[Math.ceil(atMs / STEP_MS)]?.push(thing);
  }

  at(nowMs: number): readonly Thing[] {
    return this.#steps[nowMs / STEP_MS] ?? [];
  }
}

const RATIOS = 6;

/** Of six ratios up to one call for each expected answer, the busiest within the target. */
export function bestOfSix(
  attempts: readonly PastAttempt[],
  callers: number,
  target: number,
): number {
  const answers = attempts.filter(({ handleMs }) => handleMs !== undefined).length;
  const most = answers === 0 ? 1 : attempts.length / answers;
  let best = { ratio: 1, utilisation: 0 };
  for (let step = 0; step < RATIOS; step += 1) {
    const ratio = 1 + ((most - 1) * step) / (RATIOS - 1);
    const { utilisation, abandoned } = replay(attempts, callers, ratio);
    if (abandoned <= target && utilisation > best.utilisation) best = { ratio, utilisation };
  }
  return best.ratio;
}
