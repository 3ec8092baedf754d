import { expect, test } from 'vitest';
import { fictionalPhones } from './demo-phones.ts';

test('ten thousand numbers, each once, all of them for fiction', () => {
  const phones = fictionalPhones();
  const drawn = Array.from({ length: 10_000 }, () => phones.next().value);
  expect(new Set(drawn.map(({ phone }) => phone)).size).toBe(10_000);
  for (const { phone } of drawn) expect(phone).toMatch(/^\+1[2-9]\d\d55501\d\d$/);
});

test('the zone is that of the area code', () => {
  const zones = new Map<string, string>();
  const phones = fictionalPhones();
  for (let count = 0; count < 500; count += 1) {
    const { phone, zone } = phones.next().value;
    zones.set(phone.slice(2, 5), zone);
  }
  expect(zones.get('212')).toBe('America/New_York');
  expect(zones.get('312')).toBe('America/Chicago');
  expect(zones.get('808')).toBe('Pacific/Honolulu');
  expect(zones.get('416')).toBeUndefined();
});
