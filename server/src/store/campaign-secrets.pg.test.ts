import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoCampaigns } from '../jobs/demo-campaigns.ts';
import { campaignSecret, saveCampaignSecret } from './campaign-secrets.ts';
import { deleteCampaign, insertCampaign } from './campaigns.ts';
import { newSecretKey, SecretBox } from './secret-box.ts';
import { openTestSite, type TestSite } from './test-site.ts';

let at: TestSite;
const secrets = new SecretBox([newSecretKey()]);
beforeAll(async () => {
  at = await openTestSite();
});
afterAll(() => at.drop());

test('the last secret stands, and goes with its campaign', async () => {
  const { pool, site } = at;
  const [demo] = demoCampaigns('none');
  if (demo === undefined) throw new Error('the demo has campaigns');
  await insertCampaign(pool, site, 'c-1', { ...demo, lists: [] });
  const secret = () => campaignSecret(pool, secrets, site, 'c-1');
  expect(await secret()).toBeUndefined();
  await saveCampaignSecret(pool, secrets, site, 'c-1', 'one');
  await saveCampaignSecret(pool, secrets, site, 'c-1', 'two');
  expect(await secret()).toBe('two');
  const { rows } = await pool.query('select key_id, secret from campaign_secrets');
  expect(rows).toEqual([{ key_id: secrets.keyId, secret: expect.not.stringMatching(/^two$/) }]);
  await saveCampaignSecret(pool, secrets, site, 'c-1', null);
  expect(await secret()).toBeUndefined();
  await saveCampaignSecret(pool, secrets, site, 'c-1', 'three');
  await deleteCampaign(pool, site, 'c-1');
  expect(await secret()).toBeUndefined();
});
