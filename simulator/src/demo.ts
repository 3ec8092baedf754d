import { join } from 'node:path';
import { readConfig } from '@outpace/server/config.ts';
import { createDemoSite } from '@outpace/server/jobs/demo-site.ts';
import { type ServerParts, startServer } from '@outpace/server/main.ts';
import { StartFault } from '@outpace/server/start-fault.ts';
import { siteRow } from '@outpace/server/store/sites.ts';
import { StoreStartFault } from '@outpace/server/store/store-start-fault.ts';
import type { Pool } from 'pg';
import { calleeOf, USUAL_MIX } from './callees.ts';
import { Carrier } from './carrier.ts';
import { realTimers } from './real-timers.ts';
import { SimulatedSwitch } from './simulated-switch.ts';

/*
 * `npm start`: the real server on a simulated carrier. People answer, do not, are busy or
 * machines, by a seed, in real time; nobody outside this machine is ever called.
 */

const BANK_CONTACTS = join(import.meta.dirname, 'demo', 'bank-marketing.csv.gz');
const WEB_ROOT = join(import.meta.dirname, '..', '..', 'web', 'dist');
/** People of the demo are the same at every start unless OUTPACE_SEED says otherwise. */
const USUAL_SEED = 7_600;

const config = read();
const seed = config.seed ?? USUAL_SEED;

/** Fills a new database with the demo site; one that has its site is left as it is. */
async function prepareSite(pool: Pool): Promise<void> {
  if ((await siteRow(pool, config.siteId)) !== undefined) return;
  const mayDemo = config.demo === 'on' || (config.demo === 'auto' && config.loopbackOnly);
  if (!mayDemo) {
    throw new StoreStartFault(
      `There is no site "${config.siteId}" in the database; OUTPACE_DEMO=on makes a demo site.`,
    );
  }
  console.log('Making the demo site: ten agents, three campaigns, one calling list …');
  const access = await createDemoSite(pool, config.siteId, BANK_CONTACTS, seed);
  console.log('\nSign-in details, shown this once:');
  for (const { name, role, password } of access.people) {
    console.log(`  ${role.padEnd(14)} ${name.padEnd(18)} ${password}`);
  }
}

function read() {
  const found = readConfig(process.env);
  if (found.ok) return found.value;
  for (const problem of found.problem) console.error(problem);
  process.exit(78);
}

/** The switch of the configuration, with its phones and recordings where it has them. */
function telephony(): Pick<ServerParts, 'carrier' | 'phones' | 'recordings'> {
  // Nobody who means to call real people may believe that they do.
  if (config.switch.kind === 'asterisk') {
    throw new StartFault('`npm start` has the simulated carrier only; leave OUTPACE_SWITCH out.');
  }
  const people = new Carrier({
    calleeOf: (phone, dialedBefore) => calleeOf(seed, phone, dialedBefore, USUAL_MIX),
  });
  return { carrier: new SimulatedSwitch(people, realTimers()) };
}

try {
  const parts = { config, webRoot: WEB_ROOT, prepareSite };
  const server = await startServer({ ...parts, ...telephony() });
  let isEnding = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (isEnding) return;
      isEnding = true;
      console.log('\nEnding …');
      void server.close().then(() => process.exit(0));
    });
  }
  console.log(`\nOutpace is ready on ${server.url} (simulated carrier; Ctrl+C ends it).`);
} catch (problem) {
  if (!(problem instanceof StartFault)) throw problem;
  console.error(problem.message);
  process.exit(69);
}
