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

/**
 * Asked at the moment of dialing, not only when the record was fetched. In a zone that nobody knows
 * it is never time.
 */
export function isOpen(window: CallingWindow, at: Instant): boolean {
  if (!isKnownZone(window.zone)) return false;
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

/** How far local time is ahead of UTC at this moment. */
export function offsetMs(zone: string, at: Instant): number {
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

/** The first moment from `from` on at which the window is open; undefined: it never is. */
export function openFrom(window: CallingWindow, from: Instant): Instant | undefined {
  let at = from;
  // A change of the clocks may come before the window's own beginning, hence a second and a third.
  for (let looks = 0; looks < 4; looks += 1) {
    if (isOpen(window, at)) return at;
    const next = nextOpening(window, at);
    if (next === undefined) return undefined;
    at = next;
  }
  return undefined;
}

/** When a window that is closed at `at` opens; may be early, never late. */
export function nextOpening(window: CallingWindow, at: Instant): Instant | undefined {
  const { dailyFrom, dailyTill, zone } = window;
  // An empty window never opens, nor does one that would begin and end at midnight.
  if (!isKnownZone(zone)) return undefined;
  if (dailyFrom === dailyTill || (dailyFrom === 86_400 && dailyTill === 0)) return undefined;
  const now = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const from = Temporal.PlainTime.from('00:00').add({ seconds: dailyFrom % 86_400 });
  // Where clocks change a time of day comes twice or not at all: both readings are tried, and the
  // change itself, which may open a window without passing its beginning.
  const openings = [0, 1].flatMap((days) => {
    const local = now.toPlainDate().add({ days }).toPlainDateTime(from);
    const readings = ['earlier', 'later'] as const;
    return readings.map((disambiguation) => local.toZonedDateTime(zone, { disambiguation }));
  });
  const change = now.getTimeZoneTransition('next');
  if (change !== null) openings.push(change);
  const moments = openings.map((opening) => opening.epochMilliseconds).filter((ms) => ms > at);
  return moments.length === 0 ? undefined : instant(Math.min(...moments));
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

// A memo, not state, and of true zones only: their number has an end.
const knownZones = new Set<string>();

/** The same, for whoever asks at every dial. */
export function isKnownZone(zone: string): boolean {
  if (knownZones.has(zone)) return true;
  if (!isZone(zone)) return false;
  knownZones.add(zone);
  return true;
}
