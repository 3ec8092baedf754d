import { millis } from '@outpace/engine/basics/time.ts';
import type { Treatment } from '@outpace/engine/calling-lists/treatment.ts';
import type { TreatmentBody } from '@outpace/protocol/treatments.ts';

/** A rule as the engine knows it: its waits are durations, not just numbers. */
export function treatmentOf(rule: TreatmentBody): Treatment {
  switch (rule.action) {
    case 'redial':
    case 'retry-in':
    case 'next-in-chain-after':
      return {
        ...rule,
        intervalMs: millis(rule.intervalMs),
        incrementMs: millis(rule.incrementMs),
      };
    case 'assign-to-group':
      return { ...rule, intervalMs: millis(rule.intervalMs) };
    case 'delegate': {
      const { returnAfterMs, ...rest } = rule;
      return returnAfterMs === undefined ? rest : { ...rest, returnAfterMs: millis(returnAfterMs) };
    }
    default:
      return rule;
  }
}
