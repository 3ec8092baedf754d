/** `2026-11-30T10:00` as clocks in the zone show this moment. */
export function localText(at: number, zone: string): string {
  const parts = new Map(
    new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    })
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/** The moment meant, to show beside it what other clocks say then; the server has the last word. */
export function momentOfText(local: string, zone: string): number | undefined {
  const wanted = Date.parse(`${local}Z`);
  if (Number.isNaN(wanted)) return undefined;
  let at = wanted;
  // Twice, for the offset may differ on the two sides of a change of the clocks.
  for (let look = 0; look < 2; look += 1) at += wanted - Date.parse(`${localText(at, zone)}Z`);
  return at;
}

const HALF_HOUR_MS = 1_800_000;

/** What most people say first: the next half hour that is not too soon. */
export const firstSuggestion = (now: number, zone: string): string =>
  localText(Math.ceil((now + HALF_HOUR_MS) / HALF_HOUR_MS) * HALF_HOUR_MS, zone);
