import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { expect, test } from 'vitest';
import { zoneNamed, zoneOfNumber } from './import-zone.ts';

test.each<[why: string, code: string, national: string, zone: string | undefined]>([
  ['New York', '1', '2125550142', 'America/New_York'],
  ['Chicago', '1', '3125550142', 'America/Chicago'],
  ['Arizona has no summer time', '1', '6025550142', 'America/Phoenix'],
  ['Saskatchewan has none either', '1', '3065550142', 'America/Regina'],
  ['Newfoundland keeps its half hour', '1', '7095550142', 'America/St_Johns'],
  ['a toll-free number lies nowhere', '1', '8005550142', undefined],
  ['London', '44', '2079460018', 'Europe/London'],
  ['a country of many zones', '61', '491570006', undefined],
])('%s', (_why, code, national, zone) => {
  expect(zoneOfNumber(code, national)).toBe(zone);
});

test('every area code of the United States and Canada has a zone, and every zone exists', () => {
  const missing: string[] = [];
  for (let code = 200; code < 1000; code += 1) {
    const number = parsePhoneNumberFromString(`+1${code}2345678`);
    const zone = zoneOfNumber('1', `${code}2345678`);
    if (zone !== undefined) expect(zoneNamed(zone)).toBeDefined();
    // Toll-free, personal and shared-cost numbers belong to no place.
    const here = number?.country === 'US' || number?.country === 'CA';
    const placed = number?.getType() === 'FIXED_LINE_OR_MOBILE';
    if (here && placed && number.isValid() && zone === undefined) missing.push(String(code));
  }
  expect(missing).toEqual([]);
});

test.each<[why: string, text: string, zone: string | undefined]>([
  ['a zone', 'Europe/Lisbon', 'Europe/Lisbon'],
  ['in the wrong case', 'europe/lisbon', 'Europe/Lisbon'],
  ['UTC is a zone', 'UTC', 'UTC'],
  ['an offset is none', '+05:00', undefined],
  ['a place that does not exist', 'Europe/Atlantis', undefined],
  ['a time of day is none', 't01-10', undefined],
  ['nothing', '', undefined],
])('%s', (_why, text, zone) => {
  expect(zoneNamed(text)).toBe(zone);
});
