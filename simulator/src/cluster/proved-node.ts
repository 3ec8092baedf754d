import { must } from '@outpace/engine/basics/assert.ts';
import { readConfig } from '@outpace/server/config.ts';
import { SiteLease } from '@outpace/server/dialer/site-lease.ts';
import { startNode } from '@outpace/server/start-node.ts';
import { checksumOf, ownMigrations } from '@outpace/server/store/migrate.ts';
import { untilSignal } from '../demo-server.ts';
import { planThreads } from '../what-if/plan-threads.ts';
import { FarSwitch } from './far-switch.ts';
import { holdNoSite } from './no-epoch.ts';
import type { ProvedNodeArgs } from './proved-nodes.ts';

/*
 * A node as `npm run cluster` starts it, and as its proof kills, stops and cuts it off: the real
 * server, with a carrier in another process. It says `ready`, and ends in order at SIGTERM.
 */

const args: ProvedNodeArgs = JSON.parse(must(process.argv[2], 'what it is to be'));
const { nodeId, databaseUrl, port, carrierPort, webRoot, isNewer, secretKey, without } = args;

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
const migrations = await ownMigrations();
const version = must(migrations.at(-1), 'the newest').version + 1;
const sql = 'create table of_a_newer_release (id int primary key)';
const later = { version, name: 'later.sql', sql, checksum: checksumOf(sql) };
const running = await startNode({
  config: { ...config.value, node: must(node, 'its name'), databaseUrl },
  telephony: async (siteId) => ({
    carrier: await FarSwitch.open({ port: carrierPort, by: nodeId }, siteId),
  }),
  prepareSite: async () => undefined,
  simulator: planThreads,
  migrations: isNewer === true ? [...migrations, later] : migrations,
  ...(webRoot === undefined ? {} : { webRoot }),
});
const ended = untilSignal();
process.stdout.write('ready\n');
await ended;
await running.close();
process.exit(0);
