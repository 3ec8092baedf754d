import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { secretKeyFile, secretsOf } from './secret-keys.ts';
import { StartFault } from './start-fault.ts';
import { newSecretKey, SecretBox } from './store/secret-box.ts';
import { openTestSite, type TestSite } from './store/test-site.ts';
import { addReceiver, TEST_SECRET } from './store/test-webhooks.ts';
import { aboutReceiver } from './store/webhooks.ts';

let at: TestSite;
beforeAll(async () => {
  at = await openTestSite();
});
afterAll(() => at.drop());
beforeEach(() => at.pool.query('delete from webhook_receivers'));

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'outpace-secrets-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

const given = (...keys: string[]) => ({ keys, dataFolder: '/nowhere', pool: at.pool });
const kept = async () => {
  const { rows } = await at.pool.query(
    'select key_id as "keyId", secret from webhook_receivers order by id',
  );
  return rows[0];
};

/** As it was before secrets were sealed. */
async function addPlain(): Promise<void> {
  await addReceiver(at, 'r-1');
  await at.pool.query('update webhook_receivers set key_id = null, secret = $1', [TEST_SECRET]);
}

test('a key is made once, for the eyes of its owner only', async () => {
  const dataFolder = await newFolder();
  const made = await secretsOf({ keys: undefined, dataFolder, pool: at.pool });
  const file = secretKeyFile(dataFolder);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await stat(join(file, '..'))).mode & 0o777).toBe(0o700);
  const again = await secretsOf({ keys: undefined, dataFolder, pool: at.pool });
  expect(again.keyId).toBe(made.keyId);
  expect(new SecretBox([(await readFile(file, 'utf8')).trim()]).keyId).toBe(made.keyId);
});

test('secrets that lie open are sealed at the start, and again with a newer key', async () => {
  await addPlain();
  const [older, newer] = [newSecretKey(), newSecretKey()];
  const before = await secretsOf(given(older));
  expect(await kept()).toMatchObject({ keyId: before.keyId });
  expect((await kept()).secret).not.toContain(TEST_SECRET);
  const after = await secretsOf(given(newer, older));
  expect(await kept()).toMatchObject({ keyId: after.keyId });
  // The older one is not needed any more.
  const last = await secretsOf(given(newer));
  expect(last.open(aboutReceiver(at.site, 'r-1'), await kept())).toBe(TEST_SECRET);
});

test('a start with another key, none, or what is none ends in one sentence', async () => {
  await addPlain();
  const { keyId } = await secretsOf(given(newSecretKey()));
  await expect(secretsOf(given(newSecretKey()))).rejects.toThrow(
    new RegExp(`^The database has secrets that were sealed with the key ${keyId}, [^.]*[.]$`),
  );
  const dataFolder = await newFolder();
  const own = { keys: undefined, dataFolder, pool: at.pool };
  await expect(secretsOf(own)).rejects.toThrow(/sealed secrets, and their key is not in/);
  await expect(stat(secretKeyFile(dataFolder))).rejects.toThrow('ENOENT');
  await at.pool.query('delete from webhook_receivers');
  await secretsOf(own);
  await writeFile(secretKeyFile(dataFolder), 'no key\n');
  await expect(secretsOf(own)).rejects.toThrow(StartFault);
});
