import type { Result } from './result.ts';
import { fail, ok } from './result.ts';
import type { Instant } from './time.ts';
import { instant } from './time.ts';

/** A time as people say it: what a clock shows in a zone. */
export type LocalTime = {
  /** `2026-11-30T10:00`, to the minute. */
  readonly local: string;
  /** IANA zone, e.g. `Europe/Lisbon`. */
  readonly zone: string;
  /** Which of two is meant, where clocks go back and the hour comes twice. */
  readonly reading: 'earlier' | 'later' | undefined;
};

/** `skipped`: clocks go forward over this time; `twice`: they go back, and nobody said which. */
export type LocalTimeProblem = 'malformed' | 'skipped' | 'twice';

const FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;

/** The moment that is meant. */
export function momentOf(time: LocalTime): Result<Instant, LocalTimeProblem> {
  const plain = parsePlain(time.local);
  if (plain === undefined) return fail('malformed');
  try {
    const first = plain.toZonedDateTime(time.zone, { disambiguation: 'earlier' });
    const second = plain.toZonedDateTime(time.zone, { disambiguation: 'later' });
    if (first.epochMilliseconds === second.epochMilliseconds) return ok(asInstant(first));
    if (!second.toPlainDateTime().equals(plain)) return fail('skipped');
    if (time.reading === undefined) return fail('twice');
    return ok(asInstant(time.reading === 'earlier' ? first : second));
  } catch (problem) {
    // The calendar says so of a zone that it does not know.
    if (problem instanceof RangeError) return fail('malformed');
    throw problem;
  }
}

/** What clocks in the zone show at this moment, exact also where an hour comes twice. */
export function localTimeOf(at: Instant, zone: string): LocalTime {
  const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const plain = there.toPlainDateTime();
  const local = plain.toString({ smallestUnit: 'minute' });
  const first = plain.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const second = plain.toZonedDateTime(zone, { disambiguation: 'later' });
  if (first.epochMilliseconds === second.epochMilliseconds) {
    return { local, zone, reading: undefined };
  }
  const isFirst = first.epochMilliseconds === there.epochMilliseconds;
  return { local, zone, reading: isFirst ? 'earlier' : 'later' };
}

/** The first moment after a time that clocks go over, or the first of two: what could be meant. */
export function nearestMoment({ local, zone }: LocalTime): Instant | undefined {
  const plain = parsePlain(local);
  if (plain === undefined) return undefined;
  const first = plain.toZonedDateTime(zone, { disambiguation: 'earlier' });
  // Read by the clock before the change, a time that is left out is as long after it.
  if (first.toPlainDateTime().equals(plain)) return asInstant(first);
  return asInstant(plain.toZonedDateTime(zone, { disambiguation: 'later' }));
}

function parsePlain(local: string): Temporal.PlainDateTime | undefined {
  if (!FORM.test(local)) return undefined;
  try {
    return Temporal.PlainDateTime.from(local, { overflow: 'reject' });
  } catch (problem) {
    if (problem instanceof RangeError) return undefined;
    throw problem;
  }
}

const asInstant = (there: Temporal.ZonedDateTime): Instant => instant(there.epochMilliseconds);
