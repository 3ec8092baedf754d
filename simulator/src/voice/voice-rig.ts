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

const SILENT = pino({ level: 'silent' });
const LEFT_MS_MAX = 5_000;

/** What is heard of everybody who says nothing else, so that tests can tell them apart. */
export const CUSTOMER_HZ = 1_000;
export const AGENT_HZ = 600;
export const MUSIC_HZ = HOLD_MUSIC_HZ;

export type RigOrder = {
  readonly site?: string;
  readonly trunk?: Partial<TrunkSettings>;
  readonly log?: AriLog;
  /** Where the switch is told to find Asterisk, if not where it is. */
  readonly url?: (dialer: AsteriskInstance) => string;
};

/** The real switch on an Asterisk of its own, with a second one as everybody who is called. */
export class VoiceRig implements SwitchRig {
  readonly folder: string;
  readonly dialer: AsteriskInstance;
  readonly worldInstance: AsteriskInstance;
  readonly world: OutsideWorld;
  readonly events: SwitchEvent[] = [];
  readonly #order: RigOrder;
  readonly #behaviours: Map<string, Behaviour>;
  readonly #changes = new Changes();
  #carrier: AsteriskSwitch;

  private constructor(
    order: RigOrder,
    folder: string,
    instances: readonly [AsteriskInstance, AsteriskInstance],
    world: OutsideWorld,
    behaviours: Map<string, Behaviour>,
  ) {
    this.#order = order;
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
    const rig = new VoiceRig(order, folder, instances, world, behaviours);
    await rig.#carrier.survey();
    return rig;
  }

  get carrier(): AsteriskSwitch {
    return this.#carrier;
  }

  /** One more switch on the same Asterisk, not asked yet; its events are told here too. */
  open(): AsteriskSwitch {
    const { site = 'main', trunk = {}, log = SILENT, url } = this.#order;
    const { secret, user } = this.dialer;
    const host = this.worldInstance.sipAddress;
    const trunks = [{ name: 'world', host, callsPerSecond: 100, channels: 200, ...trunk }];
    const at = url?.(this.dialer) ?? this.dialer.url;
    const settings = { siteId: siteId(site), url: at, user, secret, trunks };
    const carrier = new AsteriskSwitch(settings, realTimers(), log);
    carrier.onEvent((event) => {
      this.events.push(event);
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

  async #list(what: 'channels' | 'bridges'): Promise<number> {
    const { secret, url, user } = this.dialer;
    const authorization = `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;
    const response = await fetch(`${url}/ari/${what}`, { headers: { authorization } });
    const list: unknown = await response.json();
    return Array.isArray(list) ? list.length : 0;
  }
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
