import { join } from 'node:path';
import { siteId } from '@outpace/engine/basics/ids.ts';
import { secretKeysOf } from '@outpace/server/secret-keys.ts';
import { StartFault } from '@outpace/server/start-fault.ts';
import { newPool } from '@outpace/server/store/database.ts';
import { startEmbedded } from '@outpace/server/store/embedded.ts';
import { migrate } from '@outpace/server/store/migrate.ts';
import { calleeOf, USUAL_MIX } from '../callees.ts';
import { demoConfig, demoParts, demoSeed, untilSignal } from '../demo-server.ts';
import { CarrierDoor } from './carrier-door.ts';
import { firstBusyPort } from './free-port.ts';
import { ProvedNode } from './proved-nodes.ts';

/*
 * `npm run cluster`: three nodes share two demo sites on one PostgreSQL and one simulated carrier,
 * each a process of its own. Any of them may be killed: calls go on, and it is started again.
 */

const NODES = 3;
/** A node that ended by itself stays away for so long, so that one can see who takes its sites. */
const AWAY_MS = 20_000;

async function run(): Promise<void> {
  const config = demoConfig();
  if (config.databaseUrl !== undefined || config.node !== undefined) {
    throw new StartFault('`npm run cluster` brings its own database and names its own nodes.');
  }
  const ports = Array.from({ length: NODES }, (_, n) => (config.port || 7_600) + 1 + n);
  const busy = await firstBusyPort(ports);
  if (busy !== undefined) throw new StartFault(`Port ${busy} is in use; set OUTPACE_PORT.`);
  const dataFolder = join(config.dataFolder, 'cluster');
  const database = await startEmbedded(dataFolder);
  const { connection } = database;
  const pool = newPool(connection);
  await migrate(pool);
  const secretKey = (await secretKeysOf({ keys: config.secretKeys, dataFolder, pool })).join('\n');
  const sites = [config.siteId, siteId('north')];
  for (const site of sites) await demoParts({ ...config, siteId: site }).prepareSite(pool);
  const seed = demoSeed(config);
  const carrier = new CarrierDoor((phone, dialedBefore) =>
    calleeOf(seed, phone, dialedBefore, USUAL_MIX),
  );
  const carrierPort = await carrier.listen();
  let isEnding = false;
  const { webRoot } = demoParts(config);
  const nodes = ports.map((port, n) => {
    const node: ProvedNode = new ProvedNode({
      ...{ nodeId: `node-${n + 1}`, port, carrierPort, webRoot, secretKey, without: undefined },
      socketPath: join(`${connection.host}`, `.s.PGSQL.${connection.port}`),
      user: `${connection.user}`,
      database: `${connection.database}`,
      onFault: (fault) => {
        // Ctrl+C reaches all of them at once.
        if (isEnding) return;
        console.log(`${fault}; it comes back in ${AWAY_MS / 1_000} s.`);
        setTimeout(() => {
          if (!isEnding) void node.start().then(() => console.log(`${node.nodeId} is back.`));
        }, AWAY_MS);
      },
    });
    return node;
  });
  await Promise.all(nodes.map((node) => node.start()));
  console.log('\nOutpace is ready, on any of these (simulated carrier; Ctrl+C ends all):');
  for (const { nodeId, url, pid } of nodes) {
    const at = sites.map((site, n) =>
      n === 0
        ? `${site}: ${url.replace('127.0.0.1', 'localhost')}`
        : `${site}: ${atSite(url, site)}`,
    );
    console.log(`  ${nodeId} (process ${pid})  ${at.join('  ')}`);
  }
  await untilSignal();
  console.log('\nEnding …');
  isEnding = true;
  for (const node of nodes) await node.drain();
  for (const node of nodes) await node.close();
  carrier.close();
  await pool.end();
  await database.stop();
}

const atSite = (url: string, site: string): string => url.replace('127.0.0.1', `${site}.localhost`);

try {
  await run();
  process.exit(0);
} catch (problem) {
  if (!(problem instanceof StartFault)) throw problem;
  console.error(problem.message);
  process.exit(69);
}
