import { once } from 'node:events';
import { connect } from 'node:net';
import type { SiteId } from '@outpace/engine/basics/ids.ts';
import type { SurvivingLeg } from '@outpace/engine/dialing/surviving-leg.ts';
import type { Action } from '@outpace/engine/effect.ts';
import type { SwitchEvent } from '@outpace/engine/event.ts';
import type { ActionOf, PartOf, Switch } from '@outpace/server/ports.ts';
import { CarrierLine, type FromCarrier, type ToCarrier } from './carrier-line.ts';

export type FarCarrier = {
  readonly port: number;
  /** Who orders, for the carrier's eyes. */
  readonly by: string;
};

const AGAIN_MS = 500;

/** The switch of one site at a carrier in another process; calls go on without this one. */
export class FarSwitch implements Switch {
  readonly #carrier: FarCarrier;
  readonly #siteId: SiteId;
  readonly #surveys = new Map<number, (legs: readonly SurvivingLeg[]) => void>();
  #line: CarrierLine<FromCarrier, ToCarrier> | undefined;
  #asked = 0;
  #listener: (event: SwitchEvent) => void = () => undefined;
  #onEnd: (reason: Error) => void = () => undefined;
  #isClosed = false;

  private constructor(carrier: FarCarrier, siteId: SiteId) {
    this.#carrier = carrier;
    this.#siteId = siteId;
  }

  static async open(carrier: FarCarrier, siteId: SiteId): Promise<FarSwitch> {
    const far = new FarSwitch(carrier, siteId);
    await far.#connect();
    return far;
  }

  onEvent(listener: (event: SwitchEvent) => void): void {
    this.#listener = listener;
  }

  onEnd(listener: (reason: Error) => void): void {
    this.#onEnd = listener;
  }

  originate = (order: ActionOf<'originate'>): void => this.#order(order);
  hangUp = (order: ActionOf<'hang-up'>): void => this.#order(order);
  bridge = (order: ActionOf<'bridge'>): void => this.#order(order);
  mute = (order: ActionOf<'mute'>): void => this.#order(order);
  hold = (order: ActionOf<'hold'>): void => this.#order(order);
  sendDigits = (order: ActionOf<'send-digits'>): void => this.#order(order);
  playAndRelease = (order: ActionOf<'play-and-release'>): void => this.#order(order);
  handOn = (order: ActionOf<'hand-on'>): void => this.#order(order);
  record = (order: ActionOf<'record'>): void => this.#order(order);
  setAgentPhone = (order: ActionOf<'set-agent-phone'>): void => this.#order(order);
  raiseAgent = (order: ActionOf<'raise-agent'>): void => this.#order(order);
  dropAgent = (order: ActionOf<'drop-agent'>): void => this.#order(order);

  consult = (order: PartOf<'consult'>): void => this.#order({ type: 'consult', ...order });
  transfer = (order: PartOf<'transfer'>): void => this.#order({ type: 'transfer', ...order });
  conference = (order: PartOf<'conference'>): void => this.#order({ type: 'conference', ...order });
  talkWith = (order: PartOf<'talk-with'>): void => this.#order({ type: 'talk-with', ...order });
  completeTransfer = (order: PartOf<'complete-transfer'>): void =>
    this.#order({ type: 'complete-transfer', ...order });
  endConsultation = (order: PartOf<'end-consultation'>): void =>
    this.#order({ type: 'end-consultation', ...order });
  joinAgents = (order: PartOf<'join-agents'>): void =>
    this.#order({ type: 'join-agents', ...order });
  partAgents = (order: PartOf<'part-agents'>): void =>
    this.#order({ type: 'part-agents', ...order });
  /** Who listens makes no difference to a simulated call. */
  supervise(): void {}

  survey(): Promise<readonly SurvivingLeg[] | undefined> {
    const line = this.#line;
    if (line === undefined) return Promise.resolve(undefined);
    this.#asked += 1;
    const n = this.#asked;
    return new Promise((resolve) => {
      this.#surveys.set(n, resolve);
      line.say({ type: 'survey', n });
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#line?.end();
  }

  #order(order: Action): void {
    this.#line?.say({ type: 'order', order });
  }

  async #connect(): Promise<void> {
    const { port, by } = this.#carrier;
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    const line = new CarrierLine<FromCarrier, ToCarrier>(
      socket,
      (said) => this.#hear(said),
      () => this.#lost(),
    );
    line.say({ type: 'site', siteId: this.#siteId, by });
    this.#line = line;
  }

  #hear(said: FromCarrier): void {
    if (this.#isClosed) return;
    if (said.type === 'event') return this.#listener(said.event);
    if (said.type === 'replaced') {
      this.#isClosed = true;
      return this.#onEnd(new Error('another process has taken the switch over'));
    }
    this.#surveys.get(said.n)?.(said.legs);
    this.#surveys.delete(said.n);
    return undefined;
  }

  #lost(): void {
    this.#line = undefined;
    if (this.#isClosed) return;
    this.#listener({ type: 'switch-down' });
    this.#returnSoon();
  }

  #returnSoon(): void {
    setTimeout(() => {
      if (this.#isClosed) return;
      this.#connect().then(
        async () => {
          const legs = await this.survey();
          if (legs !== undefined) this.#listener({ type: 'switch-up', legs });
        },
        () => this.#returnSoon(),
      );
    }, AGAIN_MS);
  }
}
