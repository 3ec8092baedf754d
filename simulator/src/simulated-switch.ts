import type { Millis } from '@outpace/engine/basics/time.ts';
import { millis } from '@outpace/engine/basics/time.ts';
import type { SurvivingLeg } from '@outpace/engine/dialing/surviving-leg.ts';
import type { SwitchEvent } from '@outpace/engine/event.ts';
import type { ActionOf, Switch } from '@outpace/server/ports.ts';
import type { CarrierOrder, CarrierTurn } from './carrier.ts';
import { type Carrier, waitFor } from './carrier.ts';
import type { Timers } from './virtual-clock.ts';

/** What goes wrong between the switch and whoever listens. */
export type SwitchTrouble = {
  /** When this event is delivered, in waits from now: one entry each time, none at all never. */
  deliveries(event: SwitchEvent): readonly Millis[];
  /** The switch takes no call now. */
  refuses(): boolean;
};

export const NO_TROUBLE: SwitchTrouble = {
  deliveries: () => [millis(0)],
  refuses: () => false,
};

/** A switch without lines: the carrier's calls under whatever time the timers keep. */
export class SimulatedSwitch implements Switch {
  readonly #carrier: Carrier;
  readonly #timers: Timers;
  readonly #trouble: SwitchTrouble;
  #listener: ((event: SwitchEvent) => void) | undefined;

  constructor(carrier: Carrier, timers: Timers, trouble: SwitchTrouble = NO_TROUBLE) {
    this.#carrier = carrier;
    this.#timers = timers;
    this.#trouble = trouble;
  }

  onEvent(listener: (event: SwitchEvent) => void): void {
    this.#listener = listener;
  }

  originate(order: ActionOf<'originate'>): void {
    if (!this.#trouble.refuses()) return this.#order(order);
    const { attemptId } = order;
    this.#tell({ type: 'originate-failed', attemptId, result: 'no-free-port' });
  }

  hangUp(order: ActionOf<'hang-up'>): void {
    this.#order(order);
  }

  bridge(order: ActionOf<'bridge'>): void {
    this.#order(order);
  }

  mute(order: ActionOf<'mute'>): void {
    this.#order(order);
  }

  playAndRelease(order: ActionOf<'play-and-release'>): void {
    this.#order(order);
  }

  hold(order: ActionOf<'hold'>): void {
    this.#order(order);
  }

  sendDigits(order: ActionOf<'send-digits'>): void {
    this.#order(order);
  }

  record(order: ActionOf<'record'>): void {
    this.#order(order);
  }

  setAgentPhone(): void {}
  raiseAgent(): void {}
  dropAgent(): void {}
  consult(): void {}
  talkWith(): void {}
  completeTransfer(): void {}
  endConsultation(): void {}
  transfer(): void {}
  supervise(): void {}

  onEnd(): void {}

  survey(): Promise<readonly SurvivingLeg[]> {
    return Promise.resolve([]);
  }

  /** Ends all legs; nothing is told any more. */
  close(_legs: 'end' | 'keep'): Promise<void> {
    this.#carrier.vanish();
    this.#listener = undefined;
    return Promise.resolve();
  }

  #order(order: CarrierOrder): void {
    this.#follow(this.#carrier.order(order, this.#timers.now()));
  }

  #follow({ events, wakes }: CarrierTurn): void {
    for (const event of events) this.#tell(event);
    for (const wake of wakes) {
      const wait = waitFor(wake, this.#timers.now());
      this.#timers.after(wait, () => this.#follow(this.#carrier.wake(wake)));
    }
  }

  /** Always later, never within the order: the port promises that commands return first. */
  #tell(event: SwitchEvent): void {
    for (const wait of this.#trouble.deliveries(event)) {
      this.#timers.after(wait, () => this.#listener?.(event));
    }
  }
}
