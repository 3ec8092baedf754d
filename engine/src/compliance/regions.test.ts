import { expect, test } from 'vitest';
import type { PhoneNumber } from '../basics/phone-number.ts';
import { isZone } from '../calling-lists/calling-window.ts';
import { placeOf } from './regions.ts';

// biome-ignore format: a table is read in columns.
test.each<[phone: string, region: string | undefined, zones: readonly string[]]>([
  ['+12125550100', 'US-NY', ['America/New_York']],
  ['+13055550100', 'US-FL', ['America/New_York']],
  // The Panhandle lies in two zones.
  ['+18505550100', 'US-FL', ['America/New_York', 'America/Chicago']],
  ['+14055550100', 'US-OK', ['America/Chicago']],
  ['+15145550100', 'CA-QC', ['America/Toronto']],
  ['+447700900100', 'GB', ['Europe/London']],
  ['+4930555010', 'DE', ['Europe/Berlin']],
  ['+353205550100', 'IE', ['Europe/Dublin']],
  // Toll-free numbers and whole countries of several zones tell nothing.
  ['+18005550100', undefined, []],
  ['+61255501000', undefined, []],
])('%s is of %s', (phone, region, zones) => {
  expect(placeOf(phone as PhoneNumber)).toEqual({ region, zones });
});

test('each area code lies in one region, and the calendar knows its zones', () => {
  const zones = new Set<string>();
  let regions = 0;
  for (let area = 200; area < 1_000; area += 1) {
    const place = placeOf(`+1${area}5550100` as PhoneNumber);
    if (place.region !== undefined) regions += 1;
    for (const zone of place.zones) zones.add(zone);
  }
  expect(regions).toBeGreaterThan(380);
  expect([...zones].filter((zone) => !isZone(zone))).toEqual([]);
});
