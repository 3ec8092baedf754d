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
  const busyUntil = Array.from({ length: callers }, () => 0);
  let inAir: { readonly endsAt: number; readonly handleMs: number | undefined }[] = [];
  let [next, answered, abandoned, busyMs] = [0, 0, 0, 0];
  for (let now = 0; now < LENGTH_MS; now += STEP_MS) {
    const due = inAir.filter(({ endsAt }) => endsAt <= now);
    inAir = inAir.filter(({ endsAt }) => endsAt > now);
    for (const { handleMs } of due) {
      if (handleMs === undefined) continue;
      answered += 1;
      const free = busyUntil.findIndex((until) => until <= now);
      if (free < 0) abandoned += 1;
      else busyUntil[free] = now + handleMs;
    }
    const free = busyUntil.filter((until) => until <= now).length;
    busyMs += (callers - free) * STEP_MS;
    for (let calls = Math.floor(ratio * free) - inAir.length; calls > 0; calls -= 1) {
      const attempt = attempts[next % attempts.length];
      next += 1;
      if (attempt === undefined) break;
      inAir.push({ endsAt: now + attempt.ringMs, handleMs: attempt.handleMs });
    }
  }
  return {
    utilisation: busyMs / (callers * LENGTH_MS),
    abandoned: answered === 0 ? 0 : abandoned / answered,
  };
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
