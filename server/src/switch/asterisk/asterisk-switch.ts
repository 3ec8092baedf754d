import { assert } from '@outpace/engine/basics/assert.ts';
import type { AgentId, AttemptId, SiteId } from '@outpace/engine/basics/ids.ts';
import { millis, seconds } from '@outpace/engine/basics/time.ts';
import type { SurvivingLeg } from '@outpace/engine/dialing/surviving-leg.ts';
import type { SwitchEvent } from '@outpace/engine/event.ts';
import type {
  ActionOf,
  BrowserPhoneAccount,
  BrowserPhones,
  CallParts,
  PartOf,
  RecordingFiles,
  RecordingStream,
  Switch,
} from '../../ports.ts';
import { SwitchFault } from '../../ports.ts';
import { adoptAll } from './adoption.ts';
import { dropAgent, raiseAgent, setAgentPhone } from './agent-legs.ts';
import { isReachable } from './agent-line.ts';
import { AriFault } from './ari-faults.ts';
import { AriLines } from './ari-lines.ts';
import type { AriEvent } from './ari-types.ts';
import { bridge, hangUp, hold, mute, originate } from './calls.ts';
import type { AriAddress, AriLog, AriWatcher } from './connection.ts';
import {
  completeTransfer,
  conference,
  consult,
  endConsultation,
  onThirdAgent,
  talkWith,
  transfer,
} from './consultation.ts';
import { DialQueue } from './dial-queue.ts';
import { sendDigits } from './digits.ts';
import { endAll } from './end-all.ts';
import type { Exchange } from './exchange.ts';
import { playAndRelease } from './farewell.ts';
import { Floor } from './floor.ts';
import { handOn } from './hand-on.ts';
import { joinAgents, partAgents } from './internal-calls.ts';
import { Orders } from './orders.ts';
import { lookAtPhone, provisionPhone, pushPhones, tellReachable, watchPhones } from './phones.ts';
import { AriRecordingFiles } from './recording-files.ts';
import { record } from './recordings.ts';
import { watchSilence } from './silence.ts';
import { supervise } from './supervision.ts';
import { onAriEvent } from './switch-events.ts';
import type { Timers } from './timers.ts';
import { TrunkPool } from './trunk-pool.ts';
import type { TrunkSettings } from './trunk-settings.ts';
import { callsPerSecondOf } from './trunk-settings.ts';
import { onTrunkContact, pushTrunks } from './trunks.ts';
import { UNUSED_EVENTS } from './unused-events.ts';

export type AsteriskSettings = {
  readonly siteId: SiteId;
  /** Where Asterisk listens for HTTP, such as `http://127.0.0.1:8088`. */
  readonly url: string;
  readonly user: string;
  /** Never log it. */
  readonly secret: string;
  readonly trunks: readonly TrunkSettings[];
};

/** After a connection that did not get as far as knowing what is alive. */
const AGAIN_MS = seconds(1);

/**
 * The switch on a real Asterisk.
 *
 *   new → away ⇄ arriving → here
 *          └───────┴─────────┴──→ ended
 *
 * `arriving`: connected, and still finding out what is alive; events wait meanwhile.
 */
export class AsteriskSwitch implements Switch, BrowserPhones, RecordingFiles {
  readonly sipSocketUrl: string;
  readonly callsPerSecond: number | undefined;
  readonly #connection: AriLines;
  readonly #exchange: Exchange;
  readonly #files: AriRecordingFiles;
  readonly #pool: TrunkPool;
  readonly #settings: AsteriskSettings;
  #phase: 'new' | 'away' | 'arriving' | 'here' | 'ended' = 'new';
  /** Events of the time between connecting and knowing what is alive. */
  #waiting: AriEvent[] | undefined;
  /** Counts connections, so that what is left of an earlier one gives up. */
  #visit = 0;
  /** Whoever listens believes that the switch can be reached. */
  #isKnownUp = false;
  #listener: (event: SwitchEvent) => void = () => undefined;
  #endListener: (reason: Error) => void = () => undefined;
  #firstLegs: ((legs: readonly SurvivingLeg[] | undefined) => void) | undefined;
  /** Attempts of an earlier process, until it is known what became of them. */
  #leftOpen: readonly AttemptId[] = [];
  #stopWatching: () => void = () => undefined;

