import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoCampaigns } from '../jobs/demo-campaigns.ts';
import { campaignSecret, saveCampaignSecret } from './campaign-secrets.ts';
import { insertCampaign } from './campaigns.ts';
import { hasSealedSecrets, sealSecrets } from './seal-secrets.ts';
import { newSecretKey, SecretBox } from './secret-box.ts';
import { StoreStartFault } from './store-start-fault.ts';
import { openTestSite, type TestSite } from './test-site.ts';

let at: TestSite;
beforeAll(async () => {
  at = await openTestSite();
});
afterAll(() => at.drop());

test('whatever is not sealed with the key of today is, and unknown keys are told', async () => {
  const { pool, site } = at;
  const [demo] = demoCampaigns('none');
  if (demo === undefined) throw new Error('the demo has campaigns');
  const [older, newer] = [newSecretKey(), newSecretKey()];
  const before = new SecretBox([older]);
  expect(await hasSealedSecrets(pool)).toBe(false);
  for (const [id, secret] of [
    ['c-1', 'plain'],
    ['c-2', 'sealed'],
  ] as const) {
    await insertCampaign(pool, site, id, { ...demo, name: id, lists: [] });
    await saveCampaignSecret(pool, before, site, id, secret);
  }
  await pool.query(
    "update campaign_secrets set key_id = null, secret = 'plain' where campaign_id = 'c-1'",
  );
  await expect(sealSecrets(pool, new SecretBox([newer]))).rejects.toThrow(StoreStartFault);
  const after = new SecretBox([newer, older]);
  await sealSecrets(pool, after);
  const { rows } = await pool.query('select key_id from campaign_secrets');
  expect(rows).toEqual([{ key_id: after.keyId }, { key_id: after.keyId }]);
  expect(await campaignSecret(pool, after, site, 'c-1')).toBe('plain');
  expect(await campaignSecret(pool, after, site, 'c-2')).toBe('sealed');
  expect(await hasSealedSecrets(pool)).toBe(true);
});
