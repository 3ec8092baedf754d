import { expect, test } from 'vitest';
import { BLANK_CAMPAIGN } from './campaign-defaults.ts';
import { LIMIT_FIELDS, limitShown, limitStored, limitWarning, rangeWords } from './limit-fields.ts';

const { limits } = BLANK_CAMPAIGN.settings;

test('every limit has a field, and what is shown is stored again as it was', () => {
  expect(LIMIT_FIELDS.map(({ key }) => key).toSorted()).toEqual(Object.keys(limits).toSorted());
  for (const field of LIMIT_FIELDS) {
    expect(limitStored(field, limitShown(field, limits)), field.key).toBe(limits[field.key]);
  }
});

test('times are shown in seconds and shares in percent', () => {
  const shown = Object.fromEntries(
    LIMIT_FIELDS.map((field) => [field.key, limitShown(field, limits)]),
  );
  expect(shown).toMatchObject({ ringMs: 25, connectMsMax: 2, abandonShareMax: 3, attemptsMax: 30 });
});

test('the defaults stay inside the law, and leaving it is said', () => {
  const warned = (changed: Partial<typeof limits>) =>
    LIMIT_FIELDS.filter((field) => limitWarning(field, { ...limits, ...changed }) !== undefined);
  expect(warned({})).toEqual([]);
  expect(warned({ connectMsMax: 3_000 }).map(({ key }) => key)).toEqual(['connectMsMax']);
  expect(warned({ abandonShareMax: 0.05 }).map(({ key }) => key)).toEqual(['abandonShareMax']);
});

test('the range is told with its unit', () => {
  expect(LIMIT_FIELDS.slice(0, 5).map(rangeWords)).toEqual([
    '15 to 120 s',
    '0 to 10 s',
    '0 to 100 %',
    '0 to 10 s',
    '1 to 10,000',
  ]);
});
