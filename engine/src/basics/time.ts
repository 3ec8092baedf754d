import type { Branded } from './ids.ts';

/** A moment, ms since 1970-01-01T00:00Z. Only events bring one in: the engine has no clock. */
export type Instant = Branded<number, 'instant'>;

/** A duration, ms. */
export type Millis = Branded<number, 'millis'>;

export const instant = (ms: number): Instant => ms as Instant;
export const millis = (ms: number): Millis => ms as Millis;
export const seconds = (count: number): Millis => millis(count * 1_000);
export const minutes = (count: number): Millis => seconds(count * 60);
export const hours = (count: number): Millis => minutes(count * 60);

export const after = (at: Instant, wait: Millis): Instant => instant(at + wait);
export const elapsed = (from: Instant, until: Instant): Millis => millis(until - from);
export const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);
export const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);
