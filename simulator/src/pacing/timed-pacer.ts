import type { Pacer } from './pacer.ts';

/** What one round was timed at, ms. */
export type Watch = { readonly decisions: number[]; readonly events: number[] };

/** How long decisions take, µs. */
export type DecisionTimes = {
  readonly decisions: number;
  readonly median: number;
  /** Of a hundred decisions the slowest but one. */
  readonly slow: number;
  readonly slowest: number;
  /** The mean of what it takes to hear an event. */
  readonly event: number;
};

/** A pacer and a watch beside it, which runs from an instant of the day on. */
export function timedPacer(
  pacer: Pacer,
  fromAt: number,
  clock: () => number,
): { readonly pacer: Pacer; readonly watch: Watch } {
  const watch: Watch = { decisions: [], events: [] };
  const timed: Pacer = {
    observe: (event) => {
      const startedAt = clock();
      pacer.observe(event);
      if (event.at >= fromAt) watch.events.push(clock() - startedAt);
    },
    decide: (position) => {
      const startedAt = clock();
      const decision = pacer.decide(position);
      if (position.at >= fromAt) watch.decisions.push(clock() - startedAt);
      return decision;
    },
  };
  return { pacer: timed, watch };
}

/** Rounds of the same day: each decision and each event at its fastest. */
export function timesOf(rounds: readonly Watch[]): DecisionTimes {
  const decisions = fastest(rounds.map((watch) => watch.decisions)).toSorted((a, b) => a - b);
  const events = fastest(rounds.map((watch) => watch.events));
  const at = (share: number): number =>
    (decisions[Math.min(decisions.length - 1, Math.floor(share * decisions.length))] ?? 0) * 1_000;
  const eventsMs = events.reduce((sum, ms) => sum + ms, 0);
  return {
    decisions: decisions.length,
    median: at(0.5),
    slow: at(0.99),
    slowest: at(1),
    event: (eventsMs * 1_000) / Math.max(1, events.length),
  };
}

const fastest = (rounds: readonly (readonly number[])[]): readonly number[] =>
  (rounds[0] ?? []).map((_, index) =>
    Math.min(...rounds.map((round) => round[index] ?? Number.POSITIVE_INFINITY)),
  );
