import type { PhoneNumber } from '../basics/phone-number.ts';
import type { Instant } from '../basics/time.ts';
import { hours } from '../basics/time.ts';
import type { CallerIdSet } from '../campaigns/caller-id-set.ts';

/** How often each number was shown, by hour. Every campaign of a site counts in the same book. */
export type CallerIdBook = Map<PhoneNumber, Map<number, number>>;

/** A rest is counted by whole hours: between 24 and 25 of them, never fewer. */
export const REST_HOURS = 24;
const HOUR_MS = hours(1);

export const hourOf = (at: Instant): number => Math.floor(at / HOUR_MS);

/**
 * Chooses the number that this dial shows, and counts it. Numbers that rest are passed over; when
 * all rest, the one that was shown least goes on: a person must always see a number to call back.
 */
export function showCallerId(
  book: CallerIdBook,
  set: CallerIdSet | undefined,
  phone: PhoneNumber,
  at: Instant,
): PhoneNumber | undefined {
  if (set === undefined) return undefined;
  const { showsMax = Number.POSITIVE_INFINITY } = set;
  const known = set.numbers.map((number) => ({ number, shows: showsOf(book, set, number, at) }));
  const awake = known.filter(({ shows }) => shows < showsMax);
  const isNearest = set.choice === 'nearest' && awake.length > 0;
  const fit = isNearest ? nearest(awake, phone) : awake.length > 0 ? awake : known;
  const least = Math.min(...fit.map(({ shows }) => shows));
  const chosen = fit.find(({ shows }) => shows === least)?.number;
  if (chosen !== undefined) count(hoursIn(book, set, chosen), at);
  return chosen;
}

type Known = { readonly number: PhoneNumber; readonly shows: number };

/** Those that share most leading digits with the called number: its country, area, exchange. */
function nearest(known: readonly Known[], phone: PhoneNumber): readonly Known[] {
  const shared = known.map(({ number }) => digitsShared(number, phone));
  const most = Math.max(...shared);
  return known.filter((_, index) => shared[index] === most);
}

function digitsShared(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  let shared = 0;
  while (shared < most && one[shared] === other[shared]) shared += 1;
  return shared;
}

function showsOf(book: CallerIdBook, set: CallerIdSet, number: PhoneNumber, at: Instant): number {
  const byHour = hoursIn(book, set, number);
  const since = hourOf(at) - REST_HOURS;
  let shows = 0;
  for (const [hour, times] of byHour) {
    if (hour < since) byHour.delete(hour);
    else shows += times;
  }
  return shows;
}

/** What the book knows is newer than what the plan was read with. */
function hoursIn(book: CallerIdBook, set: CallerIdSet, number: PhoneNumber): Map<number, number> {
  const byHour = book.get(number) ?? fromStore(set, number);
  book.set(number, byHour);
  return byHour;
}

const fromStore = ({ shown }: CallerIdSet, number: PhoneNumber): Map<number, number> =>
  new Map(shown.filter((shows) => shows.number === number).map(({ hour, count }) => [hour, count]));

function count(byHour: Map<number, number>, at: Instant): void {
  byHour.set(hourOf(at), (byHour.get(hourOf(at)) ?? 0) + 1);
}
