import type { Millis } from '../basics/time.ts';
import type { AttemptLimit } from './attempt-limit.ts';
import type { WeeklyHours } from './hours.ts';
import type { Source } from './source.ts';

/** The laws that a campaign can name. */
export const PROFILE_IDS = ['us', 'us-debt-collection', 'uk', 'canada', 'eu'] as const;
export type ProfileId = (typeof PROFILE_IDS)[number];

/** How many persons who answered may be left without an agent, and how that is counted. */
export type AbandonmentRule = {
  /** 0 to 1, of the persons who answered. */
  readonly shareMax: number;
  /** Over which it is counted, moving with the clock. */
  readonly periodMs: Millis;
  /** From the end of the greeting to the agent. */
  readonly connectMsMax: Millis;
};

/** What one part of the country asks beyond the rest of it. */
export type RegionRules = {
  readonly hours?: WeeklyHours | undefined;
  readonly limits?: readonly AttemptLimit[] | undefined;
};

/**
 * What the law asks from a day on, until the next one of the same id. Data, not advice: the sources
 * say where it stands, and `version` is kept with every attempt that it was asked for.
 */
export type ComplianceProfile = {
  readonly id: ProfileId;
  readonly name: string;
  /** In force from this day on, UTC: `2017-03-01`. */
  readonly from: string;
  /** Of the data: another one as soon as anything in it changes. */
  readonly version: string;
  readonly sources: readonly Source[];
  readonly abandonment: AbandonmentRule;
  /** No ring is cut shorter. */
  readonly ringMsMin: Millis;
  /** Where the person is; a region's own are asked as well. */
  readonly hours: WeeklyHours;
  readonly regions: Readonly<Record<string, RegionRules>>;
  readonly limits: readonly AttemptLimit[];
  /** How long the records that prove all this must be kept. */
  readonly retentionDays: number;
};
