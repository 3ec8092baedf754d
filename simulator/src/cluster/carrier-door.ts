import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { AttemptId, SiteId } from '@outpace/engine/basics/ids.ts';
import type { Action } from '@outpace/engine/effect.ts';
import { perform } from '@outpace/server/dialer/effects.ts';
import { type CalleeOf, Carrier } from '../carrier.ts';
import { realTimers } from '../real-timers.ts';
import { SimulatedSwitch } from '../simulated-switch.ts';
import { CarrierLine, type FromCarrier, type ToCarrier } from './carrier-line.ts';

/** An order as the carrier has heard it. */
export type HeardOrder = {
  readonly siteId: SiteId;
  /** The process that gave it. */
  readonly by: string;
  readonly type: Action['type'];
  readonly attemptId: AttemptId | undefined;
  /** It was given by a process after another one had come for the site. */
  readonly isLate: boolean;
};

type Line = {
  readonly line: CarrierLine<ToCarrier, FromCarrier>;
  readonly sim: SimulatedSwitch;
};

/**
 * A simulated carrier in a process of its own: calls outlive the processes that order them about.
 * Each site has one line that is heard, the newest; what an older one still orders is carried out,
 * as a telephone network would, and told as late.
 */
export class CarrierDoor {
  readonly #calleeOf: CalleeOf;
  readonly #onOrder: (order: HeardOrder) => void;
  readonly #carriers = new Map<SiteId, Carrier>();
  readonly #newest = new Map<SiteId, Line>();
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;

  constructor(calleeOf: CalleeOf, onOrder: (order: HeardOrder) => void = () => undefined) {
    this.#calleeOf = calleeOf;
    this.#onOrder = onOrder;
    this.#server = createServer((socket) => this.#onSocket(socket));
  }

  /** Answers the port; on this machine only. */
  async listen(port = 0): Promise<number> {
    this.#server.listen(port, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  /** All legs go at once and without a word, as when the switch that had them dies. */
  vanish(): void {
    for (const carrier of this.#carriers.values()) carrier.vanish();
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }

  #onSocket(socket: Socket): void {
    this.#sockets.add(socket);
    let site: { readonly siteId: SiteId; readonly by: string; readonly own: Line } | undefined;
    const hear = (said: ToCarrier): void => {
      if (said.type === 'site') {
        site = { siteId: said.siteId, by: said.by, own: this.#attach(said.siteId, line) };
      } else if (site !== undefined && said.type === 'survey') {
        line.say({ type: 'legs', n: said.n, legs: this.#carrierOf(site.siteId).survey() });
      } else if (site !== undefined && said.type === 'order') {
        this.#carryOut(said.order, site);
      }
    };
    const line = new CarrierLine<ToCarrier, FromCarrier>(socket, hear, () => {
      this.#sockets.delete(socket);
      if (site === undefined) return;
      void site.own.sim.close('keep');
      if (this.#newest.get(site.siteId) === site.own) this.#newest.delete(site.siteId);
    });
  }

  #carrierOf(siteId: SiteId): Carrier {
    const carrier = this.#carriers.get(siteId) ?? new Carrier({ calleeOf: this.#calleeOf });
    this.#carriers.set(siteId, carrier);
    return carrier;
  }

  #attach(siteId: SiteId, line: Line['line']): Line {
    const before = this.#newest.get(siteId);
    void before?.sim.close('keep');
    before?.line.say({ type: 'replaced' });
    const sim = new SimulatedSwitch(this.#carrierOf(siteId), realTimers());
    sim.onEvent((event) => line.say({ type: 'event', event }));
    const own = { line, sim };
    this.#newest.set(siteId, own);
    return own;
  }

  #carryOut(
    order: Action,
    { siteId, by, own }: { readonly siteId: SiteId; readonly by: string; readonly own: Line },
  ): void {
    this.#onOrder({
      ...{ siteId, by, type: order.type },
      attemptId: 'attemptId' in order ? order.attemptId : undefined,
      isLate: this.#newest.get(siteId) !== own,
    });
    perform(order, { ...NOBODY_ELSE, carrier: own.sim });
  }
}

const nothing = (): void => undefined;

/** Only orders to the switch come over a line. */
const NOBODY_ELSE = {
  screens: { agentChanged: nothing, promisesChanged: nothing, sessionChanged: nothing },
  lease: nothing,
  leaseNumber: nothing,
  renew: nothing,
  validate: nothing,
};
