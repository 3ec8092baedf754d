import { siteId } from '@outpace/engine/basics/ids.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { siteRow } from '../store/sites.ts';
import { openTestSite, type TestSite } from '../store/test-site.ts';
import { createSite } from './new-site.ts';

let at: TestSite;
beforeAll(async () => {
  at = await openTestSite();
});
afterAll(() => at.drop());

test('an empty site has one administrator and is made once', async () => {
  const north = siteId('north');
  const made = await createSite(at.pool, north, 'North');
  expect(made).toMatchObject({
    created: true,
    people: [{ role: 'administrator', name: 'administrator' }],
  });
  expect(await siteRow(at.pool, north)).toMatchObject({ name: 'North', demo: false });
  expect(await createSite(at.pool, north, 'South')).toEqual({ created: false, people: [] });
  expect(await siteRow(at.pool, north)).toMatchObject({ name: 'North' });
});
