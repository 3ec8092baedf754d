import { zoneOfNumber } from './import-zone.ts';

/** Zones of the United States that area codes lie in. */
const ZONES = new Set([
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Boise',
  'America/Phoenix',
  'America/Los_Angeles',
  'America/Anchorage',
  'Pacific/Honolulu',
]);

export type DemoPhone = { readonly phone: string; readonly zone: string };

/** Every area code of the United States with its zone, in order. */
const areaCodes = (): readonly { readonly code: string; readonly zone: string }[] =>
  Array.from({ length: 800 }, (_, index) => String(200 + index)).flatMap((code) => {
    const zone = zoneOfNumber('1', `${code}5550100`);
    return zone !== undefined && ZONES.has(zone) ? [{ code, zone }] : [];
  });

/**
 * Numbers that nobody has: 555-0100 to 555-0199 is kept for fiction in every area code of North
 * America. Each number comes once, and neighbours lie in different area codes.
 */
export function* fictionalPhones(): Generator<DemoPhone, never> {
  const codes = areaCodes();
  for (let line = 0; line < 100; line += 1) {
    for (const { code, zone } of codes) {
      yield { phone: `+1${code}55501${String(line).padStart(2, '0')}`, zone };
    }
  }
  throw new Error('bug: the demo needs more numbers than there are for fiction');
}
