import type { Instant, Millis } from '../basics/time.ts';
import { hours } from '../basics/time.ts';
import type { CallResult } from '../calling-lists/call-result.ts';
import { isAbandonedResult } from '../calling-lists/call-result.ts';
import type { PastAnswers } from '../campaigns/campaign.ts';
import type { CampaignRules } from '../compliance/campaign-rules.ts';
import { profileAt } from '../compliance/profiles/all-profiles.ts';

/** US law measures over thirty days (16 CFR 310.4(b)(4)(i), 47 CFR 64.1200(a)(7)). */
export const ABANDONMENT_PERIOD_MS = hours(30 * 24);

/** Over how long a campaign's abandoned are counted: as its law has it, where it names one. */
export const abandonmentPeriodMs = (rules: CampaignRules | undefined, at: Instant): Millis =>
  rules === undefined ? ABANDONMENT_PERIOD_MS : profileAt(rules.profile, at).abandonment.periodMs;

/** How many attempts that the dialer made ended so. */
export type EndedCount = {
  /** As the agent says who has talked with them, else as the switch says. */
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
    if (isAbandoned || (wasConnected && !isNoPerson(result))) liveAnswers += count;
  }
  return { liveAnswers, abandoned };
}

/** Nobody was there to speak with, whoever says so. */
export const isNoPerson = (result: CallResult): boolean => NO_PERSON.has(result);

const NO_PERSON: ReadonlySet<CallResult> = new Set(['answering-machine', 'fax', 'silence']);
