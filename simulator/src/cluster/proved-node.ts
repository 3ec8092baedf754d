import { must } from '@outpace/engine/basics/assert.ts';
import { readConfig } from '@outpace/server/config.ts';
import { SiteLease } from '@outpace/server/dialer/site-lease.ts';
import { startNode } from '@outpace/server/start-node.ts';
import { untilSignal } from '../demo-server.ts';
import { planThreads } from '../what-if/plan-threads.ts';
import { FarSwitch } from './far-switch.ts';
import { holdNoSite } from './no-epoch.ts';
import type { ProvedNodeArgs } from './proved-nodes.ts';

/*
 * A node as `npm run cluster` starts it, and as its proof kills, stops and cuts it off: the real
 * server, with a carrier in another process. It says `ready`, and ends in order at SIGTERM.
 */

const { nodeId, databaseUrl, port, carrierPort, webRoot, secretKey, without }: ProvedNodeArgs =
  JSON.parse(must(process.argv[2], 'what it is to be'));

// What the proof is worth shows when a guard is gone.
if (without === 'fence') {
  SiteLease.prototype.mayDial = () => true;
  SiteLease.prototype.mayOrder = () => true;
}

if (without === 'epoch') holdNoSite();

const config = readConfig({
  OUTPACE_NODE: nodeId,
  DATABASE_URL: databaseUrl,
  OUTPACE_SECRET_KEY: secretKey,
  OUTPACE_PORT: String(port),
  OUTPACE_LOG: 'error',
});
if (!config.ok) throw new Error(config.problem.join(' '));
const { node } = config.value;
const running = await startNode({
  config: { ...config.value, node: must(node, 'its name'), databaseUrl },
  telephony: async (siteId) => ({
    carrier: await FarSwitch.open({ port: carrierPort, by: nodeId }, siteId),
  }),
  prepareSite: async () => undefined,
  simulator: planThreads,
  ...(webRoot === undefined ? {} : { webRoot }),
});
const ended = untilSignal();
process.stdout.write('ready\n');
await ended;
await running.close();
process.exit(0);
