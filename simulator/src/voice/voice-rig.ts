import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PhoneChoice } from '@outpace/engine/agents/agent-phone.ts';
import { must, unreachable } from '@outpace/engine/basics/assert.ts';
import type { AgentId } from '@outpace/engine/basics/ids.ts';
import { siteId } from '@outpace/engine/basics/ids.ts';
import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import type { SurvivingLeg } from '@outpace/engine/dialing/surviving-leg.ts';
import type { SwitchEvent } from '@outpace/engine/event.ts';
import { AsteriskSwitch } from '@outpace/server/switch/asterisk/asterisk-switch.ts';
import type { AriLog } from '@outpace/server/switch/asterisk/connection.ts';
import { realTimers } from '@outpace/server/switch/asterisk/timers.ts';
import type { TrunkSettings } from '@outpace/server/switch/asterisk/trunk-settings.ts';
import type { ContractCallee, SwitchRig } from '@outpace/server/switch/contract-desk.ts';
import { HOLD_MUSIC_HZ } from '@outpace/server/switch/instance/hold-music.ts';
import { type AsteriskInstance, startInstance } from '@outpace/server/switch/instance/instance.ts';
import { retry } from '@outpace/server/switch/instance/retry.ts';
import { pino } from 'pino';
import { type Behaviour, CAUSES, refusal, steadyTone } from './behaviour.ts';
import { Changes } from './changes.ts';
import { OutsideWorld } from './outside-world.ts';

const SILENT = pino({ level: process.env.OUTPACE_LOG ?? 'silent' });
const LEFT_MS_MAX = 5_000;

/** What is heard of everybody who says nothing else, so that tests can tell them apart. */
export const CUSTOMER_HZ = 1_000;
export const AGENT_HZ = 600;
export const MUSIC_HZ = HOLD_MUSIC_HZ;

export type RigOrder = {
  readonly trunk?: Partial<TrunkSettings>;
  /** The same, for what depends on the world. */
  readonly trunkTo?: (world: AsteriskInstance) => Partial<TrunkSettings>;
  readonly log?: AriLog;
  /** Where the switch is told to find Asterisk, if not where it is. */
  readonly url?: (dialer: AsteriskInstance) => Promise<string>;
};

/** The real switch on an Asterisk of its own, with a second one as everybody who is called. */
export class VoiceRig implements SwitchRig {
  readonly folder: string;
  readonly dialer: AsteriskInstance;
  readonly worldInstance: AsteriskInstance;
  readonly world: OutsideWorld;
  readonly events: SwitchEvent[] = [];
  readonly #order: RigOrder;
  readonly #url: string;
  readonly #behaviours: Map<string, Behaviour>;
  readonly #changes = new Changes();
  #carrier: AsteriskSwitch;

  private constructor(
    order: RigOrder,
    url: string,
    folder: string,
    instances: readonly [AsteriskInstance, AsteriskInstance],
    world: OutsideWorld,
    behaviours: Map<string, Behaviour>,
  ) {
    this.#order = order;
    this.#url = url;
    this.folder = folder;
    [this.dialer, this.worldInstance] = instances;
    this.world = world;
    this.#behaviours = behaviours;
    this.#carrier = this.open();
  }

