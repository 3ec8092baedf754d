import type { AgentId, AttemptId } from '@outpace/engine/basics/ids.ts';
import { agentId, attemptId, siteId } from '@outpace/engine/basics/ids.ts';
import { parsePhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import type { Instant, Millis } from '@outpace/engine/basics/time.ts';
import { after, elapsed, instant, millis, seconds } from '@outpace/engine/basics/time.ts';
import type { CpdProfile } from '@outpace/engine/campaigns/voice.ts';
import type { SwitchEvent } from '@outpace/engine/event.ts';
import { pino } from 'pino';
import { onAgentLegUp, raiseAgent, setAgentPhone } from './agent-legs.ts';
import type { AriAnswer, AriCallName, AriOrder } from './ari-calls.ts';
import { AriFault } from './ari-faults.ts';
import type { Channel } from './ari-types.ts';
import { customerLegId } from './call.ts';
import { bridge, onAnswered, onDialed, originate } from './calls.ts';
import type { AriCaller } from './connection.ts';
import { onThirdAgent } from './consultation.ts';
import { DialQueue } from './dial-queue.ts';
import type { Exchange } from './exchange.ts';
import { Floor } from './floor.ts';
import type { LegKind } from './leg-id.ts';
import { legId, parseLegId } from './leg-id.ts';
import { Orders } from './orders.ts';
import { parseAriAnswer } from './parse-ari-message.ts';
import { onPackets } from './silence.ts';
import type { Timers } from './timers.ts';
import { TrunkPool } from './trunk-pool.ts';
import type { TrunkSettings } from './trunk-settings.ts';

export const SITE = siteId('main');
export const TRUNK: TrunkSettings = {
  name: 'carrier',
  host: 'sip.carrier.example',
  callsPerSecond: 100,
  channels: 100,
};

/** Time that passes when it is told to. */
export class TestTimers implements Timers {
  #now = instant(Date.UTC(2026, 0, 5, 9, 0));
  #waits: readonly { readonly at: Instant; readonly run: () => void }[] = [];

  now(): Instant {
    return this.#now;
  }

  after(wait: Millis, run: () => void): () => void {
    const entry = { at: after(this.#now, wait), run };
    this.#waits = [...this.#waits, entry];
    return () => {
      this.#waits = this.#waits.filter((each) => each !== entry);
    };
  }

  /** How long until each wait is over, in the order in which they were set. */
  get waits(): readonly Millis[] {
    return this.#waits.map(({ at }) => elapsed(this.#now, at));
  }

  pass(wait: Millis): void {
    const until = after(this.#now, wait);
    for (;;) {
      const [next] = this.#waits.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.#waits = this.#waits.filter((each) => each !== next);
      this.#now = next.at;
      next.run();
    }
    this.#now = until;
  }
}

/** A switch that only writes down what it is asked, in short words, and answers as it was told. */
class TestAri implements AriCaller {
  readonly asked: string[] = [];
  readonly orders: { readonly name: AriCallName; readonly order: object }[] = [];
  readonly answers = new Map<AriCallName, () => unknown>([
    ['globalVariable', () => ({ value: '' })],
    ['endpoints', () => []],
  ]);

  call<Name extends AriCallName>(name: Name, order: AriOrder<Name>): Promise<AriAnswer<Name>> {
    const things = Object.values(order).filter((value) => typeof value === 'string');
    this.asked.push([name, ...things.map(shortened)].join(' '));
    this.orders.push({ name, order });
    try {
      const body = this.answers.get(name)?.();
      const answer = parseAriAnswer(name, body ?? CHANNEL) ?? parseAriAnswer(name, undefined);
      if (answer === undefined) return new Promise(() => undefined);
      return Promise.resolve(answer.value);
    } catch (problem) {
      return Promise.reject(problem);
    }
  }
}

/** `customer:a1` for the long name of the leg. */
const shortened = (text: string): string => {
  const name = parseLegId(text.replace(/^channel:/, ''));
  return name === undefined ? text : `${name.kind}:${name.owner}`;
};

/** A name of this site's own. */
export const nameOf = (kind: LegKind, owner: string, serial = 0): string =>
  legId({ site: SITE, kind, owner, serial });

/** A leg as the switch tells of it: up, and in our application. */
export const channelOf = (id: string, more: Partial<Channel> = {}): Channel => ({
  id,
  protocol_id: '',
  name: 'PJSIP/main~trunk~carrier-00000001',
  state: 'Up',
  caller: { name: '', number: '' },
  dialplan: { context: 'outpace-dial', exten: 's', app_name: 'Stasis', app_data: '' },
  creationtime: '',
  ...more,
});

/** Enough of an answer for requests whose answer nobody reads. */
const CHANNEL = channelOf('leg');

export const refusedWith = (status: number) => (): never => {
  throw new AriFault('refused', 'a request', { status });
};

/** The rooms of the adapter without a switch: what is told to them comes in, orders come out. */
export class TestExchange {
  readonly timers = new TestTimers();
  readonly ari = new TestAri();
  readonly told: SwitchEvent[] = [];
  readonly pool: TrunkPool;
  readonly x: Exchange;
  #serial = 0;

  constructor(trunk: TrunkSettings = TRUNK) {
    this.pool = new TrunkPool([trunk]);
    const log = pino({ level: 'silent' });
    const orders = new Orders(this.ari, log);
    this.x = {
      site: SITE,
      app: 'outpace-main',
      orders,
      aside: orders,
      floor: new Floor(orders),
      queue: new DialQueue(this.pool, this.timers),
      timers: this.timers,
      log,
      tell: (event) => void this.told.push(event),
      lineChanged: (id, is) => onThirdAgent(this.x, id, is),
      calls: new Map(),
      lines: new Map(),
      recordings: new Map(),
      spies: new Map(),
      listeners: new Map(),
      digits: new Map(),
      beepWaits: new Map(),
      nextSerial: () => {
        this.#serial += 1;
        return this.#serial;
      },
    };
  }

  /** What was asked of the switch since the last time. */
  asked(): readonly string[] {
    return this.ari.asked.splice(0);
  }

  /** What was told since the last time, as `type word`. */
  heard(): readonly string[] {
    return this.told.splice(0).map((event) => {
      const words = Object.entries(event).flatMap(([key, value]) => (key === 'type' ? [] : value));
      return [event.type, ...words].join(' ');
    });
  }

  /** The name of the last leg of this kind that was ordered. */
  legOf(kind: string): string {
    const ids = this.ari.orders.flatMap(({ order }) => Object.values(order).map(String));
    return ids.findLast((id) => parseLegId(id)?.kind === kind) ?? 'none';
  }

  dial(name = 'a1', detect: CpdProfile | undefined = undefined): AttemptId {
    const phone = parsePhoneNumber('+12025550142');
    if (!phone.ok) throw new Error('a number for a test');
    const id = attemptId(name);
    originate(this.x, {
      type: 'originate',
      attemptId: id,
      phone: phone.value,
      giveUpAt: after(this.timers.now(), seconds(30)),
      detect,
      message: 'sorry',
    });
    return id;
  }

  answered(name = 'a1', detect: CpdProfile | undefined = undefined): AttemptId {
    const id = this.dial(name, detect);
    onDialed(this.x, id, 'RINGING');
    onAnswered(this.x, id);
    return id;
  }

  agentUp(name = 'ann', music = true): AgentId {
    const id = agentId(name);
    const phone = { kind: 'desk', address: `sip:${name}@desk.example` } as const;
    setAgentPhone(this.x, { type: 'set-agent-phone', agentId: id, phone });
    raiseAgent(this.x, { type: 'raise-agent', agentId: id, music });
    onAgentLegUp(this.x, id, this.legOf('agent'));
    onPackets(this.x, id, this.legOf('agent'), 1);
    return id;
  }

  /** Both together; nothing that was asked or told on the way is kept. */
  talking(name = 'a1', agent = 'ann'): readonly [AttemptId, AgentId] {
    const who = this.agentUp(agent);
    const id = this.answered(name);
    bridge(this.x, { type: 'bridge', attemptId: id, agentId: who, beep: false });
    this.asked();
    this.heard();
    return [id, who];
  }

  customerLeg(id: AttemptId): string {
    return customerLegId(SITE, id);
  }

  /** Lets answers of the switch arrive. */
  async settle(): Promise<void> {
    for (let turns = 0; turns < 10; turns += 1) await Promise.resolve();
  }

  pass(ms: number): void {
    this.timers.pass(millis(ms));
  }
}
