import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert } from '@outpace/engine/basics/assert.ts';
import { DROP_ALL } from '@outpace/engine/campaigns/call-treatments.ts';
import type { CampaignSettings } from '@outpace/protocol/campaigns.ts';
import { type Config, readConfig } from '@outpace/server/config.ts';
import { type RunningServer, startServer } from '@outpace/server/main.ts';
import { AsteriskSwitch } from '@outpace/server/switch/asterisk/asterisk-switch.ts';
import { realTimers } from '@outpace/server/switch/asterisk/timers.ts';
import type { Pool } from 'pg';
import { pino } from 'pino';
import { demoParts } from '../demo-server.ts';
import type { Behaviour } from './behaviour.ts';
import { type LocalVoice, settingsFor, startLocalVoice } from './local-voice.ts';
import type { OutsideWorld } from './outside-world.ts';
import type { WorldCall } from './world-call.ts';

type Variables = Readonly<Record<string, string>>;

const log = pino({ level: 'warn' });

/** The whole product on a real Asterisk, on free ports, with everybody it can call. */
export class VoiceHouse {
  readonly #folder: string;
  readonly #voice: LocalVoice;
  readonly #people: { behaviour: Behaviour };
  #server: RunningServer;

  private constructor(
    folder: string,
    voice: LocalVoice,
    people: { behaviour: Behaviour },
    server: RunningServer,
  ) {
    this.#folder = folder;
    this.#voice = voice;
    this.#people = people;
    this.#server = server;
  }

  /** `change` may change the demo site before anybody sees it. */
  static async open(change: (pool: Pool) => Promise<void>): Promise<VoiceHouse> {
    const folder = await mkdtemp(join(tmpdir(), 'outpace-house-'));
    const people: { behaviour: Behaviour } = { behaviour: { kind: 'rings-out' } };
    const behave = (): Behaviour => people.behaviour;
    const config = configOf(folder, {});
    const voice = await startLocalVoice(config, log, { behave, hearing: 'recorded' });
    try {
      return new VoiceHouse(folder, voice, people, await serve(config, voice, change));
    } catch (problem) {
      await voice.close();
      throw problem;
    }
  }

  get url(): string {
    return this.#server.url;
  }

  get pool(): Pool {
    return this.#server.pool;
  }

  get world(): OutsideWorld {
    return this.#voice.world;
  }

  /** What everybody does from the next call on. */
  everybody(behaviour: Behaviour): void {
    this.#people.behaviour = behaviour;
  }

  /** The next call that comes out, once `place` has made it come. */
  async callAfter(place: () => Promise<unknown>): Promise<WorldCall> {
    const before = this.world.calls.length;
    await place();
    return this.world.until('the next call', () => this.world.calls[before]);
  }

  /** Ends the server with its calls and starts it with other settings, on the same everything. */
  async serveAgain(variables: Variables): Promise<void> {
    await this.#server.close('end');
    const config = configOf(this.#folder, variables);
    this.#server = await serve(config, this.#voice, async () => undefined);
  }

  /** All that there is on the switch: the legs of calls, what listens to them, and bridges. */
  async alive(): Promise<readonly string[]> {
    const { url, user, secret } = this.#voice.dialer;
    const authorization = `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;
    const found = ['channels', 'bridges'].map(async (what) => {
      const response = await fetch(`${url}/ari/${what}`, { headers: { authorization } });
      const all: readonly { readonly id: string }[] = JSON.parse(await response.text());
      return all.map(({ id }) => id);
    });
    return (await Promise.all(found)).flat();
  }

  async close(): Promise<void> {
    await this.#server.close('end');
    await this.#voice.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

function configOf(folder: string, variables: Variables): Config {
  const config = readConfig({
    OUTPACE_PORT: '0',
    OUTPACE_DATA: folder,
    OUTPACE_DEMO: 'on',
    OUTPACE_LOG: 'warn',
    ...variables,
  });
  if (!config.ok) throw new Error(config.problem.join(' '));
  return config.value;
}

function serve(
  config: Config,
  voice: LocalVoice,
  change: (pool: Pool) => Promise<void>,
): Promise<RunningServer> {
  const carrier = new AsteriskSwitch(settingsFor(voice, config), realTimers(), log);
  const { prepareSite, ...parts } = demoParts(config, () => undefined);
  return startServer({
    ...parts,
    ...{ carrier, phones: carrier, recordings: carrier },
    prepareSite: async (pool) => {
      await prepareSite(pool);
      await change(pool);
    },
  });
}

const voiceOf = (voice: CampaignSettings['voice']): string => JSON.stringify({ voice });

/** One agent, and campaigns whose telephony a test can tell apart. */
export async function prepareCampaigns(pool: Pool): Promise<void> {
  await pool.query(
    `update users set active = false where role = 'agent'
     and id <> (select id from users where role = 'agent' order by name limit 1)`,
  );
  const { rows } = await pool.query("select 1 from users where role = 'agent' and active");
  assert(rows.length === 1, 'one agent is left');
  const cpd = { when: 'off', profile: 'balanced', callTreatments: DROP_ALL } as const;
  const change = 'update campaigns set settings = settings || $1 where name = $2';
  await pool.query(change, [
    voiceOf({
      agentLeg: 'per-call',
      mergeBeep: false,
      cpd,
      recording: { of: 'all', share: 1, announcement: 'none' },
      rejoinMs: 20_000,
    }),
    'Summer renewals',
  ]);
  await pool.query(change, [
    voiceOf({
      agentLeg: 'nailed-up',
      mergeBeep: true,
      cpd: { ...cpd, when: 'beside' },
      recording: { of: 'all', share: 1, announcement: 'beep' },
      rejoinMs: 1_500,
    }),
    'Balance reminders',
  ]);
}