  constructor(settings: AsteriskSettings, timers: Timers, log: AriLog) {
    const { siteId: site, secret, trunks, url, user } = settings;
    const app = `outpace-${site}`;
    const address: AriAddress = { url, user, secret, app };
    this.#settings = settings;
    this.#files = new AriRecordingFiles(address);
    this.sipSocketUrl = `${url.replace(/^http/, 'ws')}/ws`;
    this.#connection = new AriLines(address, this.#watcher(), timers, log);
    const orders = new Orders(this.#connection.first, log);
    this.callsPerSecond = callsPerSecondOf(trunks);
    this.#pool = new TrunkPool(trunks, timers.now());
    let serial = 0;
    this.#exchange = {
      site,
      app,
      orders,
      aside: new Orders(this.#connection.second, log),
      timers,
      log,
      floor: new Floor(orders),
      queue: new DialQueue(this.#pool, timers),
      tell: (event) => this.#tell(event),
      lineChanged: (agentId, is) => onThirdAgent(this.#exchange, agentId, is),
      calls: new Map(),
      lines: new Map(),
      recordings: new Map(),
      spies: new Map(),
      listeners: new Map(),
      beepWaits: new Map(),
      digits: new Map(),
      nextSerial: () => {
        serial = Math.max(serial + 1, timers.now());
        return serial;
      },
    };
  }

  onEvent(listener: (event: SwitchEvent) => void): void {
    this.#listener = listener;
  }

  onEnd(listener: (reason: Error) => void): void {
    this.#endListener = listener;
  }

  /** Rejects with an `AriEnd` when this Asterisk can never be used, such as one that is too old. */
  async survey(open: readonly AttemptId[] = []): Promise<readonly SurvivingLeg[] | undefined> {
    assert(this.#phase === 'new', 'a switch is asked once before it is used');
    this.#leftOpen = open;
    this.#phase = 'away';
    this.#stopWatching = watchSilence(this.#exchange, () => this.#phase === 'here');
    const first = new Promise<readonly SurvivingLeg[] | undefined>((resolve) => {
      this.#firstLegs = resolve;
    });
    try {
      if (await this.#connection.open()) return await first;
    } catch (problem) {
      this.#leave();
      throw problem;
    }
    this.#leftOpen = [];
    this.#firstLegs = undefined;
    return undefined;
  }

  originate(order: ActionOf<'originate'>): void {
    if (this.#phase === 'here') return originate(this.#exchange, order);
    const { attemptId } = order;
    return this.#tell({ type: 'originate-failed', attemptId, result: 'switch-error' });
  }

  hangUp(order: ActionOf<'hang-up'>): void {
    this.#order((x) => hangUp(x, order));
  }

  bridge(order: ActionOf<'bridge'>): void {
    this.#order((x) => bridge(x, order));
  }

  mute(order: ActionOf<'mute'>): void {
    this.#order((x) => mute(x, order));
  }

  hold(order: ActionOf<'hold'>): void {
    this.#order((x) => hold(x, order));
  }

  sendDigits(order: ActionOf<'send-digits'>): void {
    this.#order((x) => sendDigits(x, order));
  }

  playAndRelease(order: ActionOf<'play-and-release'>): void {
    this.#order((x) => playAndRelease(x, order));
  }

  handOn(order: ActionOf<'hand-on'>): void {
    this.#order((x) => handOn(x, order));
  }

  record(order: ActionOf<'record'>): void {
    this.#order((x) => record(x, order));
  }

  /** Kept while the switch is away: it says where to call, not that anybody is called. */
  setAgentPhone(order: ActionOf<'set-agent-phone'>): void {
    if (this.#phase === 'ended') return;
    setAgentPhone(this.#exchange, order);
    this.#order((x) => void this.#lookAtPhone(x, order.agentId));
  }

  raiseAgent(order: ActionOf<'raise-agent'>): void {
    if (this.#phase === 'here') return raiseAgent(this.#exchange, order);
    return this.#tell({ type: 'agent-leg', agentId: order.agentId, leg: 'failed' });
  }

  dropAgent(order: ActionOf<'drop-agent'>): void {
    this.#order((x) => dropAgent(x, order));
  }

  consult(order: PartOf<'consult'>): void {
    this.#order((x) => consult(x, order));
  }

  talkWith(order: PartOf<'talk-with'>): void {
    this.#order((x) => talkWith(x, order));
  }

  completeTransfer(order: PartOf<'complete-transfer'>): void {
    this.#order((x) => completeTransfer(x, order));
  }

  endConsultation(order: PartOf<'end-consultation'>): void {
    this.#order((x) => endConsultation(x, order));
  }

  transfer(order: PartOf<'transfer'>): void {
    this.#order((x) => transfer(x, order));
  }

  conference(order: PartOf<'conference'>): void {
    this.#order((x) => conference(x, order));
  }

  joinAgents(order: PartOf<'join-agents'>): void {
    this.#order((x) => joinAgents(x, order));
  }

  partAgents(order: PartOf<'part-agents'>): void {
    this.#order((x) => partAgents(x, order));
  }

  supervise(order: Parameters<CallParts['supervise']>[0]): void {
    this.#order((x) => supervise(x, order));
  }

  provision(agentId: AgentId, password: string): Promise<BrowserPhoneAccount> {
    if (this.#phase === 'here') return provisionPhone(this.#exchange, agentId, password);
    return Promise.reject(new SwitchFault(`the switch is not there for the phone of ${agentId}`));
  }

  open(file: string): Promise<RecordingStream | undefined> {
    return this.#files.open(file);
  }

  remove(file: string): Promise<void> {
    return this.#files.remove(file);
  }

  async close(legs: 'end' | 'keep'): Promise<void> {
    if (this.#phase === 'here' && legs === 'end') await endAll(this.#exchange);
    this.#leave();
    await this.#connection.close();
  }

  #order(run: (x: Exchange) => void): void {
    if (this.#phase === 'here') run(this.#exchange);
  }

  async #lookAtPhone(x: Exchange, agentId: AgentId): Promise<void> {
    try {
      await lookAtPhone(x, agentId);
    } catch (problem) {
      // Without a connection; on its return all phones are looked at.
      x.log.debug({ err: problem }, 'a phone could not be looked at');
    }
  }

  /** Always later, never within an order: the port promises that commands return first. */
  #tell(event: SwitchEvent): void {
    queueMicrotask(() => {
      if (this.#phase !== 'ended') this.#listener(event);
    });
  }

  #watcher(): AriWatcher {
    return {
      onUp: () => void this.#arrive(),
      onDown: () => this.#onDown(),
      onEvent: (event) => this.#onEvent(event),
      onEnd: (reason) => {
        this.#leave();
        this.#endListener(reason);
      },
    };
  }

  /** Makes the switch know what is ours, and learns what is alive, before anything is ordered. */
  async #arrive(): Promise<void> {
    const x = this.#exchange;
    this.#visit += 1;
    const visit = this.#visit;
    const known = new Set(x.lines.keys());
    this.#phase = 'arriving';
    this.#waiting = [];
    try {
      const filter = { disallowed: UNUSED_EVENTS.map((type) => ({ type })) };
      await x.orders.ask('filterEvents', { applicationName: x.app, filter });
      await pushTrunks(x, this.#settings.trunks, this.#pool);
      await pushPhones(x);
      const legs = await adoptAll(x, this.#pool, this.#leftOpen);
      await watchPhones(x);
      if (visit === this.#visit && this.#connection.isUp) this.#settleIn(legs, known);
    } catch (problem) {
      if (!(problem instanceof AriFault)) throw problem;
      if (visit !== this.#visit || !this.#connection.isUp) return;
      x.log.error({ err: problem }, 'the switch does not say what is alive; asked again');
      x.timers.after(AGAIN_MS, () => {
        if (visit === this.#visit && this.#connection.isUp) void this.#arrive();
      });
    }
  }

  #settleIn(legs: readonly SurvivingLeg[], known: ReadonlySet<AgentId>): void {
    const { lines, timers } = this.#exchange;
    this.#phase = 'here';
    this.#isKnownUp = true;
    this.#leftOpen = [];
    if (this.#firstLegs !== undefined) this.#firstLegs(legs);
    else this.#tell({ type: 'switch-up', legs });
    this.#firstLegs = undefined;
    // Later than the answer to a survey, so that nobody hears of a leg before it is known.
    timers.after(millis(0), () => {
      for (const line of lines.values()) {
        // Of a phone that was never chosen here, only that it can be called is certain.
        const isNews = known.has(line.agentId) || isReachable(line);
        if (isNews) tellReachable(this.#exchange, line);
      }
      const events = this.#waiting ?? [];
      this.#waiting = undefined;
      for (const event of events) this.#onEvent(event);
    });
  }

  #onDown(): void {
    if (this.#phase === 'ended') return;
    this.#visit += 1;
    this.#phase = 'away';
    this.#waiting = undefined;
    this.#exchange.queue.refuseAll('switch-error');
    this.#firstLegs?.(undefined);
    this.#firstLegs = undefined;
    if (this.#isKnownUp) this.#tell({ type: 'switch-down' });
    this.#isKnownUp = false;
  }

  #onEvent(event: AriEvent): void {
    if (this.#waiting !== undefined) return void this.#waiting.push(event);
    if (event.type === 'ContactStatusChange') onTrunkContact(this.#exchange, this.#pool, event);
    return onAriEvent(this.#exchange, event);
  }

  /** Another process has the calls, or nobody needs us: not a word nor an order more. */
  #leave(): void {
    this.#phase = 'ended';
    this.#stopWatching();
    this.#firstLegs?.(undefined);
    this.#firstLegs = undefined;
    for (const { cancelWait } of this.#exchange.beepWaits.values()) cancelWait();
  }
}
