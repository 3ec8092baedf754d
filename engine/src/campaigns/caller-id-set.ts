import type { PhoneNumber } from '../basics/phone-number.ts';

/** Which number a called person sees: each in turn, or the one that looks nearest to theirs. */
export const CALLER_ID_CHOICES = ['in-turn', 'nearest'] as const;
export type CallerIdChoice = (typeof CALLER_ID_CHOICES)[number];

/** The numbers that a campaign calls from. */
export type CallerIdSet = {
  /** In the order of the set, 1..200. */
  readonly numbers: readonly PhoneNumber[];
  readonly choice: CallerIdChoice;
  /** A number that was shown so often within 24 hours rests; undefined: none ever rests. */
  readonly showsMax: number | undefined;
  /** How often they were shown lately, as the store counts it when the plan is read. */
  readonly shown: readonly CallerIdShows[];
};

/** How often a number was shown in an hour, which is counted from 1970. */
export type CallerIdShows = {
  readonly number: PhoneNumber;
  readonly hour: number;
  readonly count: number;
};
