import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestSite, type TestSite } from '../store/test-site.ts';
import { noteLooser } from './loosened.ts';
import { campaignBody } from './test-campaign.ts';

let place: TestSite;
beforeAll(async () => {
  place = await openTestSite();
});
afterAll(() => place.drop());

test('what became looser is an entry of its own; where nothing did there is none', async () => {
  const { settings } = campaignBody('A', []);
  const by = { userId: 'ada' };
  const note = (looser: readonly string[]) =>
    noteLooser(place.pool, place.site, { by, subject: 'c-1', looser, settings });
  await note([]);
  await note(['hours are gone']);
  const found = await place.pool.query('select by, what, subject, detail from audit');
  const detail = { looser: ['hours are gone'] };
  expect(found.rows).toEqual([{ by: 'ada', what: 'compliance-loosened', subject: 'c-1', detail }]);
});
