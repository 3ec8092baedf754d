import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestSite, type TestSite } from './test-site.ts';
import { missingOrChanged } from './versioned.ts';

let at: TestSite;
beforeAll(async () => {
  at = await openTestSite();
  await at.addUser('ana');
});
afterAll(() => at.drop());

test.each([
  ['ana', 'CHANGED_MEANWHILE'],
  ['nobody', 'NOT_FOUND'],
])('%s', async (id, code) => {
  expect(await missingOrChanged(at.pool, 'users', at.site, id)).toEqual({ code });
});
