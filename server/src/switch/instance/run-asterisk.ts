import { join } from 'node:path';
import { readConfig } from '../../config.ts';
import { StartFault } from '../../start-fault.ts';
import { asteriskTree } from './asterisk-tree.ts';
import { ownAsteriskSnippets } from './dialer-config.ts';
import { espeakOrTones } from './espeak.ts';
import { startInstance } from './instance.ts';
import { InstanceFault } from './instance-fault.ts';

/*
 * `npm run asterisk`: an Asterisk for Outpace on this machine, until Ctrl+C. With `--print`, only
 * what an Asterisk of somebody's own needs in its configuration.
 */

async function runAsterisk(): Promise<void> {
  const config = readConfig(process.env);
  if (!config.ok) throw new InstanceFault(config.problem.join('\n'));
  const { dataFolder, phoneHost, voiceHost } = config.value;
  const folder = join(dataFolder, 'asterisk');
  const onFetch = console.log;
  const synthesiser = await espeakOrTones(onFetch);
  await asteriskTree(onFetch);
  // From here on something may be running that has to be ended.
  const signalled = untilSignal();
  const place = { folder, host: voiceHost, phoneHost, onMove: console.log };
  const instance = await startInstance({ ...place, role: 'dialer', synthesiser });
  console.log(`
Asterisk ${instance.setup.tree.version} is ready (Ctrl+C ends it).
Its SIP is on ${instance.sipAddress}.
To dial with it, start Outpace with these:
  OUTPACE_SWITCH=asterisk
  OUTPACE_ASTERISK_URL=${instance.url}
  OUTPACE_ASTERISK_USER=${instance.user}
  OUTPACE_ASTERISK_SECRET_FILE=${instance.secretFile}`);
  const reason = await Promise.race([signalled, instance.ended()]);
  if (reason === 'ended') throw new InstanceFault('Asterisk has ended by itself.');
  console.log('\nEnding Asterisk and its calls …');
  await instance.stop();
}

function untilSignal(): Promise<'signalled'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => resolve('signalled'));
    }
  });
}

if (process.argv.includes('--print')) {
  console.log(ownAsteriskSnippets());
} else {
  await runAsterisk().catch((problem: unknown) => {
    if (!(problem instanceof StartFault)) throw problem;
    console.error(problem.message);
    process.exitCode = 69;
  });
}
