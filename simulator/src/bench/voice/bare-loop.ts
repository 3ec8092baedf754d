import { must } from '@outpace/engine/basics/assert.ts';
import { siteId } from '@outpace/engine/basics/ids.ts';
import type { AriEvent } from '@outpace/server/switch/asterisk/ari-types.ts';
import { AriConnection } from '@outpace/server/switch/asterisk/connection.ts';
import {
  deskEndpoint,
  deskObjects,
  dialString,
  trunkObjects,
} from '@outpace/server/switch/asterisk/sip-objects.ts';
import { realTimers } from '@outpace/server/switch/asterisk/timers.ts';
import { UNUSED_EVENTS } from '@outpace/server/switch/asterisk/unused-events.ts';
import { DIAL_CONTEXT, DIALPLAN_VARIABLES } from '@outpace/server/switch/instance/dialer-config.ts';
import { pino } from 'pino';
import { Changes } from '../../voice/changes.ts';
import type { Arm, ArmRun, BegunCall, Load, Stage } from './arm.ts';
import { phoneOf, trunkTo } from './arm.ts';
import { serveArm } from './serve-arm.ts';
import { atRate, sharedNow } from './shared-clock.ts';

const APP = 'bench-bare';
const SITE = siteId('bare');
/** As the product's: the switch looks at the sound, which two plain legs could pass on unseen. */
const BRIDGE_TYPE = 'mixing,proxy_media';
const NUMBER = '+12125550100';
const OVER_MS_MAX = 30_000;

type Agent = { readonly legId: string; readonly bridgeId: string };

type Call = {
  readonly legId: string;
  readonly agent: Agent;
  readonly talkMs: number;
  readonly begunAt: number;
  answeredAt: number | undefined;
};

/**
 * The least that can be done: agents wait in bridges of their own, whoever answers is added to the
 * next one. No campaign, no record, no state, no store, no recovery. The same trunk, dialplan,
 * codecs and filter of events as the product, over the same client.
 */
class BareLoop implements Arm {
  readonly #stage: Stage;
  readonly #ari: AriConnection;
  readonly #changes = new Changes();
  readonly #calls = new Map<string, Call>();
  readonly #up = new Set<string>();
  #agents: readonly Agent[] = [];
  #idle: Agent[] = [];
  #begun: BegunCall[] = [];
  #count = 0;

  private constructor(stage: Stage) {
    this.#stage = stage;
    const { url, user, secret } = stage;
    const ignore = (): void => undefined;
    const onEvent = (event: AriEvent): void => this.#onEvent(event);
    const watcher = { onUp: ignore, onDown: ignore, onEnd: ignore, onEvent };
    const log = pino({ level: 'silent' });
    this.#ari = new AriConnection({ url, user, secret, app: APP }, watcher, realTimers(), log);
  }

  static async open(stage: Stage): Promise<BareLoop> {
    const loop = new BareLoop(stage);
    const ari = loop.#ari;
    if (!(await ari.open())) throw new Error('Asterisk cannot be reached');
    const filter = { disallowed: UNUSED_EVENTS.map((type) => ({ type })) };
    await ari.call('filterEvents', { applicationName: APP, filter });
    for (const object of [...deskObjects(SITE), ...trunkObjects(SITE, trunkTo(stage))]) {
      const { type: objectType, id, fields } = object;
      const tuples = Object.entries(fields).map(([attribute, value]) => ({ attribute, value }));
      await ari.call('putObject', { configClass: 'res_pjsip', objectType, id, fields: tuples });
    }
    return loop;
  }

  async raise(agents: number): Promise<void> {
    this.#agents = await Promise.all(
      Array.from({ length: agents }, (_, index) => this.#raise(index + 1)),
    );
    this.#idle = [...this.#agents];
  }

