import { expect, test } from 'vitest';
import { countryChoices, zoneChoices } from './countries.ts';

test('countries are called by their names, and the present one is among them', () => {
  const choices = countryChoices('FJ');
  expect(choices).toContainEqual({ value: 'GB', label: 'United Kingdom (GB)' });
  expect(choices.some(({ value }) => value === 'FJ')).toBe(true);
  expect(new Set(choices.map(({ value }) => value)).size).toBe(choices.length);
});

test('zones are those of the browser, the present one and UTC', () => {
  const zones = zoneChoices('Europe/Kyiv');
  expect(zones).toEqual(expect.arrayContaining(['America/New_York', 'Europe/Kyiv', 'UTC']));
});
