import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { DialSessions } from '@outpace/protocol/dial-sessions.ts';
import type { Static } from 'typebox';
import { type Damage, NO_DAMAGE } from '../../crash/killed-server.ts';
import { Api } from '../../walk/api.ts';
import type { AgentsFigures, AgentsQuestion } from './agents-process.ts';
import type { CarrierQuestion } from './carrier-process.ts';
import type { NodeFigures, NodeQuestion, NodeStarted } from './node-process.ts';
import { StartedProcess } from './started-process.ts';

const program = (name: string): string => fileURLToPath(new URL(`./${name}.ts`, import.meta.url));

export type FloorPlan = {
  readonly agents: number;
  readonly mode: 'progressive' | 'predictive';
  /** Calls that the trunks start in a second; undefined: as many as are wanted. */
  readonly callsPerSecond?: number;
};

export type Figures = { readonly node: NodeFigures; readonly agents: AgentsFigures };

const LAST_COMMIT_TRIES = 50;

/** At the usual pace. */
const WRAP_UP_MS = 3_000;

/** A server, its switch and its agents, in a process each. */
export class LoadFloor {
  readonly #folder: string;
  readonly #node = new StartedProcess<NodeQuestion>(program('node-process'));
  readonly #carrier = new StartedProcess<CarrierQuestion>(program('carrier-process'));
  readonly #agents = new StartedProcess<AgentsQuestion>(program('agents-process'));
  #supervisor: Api | undefined;
  #session = '';
  #visit = { url: '', cookie: '' };
  #logOn: { readonly url: string; readonly cookies: readonly string[] } = { url: '', cookies: [] };

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** With everybody logged on, and the campaign running. */
  static open(plan: FloorPlan): Promise<LoadFloor> {
    return LoadFloor.#opened(async (floor) => {
      await floor.#start(plan);
      await floor.logOn();
      await floor.load();
      await floor.#order('start', { mode: plan.mode });
      await floor.#untilSession((phase) => phase === 'running');
    });
  }

  /** With nobody logged on, and nothing loaded. */
  static openEmpty(agents: number): Promise<LoadFloor> {
    return LoadFloor.#opened((floor) => floor.#start({ agents }));
  }

  static async #opened(start: (floor: LoadFloor) => Promise<void>): Promise<LoadFloor> {
    const floor = new LoadFloor(await mkdtemp(join(tmpdir(), 'outpace-load-')));
    try {
      await start(floor);
    } catch (problem) {
      await floor.close();
      throw problem;
    }
    return floor;
  }

  async #start({ agents, callsPerSecond }: Omit<FloorPlan, 'mode'>): Promise<void> {
    const carrierPath = join(this.#folder, 'switch');
    await this.#carrier.ask({ type: 'listen', path: carrierPath });
    const rate = callsPerSecond === undefined ? {} : { callsPerSecond };
    const started = await this.#node.ask<NodeStarted>({
      ...{ type: 'start', carrierPath, agents },
      ...rate,
    });
    await this.pace(1);
    const { url } = started;
    this.#logOn = { url, cookies: started.agents };
    this.#supervisor = Api.signedIn(url, started.supervisor);
    this.#visit = { url: `${url}/api/campaigns`, cookie: started.supervisor };
    this.#session = `/api/dial-sessions/${started.groupId}`;
  }

  async logOn(): Promise<void> {
    await this.#agents.ask({ type: 'log-on', ...this.#logOn });
  }

  /** Their pages act on nothing from now on. */
  async idle(): Promise<void> {
    await this.#agents.ask({ type: 'idle' });
  }

  /** What the server holds on to, with everything unused thrown away. */
  memoryMb(): Promise<number> {
    return this.#node.ask<number>({ type: 'memory' });
  }

  /** Loads the campaign, which every agent is told of. */
  async load(): Promise<void> {
    await this.#order('load', { autoComplete: false });
    await this.#untilSession((phase) => phase === 'active');
  }

  /** Everybody works so many times as fast as usual from now on. */
  async pace(times: number): Promise<void> {
    await this.#carrier.ask({ type: 'pace', times });
    await this.#agents.ask({ type: 'wrap-up', meanMs: WRAP_UP_MS / times });
  }

  /** So many requests a second of others, from now on. */
  async visit(perSecond: number): Promise<void> {
    await this.#agents.ask({ type: 'visit', ...this.#visit, perSecond });
  }

  /** What happens from now on, for so long. */
  async watch(ms: number): Promise<Figures> {
    await this.taken();
    await sleep(ms);
    return this.taken();
  }

  /** What has happened since it was asked last. */
  async taken(): Promise<Figures> {
    const [node, agents] = await Promise.all([
      this.#node.ask<NodeFigures>({ type: 'figures' }),
      this.#agents.ask<AgentsFigures>({ type: 'figures' }),
    ]);
    return { node, agents };
  }

  /** Lets everything that has begun end, and says what is wrong then. */
  async drain(): Promise<Damage> {
    await this.#order('complete');
    await this.#untilSession((phase) => phase === undefined);
    const saved = await this.#agents.ask<Record<string, string>>({ type: 'saved' });
    const damage = (): Promise<Damage> => this.#node.ask<Damage>({ type: 'damage', saved });
    // What was written last may be being committed yet.
    for (let tries = 0; tries < LAST_COMMIT_TRIES; tries += 1) {
      const found = await damage();
      if (JSON.stringify(found) === JSON.stringify(NO_DAMAGE)) return found;
      await sleep(200);
    }
    return damage();
  }

  async close(): Promise<void> {
    await this.#agents.end();
    await this.#node.end();
    await this.#carrier.end();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #order(what: string, body?: object): Promise<void> {
    const said = await this.#supervisor?.post(`${this.#session}/${what}`, body);
    if (said?.code !== undefined) throw new Error(`${what} was refused: ${said.code}`);
  }

  async #untilSession(isSo: (phase: string | undefined) => boolean): Promise<void> {
    for (let tries = 0; tries < 600; tries += 1) {
      const said = await this.#supervisor?.get<Static<typeof DialSessions>>('/api/dial-sessions');
      if (isSo(said?.sessions?.[0]?.phase)) return;
      await sleep(100);
    }
    throw new Error('the campaign did not come where it should');
  }
}
