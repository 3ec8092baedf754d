import type { ArmName } from './child-arm.ts';
import type { CountedCall, Turn } from './measure.ts';

/** Middle and tail of one span of all calls, ms. */
export type Span = { readonly p50: number; readonly p99: number };

/** What one arm did at one rate, all its turns together. */
export type Figures = {
  readonly calls: number;
  /** Never joined to an agent. */
  readonly lost: number;
  /** Joined, and nothing of it was heard. */
  readonly unheard: number;
  /** No agent was free to begin the call. */
  readonly missed: number;
  readonly leftOver: number;
  /** From somebody having to be called to the order at the switch. */
  readonly ordered: Span;
  /** From the order to the answer. */
  readonly answered: Span;
  /** From the answer to both legs being in one bridge. */
  readonly bridged: Span;
  /** From the answer to the first sound that is sent to the agent. */
  readonly heard: Span;
  /** Processor time for each call. */
  readonly armCpuMs: number;
  readonly asteriskCpuMs: number;
};

export function figuresOf(all: readonly Turn[], arm: ArmName, perSecond: number): Figures {
  const turns = all.filter((turn) => turn.arm === arm && turn.perSecond === perSecond);
  const calls = turns.flatMap((turn) => turn.calls);
  const sum = (of: (turn: Turn) => number): number =>
    turns.reduce((total, turn) => total + of(turn), 0);
  return {
    calls: calls.length,
    lost: calls.filter(({ bridgedAt }) => bridgedAt === undefined).length,
    unheard: calls.filter((call) => call.bridgedAt !== undefined && call.heardAt === undefined)
      .length,
    missed: sum(({ missed }) => missed),
    leftOver: sum(({ leftOver }) => leftOver),
    ordered: span(calls, 'begunAt', 'orderedAt'),
    answered: span(calls, 'orderedAt', 'answeredAt'),
    bridged: span(calls, 'answeredAt', 'bridgedAt'),
    heard: span(calls, 'answeredAt', 'heardAt'),
    armCpuMs: sum(({ cpuMs }) => cpuMs.arm) / calls.length,
    asteriskCpuMs: sum(({ cpuMs }) => cpuMs.asterisk) / calls.length,
  };
}

function span(calls: readonly CountedCall[], from: keyof CountedCall, to: keyof CountedCall): Span {
  const tookMs = calls.flatMap((call) => {
    const [begin, end] = [call[from], call[to]];
    return begin === undefined || end === undefined ? [] : [end - begin];
  });
  const sorted = tookMs.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}
