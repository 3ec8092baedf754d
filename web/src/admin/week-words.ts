import { parseTimeOfDay, timeOfDayText } from './time-of-day.ts';

/** Seconds since local midnight; the end is not in it. */
export type Span = { readonly from: number; readonly till: number };
type Week = readonly (readonly Span[])[];

export const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** `09:00–12:00, 13:00–18:00`; nothing for a day without calls. */
export const spansText = (spans: readonly Span[]): string =>
  spans.map(({ from, till }) => `${timeOfDayText(from)}–${timeOfDayText(till)}`).join(', ');

/** What `spansText` shows, with any dash; undefined for what is no row of spans. */
export function parseSpans(text: string): Span[] | undefined {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.length === 1 && parts[0] === '') return [];
  const spans: Span[] = [];
  for (const part of parts) {
    const [from, till, more] = part.split(/[–—-]/).map(parseTimeOfDay);
    if (from === undefined || till === undefined || more !== undefined || from >= till) {
      return undefined;
    }
    spans.push({ from, till });
  }
  return spans;
}

const dayText = (spans: readonly Span[]): string =>
  spans.length === 0 ? 'nobody' : spansText(spans);

/** Neighbouring days that are alike together: `Mon–Fri 09:00–21:30, Sat–Sun 10:00–18:00`. */
export function weekText(days: Week): string {
  const runs: { first: number; last: number; text: string }[] = [];
  for (const [day, spans] of days.entries()) {
    const text = dayText(spans);
    const before = runs.at(-1);
    if (before?.text === text) before.last = day;
    else runs.push({ first: day, last: day, text });
  }
  if (runs.length === 1) return `every day ${runs[0]?.text}`;
  return runs.map(({ first, last, text }) => `${daysText(first, last)} ${text}`).join(', ');
}

const daysText = (first: number, last: number): string =>
  first === last ? `${DAYS[first]}` : `${DAYS[first]}–${DAYS[last]}`;

/** Whether every day of the week has the same hours. */
export const isEveryDayAlike = (days: Week): boolean => new Set(days.map(dayText)).size === 1;

/** Monday is 0, where the reader is. */
export const weekdayOf = (at: number): number => (new Date(at).getDay() + 6) % 7;

/** What holds on the reader's day: `08:00–21:00`, or `nobody is called`. */
export function todayText(days: Week, at: number): string {
  const spans = days[weekdayOf(at)] ?? [];
  return spans.length === 0 ? 'nobody is called' : spansText(spans);
}
