import { join } from 'node:path';
import { type Config, readConfig } from '@outpace/server/config.ts';
import { createDemoSite } from '@outpace/server/jobs/demo-site.ts';
import { createSite } from '@outpace/server/jobs/new-site.ts';
import type { ServerParts } from '@outpace/server/main.ts';
import { siteRow } from '@outpace/server/store/sites.ts';
import type { Pool } from 'pg';
import { planThreads } from './what-if/plan-threads.ts';

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
): Pick<ServerParts, 'config' | 'webRoot' | 'prepareSite' | 'simulator'> => ({
  config,
  webRoot: WEB_ROOT,
  prepareSite: (pool) => prepareSite(config, pool, say),
  simulator: planThreads,
});

/**
 * What a new database begins with. The demo made by itself is for a server that nobody else can
 * reach and that calls nobody; its list must not come to be dialed through somebody's carrier.
 */
export const firstSite = ({
  demo,
  loopbackOnly,
  switch: { kind },
}: Pick<Config, 'demo' | 'loopbackOnly' | 'switch'>): 'demo' | 'empty' => {
  const isHarmless = loopbackOnly && kind === 'simulated';
  return demo === 'on' || (demo === 'auto' && isHarmless) ? 'demo' : 'empty';
};

/** Fills a new database with its first site; one that has its site is left as it is. */
async function prepareSite(
  config: Config,
  pool: Pool,
  say: (sentence: string) => void,
): Promise<void> {
  const { siteId } = config;
  if ((await siteRow(pool, siteId)) !== undefined) return;
  const isDemo = firstSite(config) === 'demo';
  if (isDemo) say('Making the demo site: ten agents, three campaigns, one calling list …');
  else say(`Making the empty site "${siteId}" with one administrator …`);
  const access = isDemo
    ? await createDemoSite(pool, siteId, BANK_CONTACTS, demoSeed(config))
    : await createSite(pool, siteId, siteId);
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
