import { readConfig } from './config.ts';
import { secretKeyFile } from './secret-keys.ts';
import { StartFault } from './start-fault.ts';
import { backUp } from './store/backup.ts';

/* `npm run backup -- FOLDER`: a copy of the embedded database, while Outpace works with it. */

async function run(folder: string | undefined): Promise<void> {
  if (folder === undefined) throw new StartFault('Where to? npm run backup -- FOLDER');
  const config = readConfig(process.env);
  if (!config.ok) throw new StartFault(config.problem.join('\n'));
  const { databaseUrl, dataFolder, secretKeys } = config.value;
  if (databaseUrl !== undefined) {
    throw new StartFault('This database is a server of yours: pg_dump or pg_basebackup copy it.');
  }
  const { directory, files, bytes, ms } = await backUp(dataFolder, folder);
  const megabytes = (bytes / 1_000_000).toFixed(1);
  console.log(`${directory}: ${files} files, ${megabytes} MB, in ${(ms / 1_000).toFixed(1)} s.`);
  console.log(`It is a data directory: OUTPACE_DATA=${directory} npm start`);
  if (secretKeys !== undefined) return;
  const [key, copy] = [secretKeyFile(dataFolder), secretKeyFile(directory)];
  console.log(`The key of its secrets is not in it: keep ${key} apart, for ${copy} of a restore.`);
}

try {
  await run(process.argv[2]);
} catch (problem) {
  if (!(problem instanceof StartFault)) throw problem;
  console.error(problem.message);
  process.exitCode = 1;
}
