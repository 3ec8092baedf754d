import { instant } from '@outpace/engine/basics/time.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoCampaigns } from '../jobs/demo-campaigns.ts';
import { saveCampaignSecret } from '../store/campaign-secrets.ts';
import { insertCampaign } from '../store/campaigns.ts';
import { newSecretKey, SecretBox } from '../store/secret-box.ts';
import { openTestSite, type TestSite } from '../store/test-site.ts';
import { newValidator } from './new-validator.ts';
import { TestValidation } from './test-validation.ts';

const secrets = new SecretBox([newSecretKey()]);
let at: TestSite;
let server: TestValidation;
beforeAll(async () => {
  at = await openTestSite();
  server = await TestValidation.open();
});
afterAll(async () => {
  await server.close();
  await at.drop();
});

test('a secret that is changed is shown with the next question', async () => {
  const { pool, site } = at;
  const [demo] = demoCampaigns('none');
  if (demo === undefined) throw new Error('the demo has campaigns');
  await insertCampaign(pool, site, 'campaign-1', { ...demo, lists: [] });
  const validator = newValidator({
    ...{ pool, secrets, siteId: site, outside: { hosts: ['127.0.0.1'] } },
    clock: { now: () => instant(0) },
  });
  for (const secret of ['one', 'two']) {
    await saveCampaignSecret(pool, secrets, site, 'campaign-1', secret);
    await validator.ask(server.question({ secretHeader: 'x-key' }));
  }
  expect(server.asked.map(({ headers }) => headers['x-key'])).toEqual(['one', 'two']);
  validator.close();
});
