import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoCampaigns } from '../jobs/demo-campaigns.ts';
import { insertCallingList } from './calling-lists.ts';
import {
  allCampaigns,
  campaignRow,
  deleteCampaign,
  insertCampaign,
  updateCampaign,
} from './campaigns.ts';
import { granted, listBody, openTestSite, type TestSite } from './test-site.ts';

let at: TestSite;
beforeAll(async () => {
  at = await openTestSite();
  for (const id of ['l-1', 'l-2']) {
    granted(await insertCallingList(at.pool, at.site, id, listBody(id)));
  }
});
afterAll(() => at.drop());

const body = (name: string, ...listIds: readonly string[]) => {
  const [demo] = demoCampaigns('none');
  if (demo === undefined) throw new Error('the demo has campaigns');
  const lists = listIds.map((listId, place) => ({ listId, weight: place, attemptsMax: 3 }));
  return { ...demo, name, lists };
};

test('a campaign keeps its settings and the order of its lists', async () => {
  const { pool, site } = at;
  await insertCampaign(pool, site, 'c-1', body('One', 'l-2', 'l-1'));
  const row = { ...body('One', 'l-2', 'l-1'), id: 'c-1', version: 1 };
  expect(await campaignRow(pool, site, 'c-1')).toEqual(row);
  expect(await allCampaigns(pool, site)).toContainEqual(row);
  granted(await updateCampaign(pool, site, 'c-1', 1, body('One', 'l-1')));
  expect(await campaignRow(pool, site, 'c-1')).toMatchObject({
    version: 2,
    lists: [{ listId: 'l-1' }],
  });
});

test('a campaign goes with its lists, which stay', async () => {
  const { pool, site } = at;
  await insertCampaign(pool, site, 'c-2', body('Two', 'l-1'));
  granted(await at.write((db) => deleteCampaign(db, site, 'c-2')));
  expect(await campaignRow(pool, site, 'c-2')).toBeUndefined();
  expect((await pool.query(`select 1 from calling_lists where id = 'l-1'`)).rowCount).toBe(1);
});
