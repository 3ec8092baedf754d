import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { must } from '@outpace/engine/basics/assert.ts';
import { campaignGroupId, commandId, siteId } from '@outpace/engine/basics/ids.ts';
import type { SupervisorCommand } from '@outpace/engine/event.ts';
import { ScreenHub } from '@outpace/server/api/screen-hub.ts';
import { SystemClock } from '@outpace/server/dialer/clock.ts';
import { Dialer } from '@outpace/server/dialer/dialer.ts';
import { type Database, openDatabase } from '@outpace/server/store/database.ts';
import { PostgresDialerStore } from '@outpace/server/store/dialer-store.ts';
import { migrate } from '@outpace/server/store/migrate.ts';
import { StoredPlans } from '@outpace/server/store/plans.ts';
import { customerLegId } from '@outpace/server/switch/asterisk/call.ts';
import { realTimers } from '@outpace/server/switch/asterisk/timers.ts';
import { pino } from 'pino';
import { GROUP, SITE } from '../../crash/scene.ts';
import {
  inventedPhones,
  SCENE_SETTINGS,
  type SceneSettings,
  setScene,
} from '../../crash/set-scene.ts';
import { Changes } from '../../voice/changes.ts';
import type { Arm, ArmRun, BegunCall, Load, Stage } from './arm.ts';
import { phoneOf, trunkTo } from './arm.ts';
import { ScriptedAgent } from './scripted-agent.ts';
import { serveArm } from './serve-arm.ts';
import { atRate, sharedNow } from './shared-clock.ts';
import { TimedSwitch } from './timed-switch.ts';

/** More people than are called. */
const CHAINS = 20_000;
/** As on a shift: legs stay up, whoever answers is spoken to at once. */
const SETTINGS: SceneSettings = {
  ...SCENE_SETTINGS,
  delivery: { kind: 'auto-answer' },
  limits: { ...SCENE_SETTINGS.limits, attemptsMax: 1_000, coolDownMs: 0 },
  voice: {
    ...SCENE_SETTINGS.voice,
    agentLeg: 'nailed-up',
    cpd: { ...SCENE_SETTINGS.voice.cpd, when: 'off' },
  },
};
const groupId = campaignGroupId(GROUP);
const site = siteId(SITE);

/**
 * All that a server does for a call: the dialer and its engine, their database on this machine with
 * every commit on the disk, the switch, and views for a screen of each agent and one supervisor.
 * Only the web server in front is left out.
 */
class Product implements Arm {
  readonly #stage: Stage;
  readonly #database: Database;
  readonly #carrier: TimedSwitch;
  readonly #hub = new ScreenHub();
  readonly #dialer: Dialer;
  readonly #changes = new Changes();
  #agents: readonly ScriptedAgent[] = [];
  #idle: ScriptedAgent[] = [];
  #begun: BegunCall[] = [];
  #open = 0;

  private constructor(stage: Stage, database: Database) {
    this.#stage = stage;
    this.#database = database;
    const { url, user, secret } = stage;
    const log = pino({ level: 'warn' }, process.stderr);
    const settings = { siteId: site, url, user, secret, trunks: [trunkTo(stage)] };
    this.#carrier = new TimedSwitch(settings, realTimers(), log);
    const { pool } = database;
    this.#dialer = new Dialer({
      clock: new SystemClock(),
      store: new PostgresDialerStore(pool, site, new StoredPlans(pool, site)),
      carrier: this.#carrier,
      screens: this.#hub,
      site: { siteId: site, reasons: [], phones: 'needed' },
      onFault: (err) => log.warn({ err }, 'the store failed'),
      onEnd: (err) => {
        log.fatal({ err }, 'the dialer has ended');
        void database.close().finally(() => process.exit(1));
      },
    });
    this.#hub.attach(this.#dialer);
  }

  static async open(stage: Stage): Promise<Product> {
    const database = await openDatabase({ dataDir: join(stage.folder, 'database') });
    try {
      const { pool } = database;
      await migrate(pool);
      await setScene(pool, inventedPhones(CHAINS), SETTINGS);
      const product = new Product(stage, database);
      await product.#dialer.start();
      const plan = must(await new StoredPlans(pool, site).plan(groupId), 'the plan of the scene');
      await product.#ask({ type: 'load', plan, autoComplete: false });
      product.#hub.watch({ snapshot: serialise, changed: serialise });
      return product;
    } catch (problem) {
      await database.close();
      throw problem;
    }
  }

  async raise(agents: number): Promise<void> {
    this.#agents = Array.from(
      { length: agents },
      (_, index) => new ScriptedAgent(`agent-${index + 1}`, this.#dialer),
    );
    const raised = this.#agents.map((agent, index) =>
      agent.raise(this.#hub, phoneOf(this.#stage, index + 1), 'agents'),
    );
    await Promise.all(raised);
    this.#idle = [...this.#agents];
    await this.#ask({ type: 'start', groupId });
  }

  async run(load: Load): Promise<ArmRun> {
    this.#begun = [];
    let missed = 0;
    await atRate(load, () => {
      const agent = this.#idle.shift();
      if (agent === undefined) missed += 1;
      else void this.#call(agent, load.talkMs);
    });
    await this.#changes.until('the end of all calls', () => this.#open === 0 || undefined, 30_000);
    return { calls: this.#begun, missed };
  }

  async drop(): Promise<void> {
    await this.#ask({ type: 'stop', groupId });
    await Promise.all(this.#agents.map((agent) => agent.logOff()));
    this.#agents = [];
    this.#idle = [];
  }

  async close(): Promise<void> {
    await this.#dialer.stop();
    await this.#carrier.close('end');
    this.#hub.close();
    await this.#database.close();
  }

  async #call(agent: ScriptedAgent, talkMs: number): Promise<void> {
    this.#open += 1;
    const begunAt = sharedNow();
    try {
      const attemptId = await agent.take(talkMs);
      const orderedAt = must(this.#carrier.ordered.get(attemptId), 'the order');
      const answeredAt = must(this.#carrier.answered.get(attemptId), 'the answer');
      const legId = customerLegId(site, attemptId);
      this.#begun.push({ begunAt, leg: { legId, orderedAt, answeredAt } });
      this.#idle.push(agent);
    } catch {
      // It is counted as lost; so is its agent, who may still be in the middle of it.
      this.#begun.push({ begunAt, leg: undefined });
    }
    this.#open -= 1;
    this.#changes.tell();
  }

  async #ask(command: SupervisorCommand): Promise<void> {
    const id = commandId(randomUUID());
    const outcome = await this.#dialer.supervisorCommand('bench', id, command);
    if (!outcome.ok) throw new Error(`${command.type} was refused: ${outcome.problem.code}`);
  }
}

const serialise = (rows: object): void => void JSON.stringify(rows);

const stage: Stage = JSON.parse(must(process.argv[2], 'the stage'));
await serveArm(await Product.open(stage));
