import { join } from 'node:path';
import { type Config, readConfig } from '@outpace/server/config.ts';
import { createDemoSite } from '@outpace/server/jobs/demo-site.ts';
import type { ServerParts } from '@outpace/server/main.ts';
import { siteRow } from '@outpace/server/store/sites.ts';
import { StoreStartFault } from '@outpace/server/store/store-start-fault.ts';
import type { Pool } from 'pg';

const BANK_CONTACTS = join(import.meta.dirname, 'demo', 'bank-marketing.csv.gz');
const WEB_ROOT = join(import.meta.dirname, '..', '..', 'web', 'dist');
/** People of the demo are the same at every start unless OUTPACE_SEED says otherwise. */
const USUAL_SEED = 7_600;

export const demoSeed = ({ seed }: Config): number => seed ?? USUAL_SEED;

/** The configuration of the environment; one that does not fit ends the process. */
export function demoConfig(): Config {
  const found = readConfig(process.env);
  if (found.ok) return found.value;
  for (const problem of found.problem) console.error(problem);
  process.exit(78);
}

/** What a server of the demo is made of, whatever it dials with. */
export const demoParts = (
  config: Config,
  say: (sentence: string) => void = console.log,
): Pick<ServerParts, 'config' | 'webRoot' | 'prepareSite'> => ({
  config,
  webRoot: WEB_ROOT,
  prepareSite: (pool) => prepareSite(config, pool, say),
});

/** Fills a new database with the demo site; one that has its site is left as it is. */
async function prepareSite(
  config: Config,
  pool: Pool,
  say: (sentence: string) => void,
): Promise<void> {
  if ((await siteRow(pool, config.siteId)) !== undefined) return;
  const mayDemo = config.demo === 'on' || (config.demo === 'auto' && config.loopbackOnly);
  if (!mayDemo) {
    throw new StoreStartFault(
      `There is no site "${config.siteId}" in the database; OUTPACE_DEMO=on makes a demo site.`,
    );
  }
  say('Making the demo site: ten agents, three campaigns, one calling list …');
  const access = await createDemoSite(pool, config.siteId, BANK_CONTACTS, demoSeed(config));
  say('\nSign-in details, shown this once:');
  for (const { name, role, password } of access.people) {
    say(`  ${role.padEnd(14)} ${name.padEnd(18)} ${password}`);
  }
}

/** Resolves with the first signal to end; later ones do not cut the end short. */
export function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => resolve());
    }
  });
}