  static async open(order: RigOrder = {}): Promise<VoiceRig> {
    const folder = await mkdtemp(join(tmpdir(), 'outpace-voice-'));
    const [dialer, instance] = await Promise.all(
      (['dialer', 'world'] as const).map((role) =>
        startInstance({ folder: join(folder, role), role }),
      ),
    );
    const instances = [must(dialer, 'a dialer'), must(instance, 'a world')] as const;
    const behaviours = new Map<string, Behaviour>();
    const behave = (number: string): Behaviour =>
      behaviours.get(number) ?? refusal(CAUSES.unallocated);
    const world = await OutsideWorld.open({
      instance: instances[1],
      behave,
      hearing: 'recorded',
      log: order.log ?? SILENT,
    });
    const url = (await order.url?.(instances[0])) ?? instances[0].url;
    const rig = new VoiceRig(order, url, folder, instances, world, behaviours);
    must(await rig.#carrier.survey(), 'a switch that can be reached');
    return rig;
  }

  get carrier(): AsteriskSwitch {
    return this.#carrier;
  }

  /** One more switch on the same Asterisk, not asked yet; its events are told here too. */
  open(): AsteriskSwitch {
    return this.#open('main', this.events);
  }

  /** A switch of another site. */
  openFor(site: string): { readonly carrier: AsteriskSwitch; readonly events: SwitchEvent[] } {
    const events: SwitchEvent[] = [];
    return { carrier: this.#open(site, events), events };
  }

  #open(site: string, events: SwitchEvent[]): AsteriskSwitch {
    const { trunk = {}, trunkTo, log = SILENT } = this.#order;
    const { secret, user } = this.dialer;
    const at = { name: 'world', host: this.worldInstance.sipAddress };
    const more = { ...trunk, ...trunkTo?.(this.worldInstance) };
    const trunks = [{ ...at, callsPerSecond: 100, channels: 200, ...more }];
    const settings = { siteId: siteId(site), url: this.#url, user, secret, trunks };
    const carrier = new AsteriskSwitch(settings, realTimers(), log);
    carrier.onEvent((event) => {
      events.push(event);
      this.#changes.tell();
    });
    return carrier;
  }

  now(): Instant {
    return realTimers().now();
  }

  behave(phone: PhoneNumber, callee: ContractCallee): void {
    this.#behaviours.set(phone, behaviourOf(callee));
  }

  /** The same for what only voices can do. */
  behaveAs(number: string, behaviour: Behaviour): void {
    this.#behaviours.set(number, behaviour);
  }

  phoneThat(does: 'picks-up' | 'is-busy', of: AgentId): PhoneChoice {
    const picksUp = steadyTone(AGENT_HZ);
    this.#behaviours.set(of, does === 'picks-up' ? picksUp : refusal(CAUSES.busy));
    return { kind: 'desk', address: `sip:${of}@${this.worldInstance.sipAddress}` };
  }

  async hangUpCallee(phone: PhoneNumber): Promise<void> {
    const call = await this.world.callTo(phone);
    await call.hangUp();
  }

  async hangUpPhone(of: AgentId): Promise<void> {
    const call = await this.world.callTo(of);
    await call.hangUp();
  }

  async until(what: string, fits: (event: SwitchEvent) => boolean): Promise<void> {
    await this.#changes.until(what, () => this.events.find(fits));
  }

  async restart(): Promise<readonly SurvivingLeg[]> {
    await this.#carrier.close('keep');
    return this.replace();
  }

  /** Another process comes although this one is still there. */
  async replace(): Promise<readonly SurvivingLeg[]> {
    this.#carrier = this.open();
    return must(await this.#carrier.survey(), 'a switch that can be reached');
  }

  async untilNothingIsLeft(): Promise<void> {
    const left = async (): Promise<true | undefined> => {
      const [channels, bridges] = [await this.#list('channels'), await this.#list('bridges')];
      return channels + bridges === 0 || undefined;
    };
    if ((await retry(LEFT_MS_MAX, left)) === undefined) throw new Error('something is left');
  }

  async close(): Promise<void> {
    await this.#carrier.close('keep');
    await this.world.close();
    await Promise.all([this.dialer.kill(), this.worldInstance.kill()]);
    await rm(this.folder, { recursive: true });
  }

  /** Whether a trunk has registered with the world. */
  async isSignedInAtWorld(account: string): Promise<boolean> {
    const response = await ask(this.worldInstance, 'GET', `endpoints/PJSIP/${account}`);
    return (await response.text()).includes('"state":"online"');
  }

  /** Makes a module of the dialer read its configuration again. */
  async reloadAtDialer(moduleName: string): Promise<void> {
    const response = await ask(this.dialer, 'PUT', `asterisk/modules/${moduleName}`);
    if (!response.ok) throw new Error(`${moduleName} was not loaded again: ${response.status}`);
  }

  /** Takes an object of SIP away from the dialer behind everybody's back. */
  async forgetAtDialer(type: string, id: string): Promise<void> {
    const path = `asterisk/config/dynamic/res_pjsip/${type}/${encodeURIComponent(id)}`;
    const response = await ask(this.dialer, 'DELETE', path);
    if (!response.ok) throw new Error(`${type} ${id} was not removed: ${response.status}`);
  }

  async #list(what: 'channels' | 'bridges'): Promise<number> {
    const response = await ask(this.dialer, 'GET', what);
    const list: unknown = await response.json();
    return Array.isArray(list) ? list.length : 0;
  }
}

function ask(of: AsteriskInstance, method: string, path: string): Promise<Response> {
  const authorization = `Basic ${Buffer.from(`${of.user}:${of.secret}`).toString('base64')}`;
  return fetch(`${of.url}/ari/${path}`, { method, headers: { authorization } });
}

function behaviourOf(callee: ContractCallee): Behaviour {
  switch (callee.does) {
    case 'answers':
      return steadyTone(CUSTOMER_HZ, callee.ringMs);
    case 'is-busy':
      return refusal(CAUSES.busy);
    case 'rings-out':
      return { kind: 'rings-out' };
    default:
      return unreachable(callee);
  }
}
