import type { AgentId, AttemptId } from '@outpace/engine/basics/ids.ts';
import { agentId, attemptId, siteId } from '@outpace/engine/basics/ids.ts';
import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { parsePhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { after, seconds } from '@outpace/engine/basics/time.ts';
import type { CpdProfile } from '@outpace/engine/campaigns/voice.ts';
import type { SwitchEvent } from '@outpace/engine/event.ts';
import { onAgentLegUp, raiseAgent } from './agent-legs.ts';
import type { AriAnswer, AriCallName, AriOrder } from './ari-calls.ts';
import { AriFault } from './ari-faults.ts';
import type { Channel } from './ari-types.ts';
import { bridge, onAnswered, originate } from './calls.ts';
import type { AriCaller, AriLog } from './connection.ts';
import { onThirdAgent } from './consultation.ts';
import { DialQueue } from './dial-queue.ts';
import type { Exchange } from './exchange.ts';
import { lineOf } from './exchange.ts';
import { Floor } from './floor.ts';
import { HandTimers } from './hand-timers.ts';
import type { LegKind } from './leg-id.ts';
import { legId, parseLegId } from './leg-id.ts';
import { Orders } from './orders.ts';
import { TrunkPool } from './trunk-pool.ts';
import type { TrunkSettings } from './trunk-settings.ts';

export const NORTH = siteId('north');
export const A1 = attemptId('a1');
export const A2 = attemptId('a2');
export const ANN = agentId('ann');
export const BEN = agentId('ben');
/** A supervisor. */
export const SUE = agentId('sue');

export const TRUNK: TrunkSettings = {
  name: 'carrier',
  host: 'sip.example.org',
  callsPerSecond: 500,
  channels: 100,
};

/** A number from the range for fiction. */
export function phone(count = 0): PhoneNumber {
  const parsed = parsePhoneNumber(`+12025550${100 + count}`);
  if (!parsed.ok) throw new Error('no number');
  return parsed.value;
}

export const leg = (kind: LegKind, owner: string, serial = 0): string =>
  legId({ site: NORTH, kind, owner, serial });

/** A leg as the switch tells of it: up, and in our application. */
export function channelOf(id: string, over: Partial<Channel> = {}): Channel {
  const app = { app_name: 'Stasis', app_data: 'outpace-north' };
  return {
    id,
    protocol_id: 'call-id',
    name: 'PJSIP/north~trunk~carrier-00000001',
    state: 'Up',
    caller: { name: '', number: '' },
    dialplan: { context: 'outpace-dial', exten: 's', ...app },
    creationtime: '2026-06-01T15:00:00.000+0000',
    ...over,
  };
}

type Sent = {
  readonly name: AriCallName;
  readonly order: object;
  readonly refuse: (fault: AriFault) => void;
};

type Answer<Name extends AriCallName> = (order: AriOrder<Name>) => AriAnswer<Name>;
type Answers = { [Name in AriCallName]?: Answer<Name> };

/** The switch's end of the websocket: keeps what is ordered, and answers what it was told to. */
export class FakeAri implements AriCaller {
  readonly #sent: Sent[] = [];
  readonly #open: Sent[] = [];
  readonly #answers: Answers = {};

  call<Name extends AriCallName>(name: Name, order: AriOrder<Name>): Promise<AriAnswer<Name>> {
    return new Promise((resolve, reject) => {
      const sent = { name, order, refuse: reject };
      this.#sent.push(sent);
      const answer = this.#answers[name];
      if (answer === undefined) return void this.#open.push(sent);
      try {
        resolve(answer(order));
      } catch (problem) {
        reject(problem);
      }
    });
  }

  /** From now on this request is answered so; whoever throws an `AriFault` refuses it. */
  answer<Name extends AriCallName>(name: Name, how: Answer<Name>): void {
    Object.assign(this.#answers, { [name]: how });
  }

  /** Refuses the oldest request of this name that has no answer yet. */
  async refuse(name: AriCallName, status: number): Promise<void> {
    await this.#fail(name, new AriFault('refused', name, { status }));
  }

  /** No answer comes in time, or the connection breaks. */
  async lose(name: AriCallName, kind: 'late' | 'lost' = 'lost'): Promise<void> {
    await this.#fail(name, new AriFault(kind, name));
  }

  /** What was ordered since somebody last asked. */
  take(): readonly Pick<Sent, 'name' | 'order'>[] {
    return this.#sent.splice(0);
  }

  async #fail(name: AriCallName, fault: AriFault): Promise<void> {
    const index = this.#open.findIndex((sent) => sent.name === name);
    const [sent] = index < 0 ? [] : this.#open.splice(index, 1);
    if (sent === undefined) throw new Error(`nobody has ordered ${name}`);
    sent.refuse(fault);
    await settled();
  }
}

/** Resolves when everything that follows from what has happened has happened. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Keeps its lines as `level message`; what is only for looking closely is left out. */
export function fakeLog(): AriLog & { readonly lines: string[] } {
  const lines: string[] = [];
  const at =
    (level: string) =>
    (_fields: unknown, message = ''): void =>
      void lines.push(`${level} ${message}`);
  return { lines, debug: () => undefined, info: at('info'), warn: at('warn'), error: at('error') };
}

/** Everything that the rooms of the adapter share, with a switch that does only what is said. */
export class TestExchange {
  readonly ari = new FakeAri();
  readonly timers = new HandTimers();
  readonly log = fakeLog();
  readonly pool: TrunkPool;
  readonly x: Exchange;
  readonly #told: SwitchEvent[] = [];

  constructor(trunks: readonly TrunkSettings[] = [TRUNK]) {
    const orders = new Orders(this.ari, this.log);
    this.pool = new TrunkPool(trunks);
    let serial = 0;
    this.x = {
      site: NORTH,
      app: 'outpace-north',
      orders,
      timers: this.timers,
      log: this.log,
      floor: new Floor(orders),
      queue: new DialQueue(this.pool, this.timers),
      tell: (event) => void this.#told.push(event),
      lineChanged: (id, is) => onThirdAgent(this.x, id, is),
      calls: new Map(),
      lines: new Map(),
      recordings: new Map(),
      spies: new Map(),
      listeners: new Map(),
      beepWaits: new Map(),
      digits: new Map(),
      nextSerial: () => {
        serial += 1;
        return serial;
      },
    };
  }

  /** Orders since somebody last asked, each as a line: `addChannel call/a1 customer/a1`. */
  orders(): readonly string[] {
    return this.ari
      .take()
      .map(({ name, order }) => [name, ...Object.entries(order).map(short)].join(' '));
  }

  /** Events since somebody last asked. */
  told(): readonly SwitchEvent[] {
    return this.#told.splice(0);
  }

  /** What came before is not what the test is about. */
  forget(): this {
    this.ari.take();
    this.told();
    return this;
  }

  dial(
    id: AttemptId,
    over: { readonly detect?: CpdProfile; readonly message?: string } = {},
  ): this {
    originate(this.x, {
      type: 'originate',
      attemptId: id,
      phone: phone(),
      giveUpAt: after(this.timers.now(), seconds(25)),
      detect: over.detect,
      message: over.message ?? 'safe-harbour',
    });
    return this;
  }

  answered(id: AttemptId, detect?: CpdProfile): this {
    this.dial(id, detect === undefined ? {} : { detect });
    onAnswered(this.x, id);
    return this.forget();
  }

  /** The agent's leg is up, from a browser. */
  agentUp(id: AgentId, music = false): this {
    raiseAgent(this.x, { type: 'raise-agent', agentId: id, music });
    onAgentLegUp(this.x, id, this.legOf(id));
    return this.forget();
  }

  talking(id: AttemptId, agent: AgentId): this {
    this.agentUp(agent).answered(id);
    bridge(this.x, { type: 'bridge', attemptId: id, agentId: agent, beep: false });
    return this.forget();
  }

  /** The leg of an agent, up or on its way. */
  legOf(id: AgentId): string {
    const { leg: of } = lineOf(this.x, id);
    if (of.phase === 'down') throw new Error(`${id} has no leg`);
    return of.legId;
  }
}

/** Names of legs by kind and owner, and the serial where there is one; everything else in full. */
function short([key, value]: readonly [string, unknown]): string {
  const name = parseLegId(String(value));
  if (name === undefined)
    return `${key}=${typeof value === 'object' ? JSON.stringify(value) : value}`;
  const serial = name.serial === 0 ? '' : `#${name.serial}`;
  return `${name.kind}/${name.owner}${serial}`;
}
