const clock = (timeZone: string | undefined, withSeconds: boolean): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    ...(withSeconds ? { second: '2-digit' } : {}),
  });

const day = (timeZone?: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', day: 'numeric', month: 'short' });

const date = (timeZone?: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'short', year: 'numeric' });

/** From here on a day without its year could be mistaken. */
const FAR_MS = 300 * 86_400_000;

/** `14:30`, in the given IANA zone or the reader's own. */
export const formatTime = (at: number, zone?: string): string => clock(zone, false).format(at);

/** `10:41:07`, the reader's own time. */
export const formatSecond = (at: number): string => clock(undefined, true).format(at);

/** `3 Oct 2026`, in the given IANA zone or the reader's own. */
export const formatDate = (at: number, zone?: string): string => date(zone).format(at);

/** The moment as one would say it `now`: `14:30`, `tomorrow 09:00`, `Thu 8 Oct 09:00`, a date. */
export function formatMoment(at: number, now: number, zone?: string): string {
  const days = day(zone);
  const time = formatTime(at, zone);
  if (days.format(at) === days.format(now)) return time;
  const tomorrow = now + 86_400_000;
  if (days.format(at) === days.format(tomorrow)) return `tomorrow ${time}`;
  if (Math.abs(at - now) > FAR_MS) return `${formatDate(at, zone)} ${time}`;
  return `${days.format(at).replace(',', '')} ${time}`;
}

/** True when clocks in that zone show something else than the reader's at this moment. */
export const isElsewhere = (at: number, zone: string): boolean =>
  formatTime(at, zone) !== formatTime(at) || formatDate(at, zone) !== formatDate(at);
