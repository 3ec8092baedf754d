import { join } from 'node:path';
import { readConfig } from '../../config.ts';
import { ownAsteriskSnippets } from './dialer-config.ts';
import { espeak } from './espeak.ts';
import { startInstance } from './instance.ts';
import { InstanceFault } from './instance-fault.ts';
import type { Program } from './run-program.ts';

/*
 * `npm run asterisk`: an Asterisk for Outpace on this machine, until Ctrl+C. With `--print`, only
 * what an Asterisk of somebody's own needs in its configuration.
 */

async function runAsterisk(): Promise<void> {
  const config = readConfig(process.env);
  if (!config.ok) throw new InstanceFault(config.problem.join('\n'));
  const { dataFolder, voiceHost } = config.value;
  const folder = join(dataFolder, 'asterisk');
  const synthesiser = await speaker();
  const onFetch = console.log;
  const instance = await startInstance({
    folder,
    role: 'dialer',
    host: voiceHost,
    synthesiser,
    onFetch,
  });
  let isEnding = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (isEnding) return;
      isEnding = true;
      console.log('\nEnding Asterisk and its calls …');
      void instance.stop();
    });
  }
  console.log(`
Asterisk ${instance.setup.tree.version} is ready (Ctrl+C ends it).
  requests  ${instance.url}, user ${instance.user}
  secret    in ${instance.secretFile}
  SIP       ${instance.sipAddress}`);
  await instance.ended();
  if (!isEnding) throw new InstanceFault('Asterisk has ended by itself.');
}

/** Without a synthesiser the messages are tones, which is no reason not to start. */
async function speaker(): Promise<Program | undefined> {
  try {
    return await espeak(console.log);
  } catch (problem) {
    if (!(problem instanceof InstanceFault)) throw problem;
    console.log(`Messages will be tones, not words. ${problem.message}`);
    return undefined;
  }
}

if (process.argv.includes('--print')) {
  console.log(ownAsteriskSnippets());
} else {
  await runAsterisk().catch((problem: unknown) => {
    if (!(problem instanceof InstanceFault)) throw problem;
    console.error(problem.message);
    process.exitCode = 69;
  });
}
