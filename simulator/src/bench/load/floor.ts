import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { DialSessions } from '@outpace/protocol/dial-sessions.ts';
import type { Static } from 'typebox';
import type { Damage } from '../../crash/killed-server.ts';
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

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** With everybody logged on, and the campaign running. */
  static async open(plan: FloorPlan): Promise<LoadFloor> {
    const floor = new LoadFloor(await mkdtemp(join(tmpdir(), 'outpace-load-')));
    try {
      await floor.#start(plan);
    } catch (problem) {
      await floor.close();
      throw problem;
    }
    return floor;
  }

  async #start({ agents, mode, callsPerSecond }: FloorPlan): Promise<void> {
    const carrierPath = join(this.#folder, 'switch');
    await this.#carrier.ask({ type: 'listen', path: carrierPath });
    const rate = callsPerSecond === undefined ? {} : { callsPerSecond };
    const started = await this.#node.ask<NodeStarted>({
      ...{ type: 'start', carrierPath, agents },
      ...rate,
    });
    await this.pace(1);
    const { url, agents: cookies } = started;
    await this.#agents.ask({ type: 'log-on', url, cookies });
    this.#supervisor = Api.signedIn(url, started.supervisor);
    this.#session = `/api/dial-sessions/${started.groupId}`;
    await this.#order('load', { autoComplete: false });
    await this.#untilSession((phase) => phase === 'active');
    await this.#order('start', { mode });
    await this.#untilSession((phase) => phase === 'running');
  }

  /** Everybody works so many times as fast as usual from now on. */
  async pace(times: number): Promise<void> {
    await this.#carrier.ask({ type: 'pace', times });
    await this.#agents.ask({ type: 'wrap-up', meanMs: WRAP_UP_MS / times });
  }

  /** What happens in this time. */
  async watch(ms: number): Promise<Figures> {
    await this.#taken();
    await sleep(ms);
    return this.#taken();
  }

  async #taken(): Promise<Figures> {
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
    return this.#node.ask<Damage>({ type: 'damage', saved });
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