  async run(load: Load): Promise<ArmRun> {
    this.#begun = [];
    let missed = 0;
    await atRate(load, () => {
      const agent = this.#idle.shift();
      if (agent === undefined) missed += 1;
      else this.#begin(agent, load.talkMs);
    });
    const isOver = () => this.#calls.size === 0 || undefined;
    await this.#changes.until('the end of all calls', isOver, OVER_MS_MAX).catch(() => undefined);
    for (const { begunAt } of this.#calls.values()) this.#begun.push({ begunAt, leg: undefined });
    this.#calls.clear();
    return { calls: this.#begun, missed };
  }

  async drop(): Promise<void> {
    for (const { legId, bridgeId } of this.#agents) {
      await this.#ari.call('hangUp', { channelId: legId });
      await this.#ari.call('destroyBridge', { bridgeId });
    }
    await this.#changes.until('the end of the legs', () => this.#up.size === 0 || undefined);
    this.#agents = [];
    this.#idle = [];
  }

  async close(): Promise<void> {
    await this.#ari.close();
  }

  /** All ids are of one length: Asterisk refuses one that begins another. */
  #id(kind: string): string {
    this.#count += 1;
    return `bare-${kind}-${String(this.#count).padStart(8, '0')}`;
  }

  async #raise(agent: number): Promise<Agent> {
    const legId = this.#id('agent');
    const bridgeId = this.#id('desks');
    await this.#ari.call('createBridge', { bridgeId, type: BRIDGE_TYPE });
    const endpoint = `PJSIP/${deskEndpoint(SITE)}/${phoneOf(this.#stage, agent)}`;
    await this.#ari.call('originate', { channelId: legId, endpoint, app: APP, formats: 'alaw' });
    await this.#changes.until('the leg of an agent', () => this.#up.has(legId) || undefined);
    await this.#ari.call('addChannel', { bridgeId, channel: legId });
    return { legId, bridgeId };
  }

  #begin(agent: Agent, talkMs: number): void {
    const legId = this.#id('calls');
    const call = { legId, agent, talkMs, begunAt: sharedNow(), answeredAt: undefined };
    this.#calls.set(legId, call);
    const order = {
      channelId: legId,
      endpoint: dialString(SITE, trunkTo(this.#stage), NUMBER),
      context: DIAL_CONTEXT,
      extension: 's',
      formats: 'alaw',
      timeout: 30,
      variables: { [DIALPLAN_VARIABLES.app]: APP },
    };
    this.#ari.call('originate', order).catch(() => this.#end(legId));
  }

  #onEvent(event: AriEvent): void {
    if (event.type === 'StasisStart') this.#onStart(event.channel.id);
    // A leg that has come through the dialplan leaves; of its end only the trunk's watchers hear.
    if (event.type === 'StasisEnd' || event.type === 'ChannelDestroyed') {
      this.#end(event.channel.id);
      this.#up.delete(event.channel.id);
      this.#changes.tell();
    }
  }

  #onStart(legId: string): void {
    const call = this.#calls.get(legId);
    if (call === undefined) {
      this.#up.add(legId);
      return this.#changes.tell();
    }
    call.answeredAt = sharedNow();
    const { bridgeId } = call.agent;
    this.#ari.call('addChannel', { bridgeId, channel: legId }).catch(() => undefined);
    setTimeout(() => {
      this.#ari.call('hangUp', { channelId: legId }).catch(() => undefined);
    }, call.talkMs);
  }

  #end(legId: string): void {
    const call = this.#calls.get(legId);
    if (call === undefined) return;
    this.#calls.delete(legId);
    this.#idle.push(call.agent);
    const { begunAt, answeredAt } = call;
    const leg = answeredAt === undefined ? undefined : { legId, orderedAt: begunAt, answeredAt };
    this.#begun.push({ begunAt, leg });
    this.#changes.tell();
  }
}

const stage: Stage = JSON.parse(must(process.argv[2], 'the stage'));
await serveArm(await BareLoop.open(stage));
