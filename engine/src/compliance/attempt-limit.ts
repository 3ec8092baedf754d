import type { CampaignId } from '../basics/ids.ts';
import type { Instant, Millis } from '../basics/time.ts';
import { after } from '../basics/time.ts';
import type { CallResult } from '../calling-lists/call-result.ts';
import type { Chain } from '../calling-lists/chain.ts';
import type { PastAttempt } from '../calling-lists/past-attempt.ts';
import type { CallingRecord } from '../calling-lists/record.ts';

/** At most so many attempts within a window that moves with the clock. */
export type AttemptLimit = {
  readonly id: string;
  readonly max: number;
  readonly windowMs: Millis;
  /** Those of the number that is dialed, or those of the person under any number. */
  readonly of: 'number' | 'person';
  /** Those of every campaign of the site, or those of the campaign that asks. */
  readonly across: 'site' | 'campaign';
  /** What an attempt must have come to; one that is not over yet counts whatever comes of it. */
  readonly counted: readonly CallResult[];
  /** A campaign may leave an optional rule out; a required one it may not. */
  readonly required: boolean;
  /** Not asked of an attempt that an agent waits for. */
  readonly unlessAgent?: true | undefined;
};

/** What reaches, or bothers, a person: everything but faults on the way there. */
export const BOTHERS = [
  'busy',
  'no-answer',
  'answering-machine',
  'fax',
  'overflowed',
  'abandoned',
  'dropped',
  'dropped-on-no-answer',
  'silence',
  'answer',
  'wrong-party',
  'wrong-number',
] as const satisfies readonly CallResult[];

/** Who is to be dialed, and for what. */
export type LimitQuestion = {
  readonly chain: Chain;
  readonly record: CallingRecord;
  readonly campaignId: CampaignId;
  /** Every attempt that could count, each of them once. */
  readonly past: readonly PastAttempt[];
  readonly at: Instant;
};

export type LimitAnswer = {
  readonly made: number;
  /** When the next attempt is allowed; undefined: now. */
  readonly freeAt: Instant | undefined;
};

/** How many attempts count against the limit, and when the next one is allowed. */
export function askLimit(limit: AttemptLimit, question: LimitQuestion): LimitAnswer {
  const { at } = question;
  const counted = question.past
    .filter((attempt) => counts(limit, attempt, question))
    .map(({ openedAt }) => openedAt)
    .filter((openedAt) => after(openedAt, limit.windowMs) > at)
    .sort((a, b) => b - a);
  // Once the n-th newest has left the window, there are less than n in it.
  const last = counted[limit.max - 1];
  const freeAt = last === undefined ? undefined : after(last, limit.windowMs);
  return { made: counted.length, freeAt };
}

function counts(
  limit: AttemptLimit,
  attempt: PastAttempt,
  { chain, record, campaignId }: LimitQuestion,
): boolean {
  if (limit.across === 'campaign' && attempt.campaignId !== campaignId) return false;
  if (limit.of === 'number' && attempt.phone !== record.phone) return false;
  if (limit.of === 'person' && !isOfPerson(attempt, chain)) return false;
  return attempt.result === undefined || limit.counted.includes(attempt.result);
}

const isOfPerson = ({ chainId, customerId }: PastAttempt, chain: Chain): boolean =>
  chainId === chain.id || (customerId !== undefined && customerId === chain.customerId);

/** How far back any of these looks; undefined: none is asked. */
export const lookBackMs = (limits: readonly AttemptLimit[]): Millis | undefined =>
  limits
    .map(({ windowMs }) => windowMs)
    .reduce<Millis | undefined>(
      (longest, windowMs) => (longest === undefined || windowMs > longest ? windowMs : longest),
      undefined,
    );
