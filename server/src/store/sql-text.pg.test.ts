import { afterAll, beforeAll, expect, test } from 'vitest';
import { isoText, msBetween } from './sql-text.ts';
import { openTestSite, type TestSite } from './test-site.ts';

let at: TestSite;
beforeAll(async () => {
  at = await openTestSite();
});
afterAll(() => at.drop());

const selected = async (expression: string): Promise<unknown> =>
  (await at.pool.query(`select ${expression} as value`)).rows[0].value;

test.each([
  [`'2026-01-05T10:00:00.5+01'::timestamptz`, '2026-01-05T09:00:00.500Z'],
  [`'-infinity'::timestamptz`, null],
  ['null::timestamptz', null],
])('%s as text', async (column, text) => {
  expect(await selected(isoText(column))).toBe(text);
});

test.each([
  [`'2026-01-05T10:00:00Z'::timestamptz`, `'2026-01-05T10:00:01.250Z'::timestamptz`, 1_250],
  ['null::timestamptz', `'2026-01-05T10:00:00Z'::timestamptz`, 0],
])('ms from %s', async (from, until, ms) => {
  expect(await selected(msBetween(from, until))).toBe(ms);
});
