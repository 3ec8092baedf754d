import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { parseSecretKeys } from './secret-key-text.ts';
import { StartFault } from './start-fault.ts';
import { hasSealedSecrets, sealSecrets } from './store/seal-secrets.ts';
import { newSecretKey, SecretBox } from './store/secret-box.ts';

/** Beside the database that it is for, and in no copy of it. */
export const secretKeyFile = (dataFolder: string): string => join(dataFolder, 'secrets', 'key');

export type SecretPlace = {
  /** Those of the configuration; undefined: the data folder has one, or is given one. */
  readonly keys: readonly string[] | undefined;
  readonly dataFolder: string;
  /** Migrated. */
  readonly pool: Pool;
};

/**
 * What opens the secrets of the database, all of which are sealed after it. Throws a `StartFault`
 * with one sentence when they cannot be opened.
 */
export async function secretsOf(place: SecretPlace): Promise<SecretBox> {
  const secrets = new SecretBox(await secretKeysOf(place));
  await sealSecrets(place.pool, secrets);
  return secrets;
}

/** Of which the first seals. The data folder is given one where it has none, and none is needed. */
export async function secretKeysOf({
  keys,
  dataFolder,
  pool,
}: SecretPlace): Promise<readonly string[]> {
  return keys ?? ownKeys(secretKeyFile(dataFolder), pool);
}

async function ownKeys(file: string, pool: Pool): Promise<readonly string[]> {
  const text = await readFile(file, 'utf8').catch((problem: NodeJS.ErrnoException) => {
    if (problem.code === 'ENOENT') return undefined;
    throw new StartFault(`The key in ${file} cannot be read.`, { cause: problem });
  });
  if (text === undefined) return [await makeKey(file, pool)];
  const keys = parseSecretKeys(text);
  if (keys === undefined) throw new StartFault(`There is no key in ${file}.`);
  return keys;
}

async function makeKey(file: string, pool: Pool): Promise<string> {
  // A new one would open nothing of what is there, and hide that the right one is missing.
  if (await hasSealedSecrets(pool)) {
    throw new StartFault(
      `The database has sealed secrets, and their key is not in ${file}: put it there, or give ` +
        'it in OUTPACE_SECRET_KEY_FILE.',
    );
  }
  const key = newSecretKey();
  try {
    await mkdir(join(file, '..'), { recursive: true, mode: 0o700 });
    await writeFile(file, `${key}\n`, { mode: 0o600, flag: 'wx' });
  } catch (cause) {
    throw new StartFault(`The key of the secrets cannot be written to ${file}.`, { cause });
  }
  return key;
}
