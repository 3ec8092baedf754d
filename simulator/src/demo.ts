import type { Config } from '@outpace/server/config.ts';
import { startServer } from '@outpace/server/main.ts';
import type { Telephony } from '@outpace/server/open-site.ts';
import { StartFault } from '@outpace/server/start-fault.ts';
import { startNode } from '@outpace/server/start-node.ts';
import { calleeOf, USUAL_MIX } from './callees.ts';
import { Carrier } from './carrier.ts';
import { demoConfig, demoParts, demoSeed, untilSignal } from './demo-server.ts';
import { realTimers } from './real-timers.ts';
import { SimulatedSwitch } from './simulated-switch.ts';

/*
 * `npm start`: the real server on a simulated carrier. People answer, do not, are busy or
 * machines, by a seed, in real time; nobody outside this machine is ever called.
 */

/** The switch of the configuration, with its phones and recordings where it has them. */
function telephony(config: Config): Telephony {
  // Nobody who means to call real people may believe that they do.
  if (config.switch.kind === 'asterisk') {
    throw new StartFault(
      '`npm start` has the simulated carrier only; OUTPACE_SWITCH is for `npm run start:voice`.',
    );
  }
  const seed = demoSeed(config);
  const people = new Carrier({
    calleeOf: (phone, dialedBefore) => calleeOf(seed, phone, dialedBefore, USUAL_MIX),
  });
  return { carrier: new SimulatedSwitch(people, realTimers()) };
}

/** One process with its site, or one of several that share the sites of a database. */
async function start(config: Config): Promise<{ readonly url: string; close(): Promise<void> }> {
  const { node, databaseUrl } = config;
  const parts = demoParts(config);
  if (node === undefined || databaseUrl === undefined) {
    return startServer({ ...parts, ...telephony(config) });
  }
  return startNode({
    ...parts,
    config: { ...config, node, databaseUrl },
    telephony: async () => telephony(config),
  });
}

try {
  const server = await start(demoConfig());
  console.log(`\nOutpace is ready on ${server.url} (simulated carrier; Ctrl+C ends it).`);
  await untilSignal();
  console.log('\nEnding …');
  await server.close();
  process.exit(0);
} catch (problem) {
  if (!(problem instanceof StartFault)) throw problem;
  console.error(problem.message);
  process.exit(69);
}
