import { responseProblem } from '@outpace/engine/campaigns/response.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allResponseCategories } from '../store/responses.ts';
import { openTestSite, type TestSite } from '../store/test-site.ts';
import { DEMO_FIELDS, demoCampaigns } from './demo-campaigns.ts';
import { addDemoResponses } from './demo-responses.ts';

let at: TestSite;
beforeAll(async () => {
  at = await openTestSite();
});
afterAll(() => at.drop());

test('each campaign of the demo has a script of its own, and every text can be saved', async () => {
  const branches = await at.write((db) => addDemoResponses(db, at.site));
  const campaigns = demoCampaigns('none').map(({ name }) => name);
  expect([...branches.keys()].sort()).toEqual(campaigns.sort());
  const library = await allResponseCategories(at.pool, at.site);
  for (const [name, id] of branches) {
    expect(library.find((category) => category.id === id)).toMatchObject({
      name,
      path: ['Scripts'],
      responses: [{ title: 'Opening' }, {}, ...(name === 'Summer renewals' ? [{}] : [])],
    });
  }
  const texts = library.flatMap(({ responses }) => responses);
  expect(texts.map((text) => responseProblem(text, DEMO_FIELDS))).toEqual(
    texts.map(() => undefined),
  );
});
