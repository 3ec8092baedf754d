import { must } from '@outpace/engine/basics/assert.ts';
import type { Chain } from '@outpace/engine/calling-lists/chain.ts';
import type { CallingRecord } from '@outpace/engine/calling-lists/record.ts';
import type { OpenAttempt } from '@outpace/engine/effect.ts';
import type { MomentOf } from './checker.ts';

export type Dial = {
  readonly order: OpenAttempt;
  readonly chain: Chain;
  readonly record: CallingRecord;
};

const NONE: readonly Dial[] = [];

/** The dials that a step has decided, with what is dialed. */
export function dialsOf({ effects, state }: MomentOf<'step'>): readonly Dial[] {
  if (!effects.some((effect) => effect.type === 'open-attempt')) return NONE;
  const dials: Dial[] = [];
  for (const order of effects) {
    // An attempt that ended in its own step has left no chain to look at, and dials nobody.
    if (order.type !== 'open-attempt' || !state.attempts.has(order.attemptId)) continue;
    const { chain } = must(state.chains.get(order.chainId), `chain ${order.chainId}`);
    const record = must(
      chain.records.find(({ id }) => id === order.recordId),
      `record ${order.recordId}`,
    );
    dials.push({ order, chain, record });
  }
  return dials;
}
