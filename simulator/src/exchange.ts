import type { AttemptId, Epoch } from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { after } from '@outpace/engine/basics/time.ts';
import type { SurvivingLeg } from '@outpace/engine/dialing/surviving-leg.ts';
import type { Carrier, CarrierOrder, CarrierTurn } from './carrier.ts';
import type { Faults } from './faults.ts';
import { TrunkLines, type TrunkSetup } from './trunk-lines.ts';
import type { Thing } from './world-thing.ts';

export type ExchangeParts = {
  readonly carrier: Carrier;
  readonly faults: Faults;
  /** Undefined: one line to the carrier that takes everything. */
  readonly trunks: readonly TrunkSetup[] | undefined;
  readonly now: () => Instant;
  /** Of the process that is there. */
  readonly epoch: () => Epoch | undefined;
  readonly put: (at: Instant, thing: Thing) => void;
  /** An order has reached the switch. */
  readonly onSent: (order: CarrierOrder) => void;
  readonly onTrunk: (attemptId: AttemptId, trunk: string) => void;
};

/** The world hears events by its agenda: that somebody listens is all the carrier must know. */
const LISTENS = (): void => {};

/**
 * What lies between a process and the carrier: the connection that breaks, trunks with a rate,
 * orders that are refused, and events that arrive late or twice.
 */
export class Exchange {
  readonly #parts: ExchangeParts;
  readonly #trunks: TrunkLines | undefined;
  #isLost = false;

  constructor(parts: ExchangeParts) {
    this.#parts = parts;
    this.#trunks = parts.trunks === undefined ? undefined : this.#linesTo(parts.trunks);
  }

  /** A process begins. Undefined: the switch cannot be reached. */
  open(): readonly SurvivingLeg[] | undefined {
    const { carrier } = this.#parts;
    const legs = this.#isLost ? undefined : carrier.survey();
    if (legs !== undefined) carrier.hearer = LISTENS;
    this.#trunks?.open(carrier.attempts);
    return legs;
  }

  /** The process is dead. */
  die(): void {
    const { carrier, faults } = this.#parts;
    if (!faults.callsSurvive) carrier.vanish();
    this.#trunks?.die();
    carrier.hearer = undefined;
  }

  lose(): void {
    this.#isLost = true;
    this.#trunks?.lose();
    this.#parts.carrier.hearer = undefined;
  }

  comeBack(): void {
    this.#isLost = false;
  }

  /** What is alive, for the process that listens from now on. */
  listen(): readonly SurvivingLeg[] {
    const { carrier } = this.#parts;
    carrier.hearer = LISTENS;
    return carrier.survey();
  }

  order(order: CarrierOrder): void {
    // What is ordered of a switch that cannot be reached is lost.
    if (this.#isLost) return;
    const { carrier, faults, now, onSent } = this.#parts;
    onSent(order);
    const result = order.type === 'originate' ? faults.refusal(now()) : undefined;
    if (order.type === 'originate' && result !== undefined) {
      return this.#tell({ type: 'originate-failed', attemptId: order.attemptId, result });
    }
    if (this.#trunks !== undefined && (order.type === 'originate' || order.type === 'hand-on')) {
      return this.#trunks.call(order);
    }
    if (order.type === 'hang-up' && this.#trunks?.withdraw(order.attemptId) === true) {
      return this.#tell({ type: 'call-ended', attemptId: order.attemptId, result: 'no-answer' });
    }
    this.follow(carrier.order(order, now()));
  }

  follow({ events, wakes }: CarrierTurn): void {
    const { carrier, faults, now, epoch, put } = this.#parts;
    this.#trunks?.hear(events);
    // What happens while nobody listens is not told later.
    const heard = carrier.hearer === undefined ? [] : events;
    for (const event of heard) {
      for (const wait of faults.deliveries()) {
        put(after(now(), wait), { type: 'event', epoch: epoch(), event });
      }
    }
    for (const wake of wakes) put(wake.at, { type: 'line', wake });
  }

  #linesTo(trunks: readonly TrunkSetup[]): TrunkLines {
    const { carrier, now, put, onTrunk } = this.#parts;
    return new TrunkLines(trunks, {
      now,
      later: (wait, run) => put(after(now(), wait), { type: 'office', run }),
      onTrunk: (order, trunk) => {
        onTrunk(order.attemptId, trunk);
        this.follow(carrier.order(order, now()));
      },
      onRefused: ({ type, attemptId }, result) => {
        if (type === 'hand-on') return this.follow(carrier.noLine(attemptId, now()));
        this.#tell({ type: 'originate-failed', attemptId, result });
      },
    });
  }

  #tell(event: CarrierTurn['events'][number]): void {
    this.follow({ events: [event], wakes: [] });
  }
}
