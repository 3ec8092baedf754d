import type { Instant, Millis } from '../basics/time.ts';
import { after, millis } from '../basics/time.ts';
import type { CallResult } from './call-result.ts';

/** What a rule answers to: how the attempt ended, or what the agent said of it. Never both. */
export type TreatmentTrigger =
  | { readonly by: 'call-result'; readonly result: CallResult }
  | { readonly by: 'disposition'; readonly code: string };

/** One rule of a campaign's plan: what becomes of a chain after this result. */
export type Treatment = { readonly on: TreatmentTrigger } & (
  | {
      readonly action: 'redial';
      /** Wait before the first redial, ms, 0..90 days, counted from the end of the call. */
      readonly intervalMs: Millis;
      /** Added to the wait after every redial of this rule, ms, 0..30 days. */
      readonly incrementMs: Millis;
      /** Consecutive redials by this rule before the chain goes on, 1..100. */
      readonly cycleAttempts: number;
    }
  | { readonly action: 'next-in-chain' }
  | { readonly action: 'close' }
);

/** Where a chain stands in its plan: which trigger came last, and how often in a row. */
export type TreatmentPosition = { readonly trigger: string; readonly applied: number };

export type NextStep =
  | { readonly type: 'redial'; readonly dueAt: Instant; readonly position: TreatmentPosition }
  | { readonly type: 'next-in-chain' }
  | { readonly type: 'close' }
  /** The agent has promised it; the plan is not asked. */
  | { readonly type: 'callback'; readonly dueAt: Instant; readonly kind: 'personal' | 'campaign' };

export const triggerKey = (on: TreatmentTrigger): string =>
  on.by === 'call-result' ? `result:${on.result}` : `code:${on.code}`;

/**
 * Decides what becomes of a chain after one of its records was dialed. `at` is the end of the
 * call. A disposition with a rule of its own wins over the call result; the two never mix.
 */
export function treat(
  plan: readonly Treatment[],
  triggers: { readonly result: CallResult; readonly code: string | undefined },
  position: TreatmentPosition | undefined,
  at: Instant,
): NextStep {
  const byCode = plan.find(
    (rule) => rule.on.by === 'disposition' && rule.on.code === triggers.code,
  );
  // The first rule that matches wins, so the plan reads top to bottom, as the supervisor sees it.
  const rule =
    byCode ?? plan.find(({ on }) => on.by === 'call-result' && on.result === triggers.result);

  // No rule means leave the person alone: a gap in the plan must never cause one more call.
  if (rule === undefined || rule.action === 'close') return { type: 'close' };
  if (rule.action === 'next-in-chain') return { type: 'next-in-chain' };

  const trigger = triggerKey(rule.on);
  // Another trigger in between starts the count again: only consecutive results are a cycle.
  const applied = (position?.trigger === trigger ? position.applied : 0) + 1;
  if (applied > rule.cycleAttempts) return { type: 'next-in-chain' };

  const wait = millis(rule.intervalMs + rule.incrementMs * (applied - 1));
  return { type: 'redial', dueAt: after(at, wait), position: { trigger, applied } };
}
