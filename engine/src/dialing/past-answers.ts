import { hours } from '../basics/time.ts';
import type { CallResult } from '../calling-lists/call-result.ts';
import { isAbandonedResult } from '../calling-lists/call-result.ts';
import type { PastAnswers } from '../campaigns/campaign.ts';

/** US law measures over thirty days (16 CFR 310.4(b)(4)(i), 47 CFR 64.1200(a)(7)). */
export const ABANDONMENT_PERIOD_MS = hours(30 * 24);

/** How many attempts that the dialer made ended so. */
export type EndedCount = {
  readonly result: CallResult;
  /** An agent had them. */
  readonly wasConnected: boolean;
  readonly count: number;
};

/** What the law counts of these: a machine that an agent has heard is no live answer. */
export function pastAnswers(ends: readonly EndedCount[]): PastAnswers {
  let liveAnswers = 0;
  let abandoned = 0;
  for (const { result, wasConnected, count } of ends) {
    const isAbandoned = isAbandonedResult(result);
    if (isAbandoned) abandoned += count;
    if (isAbandoned || (wasConnected && !NO_PERSON.has(result))) liveAnswers += count;
  }
  return { liveAnswers, abandoned };
}

const NO_PERSON: ReadonlySet<CallResult> = new Set(['answering-machine', 'fax', 'silence']);
