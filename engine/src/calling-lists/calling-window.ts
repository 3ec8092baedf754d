import type { Instant } from '../basics/time.ts';
import { instant } from '../basics/time.ts';

/** When a record may be called, in its own zone. */
export type CallingWindow = {
  /** IANA zone, e.g. `Europe/Lisbon`. */
  readonly zone: string;
  /** Seconds since local midnight, 0..86400. */
  readonly dailyFrom: number;
  /** Exclusive, seconds since local midnight, 0..86400. Before `dailyFrom`: through midnight. */
  readonly dailyTill: number;
};

/** Asked at the moment of dialing, not only when the record was fetched. */
export function isOpen(window: CallingWindow, at: Instant): boolean {
  const { dailyFrom: from, dailyTill: till } = window;
  const time = secondOfDay(window.zone, at);
  return from <= till ? from <= time && time < till : from <= time || time < till;
}

/** Local time of day, seconds since midnight as the clock on the wall shows it. */
export function secondOfDay(zone: string, at: Instant): number {
  const local = Math.floor((at + offsetMs(zone, at)) / 1_000);
  return ((local % 86_400) + 86_400) % 86_400;
}

type OffsetSpan = { readonly from: Instant; readonly until: Instant; readonly offsetMs: number };

// A memo, not state: the answer depends on nothing but the arguments. One entry per zone, and an
// offset holds until the zone's next transition, so a dial does not pay for a calendar.
const spans = new Map<string, OffsetSpan>();

function offsetMs(zone: string, at: Instant): number {
  const known = spans.get(zone);
  if (known !== undefined && known.from <= at && at < known.until) return known.offsetMs;
  const span = spanAt(zone, at);
  spans.set(zone, span);
  return span.offsetMs;
}

function spanAt(zone: string, at: Instant): OffsetSpan {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const next = local.getTimeZoneTransition('next');
  return {
    from: at,
    until: instant(next === null ? Number.MAX_SAFE_INTEGER : next.epochMilliseconds),
    offsetMs: local.offsetNanoseconds / 1_000_000,
  };
}

/** Whether a zone is known to the calendar. */
export function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch (problem) {
    if (problem instanceof RangeError) return false;
    throw problem;
  }
}
