import { type Instant, instant } from '@outpace/engine/basics/time.ts';

/** What the driver makes of a timestamptz: a Date, or an infinite number. */
export type Timestamp = Date | number;

/** A moment as PostgreSQL reads it. 1970 and before is `-infinity`: due since ever. */
export function toTimestamp(at: Instant): string {
  return at <= 0 ? '-infinity' : new Date(at).toISOString();
}

export const toTimestampOrNull = (at: Instant | undefined): string | null =>
  at === undefined ? null : toTimestamp(at);

/** `-infinity` is instant 0, so that every instant in code is a finite number of ms. */
export function toInstant(value: Timestamp): Instant {
  const ms = typeof value === 'number' ? value : value.getTime();
  return instant(Number.isFinite(ms) ? ms : 0);
}

export const toInstantOrUndefined = (value: Timestamp | null): Instant | undefined =>
  value === null ? undefined : toInstant(value);
