import type { SiteId } from '@outpace/engine/basics/ids.ts';
import type { Config, SwitchChoice } from '@outpace/server/config.ts';
import { startServer } from '@outpace/server/main.ts';
import type { Telephony } from '@outpace/server/open-site.ts';
import { readSettingsFile } from '@outpace/server/settings-file.ts';
import { StartFault } from '@outpace/server/start-fault.ts';
import { startNode } from '@outpace/server/start-node.ts';
import { AriEnd } from '@outpace/server/switch/asterisk/ari-faults.ts';
import {
  type AsteriskSettings,
  AsteriskSwitch,
} from '@outpace/server/switch/asterisk/asterisk-switch.ts';
import { realTimers } from '@outpace/server/switch/asterisk/timers.ts';
import { sharedName, TrunksFile } from '@outpace/server/switch/asterisk/trunk-settings.ts';
import { type Logger, pino } from 'pino';
import { demoConfig, demoParts, untilSignal } from '../demo-server.ts';
import { fetchLocalVoice, settingsFor, startLocalVoice } from './local-voice.ts';

/*
 * `npm run start:voice`: the real server on a real Asterisk. Everybody who is called lives on this
 * machine too, and nobody outside it is called; unless OUTPACE_SWITCH=asterisk, which dials through
 * the Asterisk and the trunks of whoever starts it.
 */

/** An Asterisk to dial with, and what is to be ended with us. */
type Line = {
  readonly settings: AsteriskSettings;
  readonly what: string;
  /** Whether calls go on without us. */
  readonly legs: 'end' | 'keep';
  close(): Promise<void>;
};

async function localLine(config: Config, log: Logger): Promise<Line> {
  const voice = await startLocalVoice(config, log);
  const settings = settingsFor(voice, config);
  const what = 'real telephony, and everybody who is called is on this machine';
  return { settings, what, legs: 'end', close: () => voice.close() };
}

async function ownLine(
  { siteId }: Config,
  { url, user, secret, trunksFile }: Extract<SwitchChoice, { kind: 'asterisk' }>,
): Promise<Line> {
  const trunks = trunksFile === undefined ? [] : await trunksIn(trunksFile);
  const settings = { siteId, url, user, secret, trunks };
  const what = `REAL PEOPLE ARE CALLED, through ${url}`;
  return { settings, what, legs: 'keep', close: () => Promise.resolve() };
}

async function trunksIn(file: string): Promise<TrunksFile> {
  const trunks = await readSettingsFile(file, TrunksFile, 'OUTPACE_TRUNKS_FILE');
  const name = sharedName(trunks);
  if (name === undefined) return trunks;
  throw new StartFault(`The file of OUTPACE_TRUNKS_FILE has two trunks of the name "${name}".`);
}

type Serving = { readonly url: string; close(): Promise<void> };

/** One process with its site, or one of several that share the sites of a database. */
async function serve(config: Config, line: Line, log: Logger): Promise<Serving> {
  const telephony = (siteId: SiteId): Telephony => {
    const carrier = new AsteriskSwitch({ ...line.settings, siteId }, realTimers(), log);
    return { carrier, phones: carrier, recordings: carrier };
  };
  const { node, databaseUrl, siteId } = config;
  const parts = demoParts(config);
  if (node === undefined || databaseUrl === undefined) {
    const server = await startServer({ ...parts, ...telephony(siteId) });
    return { url: server.url, close: () => server.close(line.legs) };
  }
  if (config.switch.kind === 'simulated') {
    throw new StartFault('A node needs OUTPACE_SWITCH=asterisk: others cannot reach this one’s.');
  }
  return startNode({
    ...parts,
    config: { ...config, node, databaseUrl },
    telephony: async (site) => telephony(site),
  });
}

async function run(): Promise<void> {
  const config = demoConfig();
  const log = pino({ level: config.log });
  if (config.switch.kind === 'simulated') await fetchLocalVoice(console.log);
  // From here on something may be running that has to be ended.
  const signal = untilSignal();
  const line =
    config.switch.kind === 'asterisk'
      ? await ownLine(config, config.switch)
      : await localLine(config, log);
  try {
    const server = await serve(config, line, log);
    console.log(`\nOutpace is ready on ${server.url} (${line.what}; Ctrl+C ends it).`);
    await signal;
    console.log('\nEnding …');
    await server.close();
  } finally {
    await line.close();
  }
}

try {
  await run();
  process.exit(0);
} catch (problem) {
  // A switch that can never be used says in one sentence why, as a start that fails does.
  if (!(problem instanceof StartFault || problem instanceof AriEnd)) throw problem;
  console.error(problem.message);
  process.exit(69);
}
