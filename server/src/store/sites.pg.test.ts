import { siteId } from '@outpace/engine/basics/ids.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertSite, phoneSecret, siteRow } from './sites.ts';
import { openTestSite, type TestSite } from './test-site.ts';

let at: TestSite;
beforeAll(async () => {
  at = await openTestSite();
});
afterAll(() => at.drop());

test('a site is made once and keeps what it was made with', async () => {
  const north = siteId('north');
  const row = { name: 'North', demo: true, reasons: [{ code: 'lunch', label: 'Lunch' }] };
  expect(await siteRow(at.pool, north)).toBeUndefined();
  expect(await insertSite(at.pool, north, row)).toBe(true);
  expect(await insertSite(at.pool, north, { ...row, name: 'South' })).toBe(false);
  expect(await siteRow(at.pool, north)).toEqual({ ...row, resume: true });
});

test('each site has a secret of its own, which stays', async () => {
  const west = siteId('west');
  await insertSite(at.pool, west, { name: 'West', demo: false, reasons: [] });
  const secret = await phoneSecret(at.pool, west);
  expect(secret).toHaveLength(32);
  expect(await phoneSecret(at.pool, west)).toEqual(secret);
  expect(await phoneSecret(at.pool, at.site)).not.toEqual(secret);
});
