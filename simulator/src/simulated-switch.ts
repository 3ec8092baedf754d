import type { AgentId } from '@outpace/engine/basics/ids.ts';
import type { Instant, Millis } from '@outpace/engine/basics/time.ts';
import { millis } from '@outpace/engine/basics/time.ts';
import type { CallResult } from '@outpace/engine/calling-lists/call-result.ts';
import type { SurvivingLeg } from '@outpace/engine/dialing/surviving-leg.ts';
import type { SwitchEvent } from '@outpace/engine/event.ts';
import type { Switch } from '@outpace/server/ports.ts';
import type { LineTurn } from './agent-lines.ts';
import type { CarrierOrder, CarrierTurn } from './carrier.ts';
import { type Carrier, waitFor } from './carrier.ts';
import { OrderedSwitch } from './ordered-switch.ts';
import type { Timers } from './virtual-clock.ts';

/** What goes wrong between the switch and whoever listens. */
export type SwitchTrouble = {
  /** When this event is delivered, in waits from now: one entry each time, none at all never. */
  deliveries(event: SwitchEvent): readonly Millis[];
  /** Why the switch takes no call at this moment; undefined when it does. */
  refusal(at: Instant): CallResult | undefined;
};

export const NO_TROUBLE: SwitchTrouble = {
  deliveries: () => [millis(0)],
  refusal: () => undefined,
};

/**
 * A switch without lines: the carrier's calls under whatever time the timers keep. One process's
 * connection to it: the calls outlive it when it is closed with `keep`.
 */
export class SimulatedSwitch extends OrderedSwitch implements Switch {
  readonly #carrier: Carrier;
  readonly #timers: Timers;
  readonly #trouble: SwitchTrouble;
  #listener: ((event: SwitchEvent) => void) | undefined;
  #onEnd: (reason: Error) => void = () => {};
  #isDown = false;

  constructor(carrier: Carrier, timers: Timers, trouble: SwitchTrouble = NO_TROUBLE) {
    super();
    this.#carrier = carrier;
    this.#timers = timers;
    this.#trouble = trouble;
  }

  onEvent(listener: (event: SwitchEvent) => void): void {
    this.#listener = listener;
    this.#carrier.hearer = listener;
  }

  onEnd(listener: (reason: Error) => void): void {
    this.#onEnd = listener;
  }

  override order(order: CarrierOrder): void {
    if (this.#isDown) return;
    const at = this.#timers.now();
    const result = order.type === 'originate' ? this.#trouble.refusal(at) : undefined;
    if (order.type !== 'originate' || result === undefined) {
      return this.#follow(this.#carrier.order(order, at));
    }
    this.#tell({ type: 'originate-failed', attemptId: order.attemptId, result });
  }

  survey(): Promise<readonly SurvivingLeg[] | undefined> {
    return Promise.resolve(this.#isDown ? undefined : this.#carrier.survey());
  }

  /** Nothing is told any more. With `keep`, calls go on as if the process had died. */
  close(legs: 'end' | 'keep'): Promise<void> {
    if (legs === 'end') this.#carrier.vanish();
    if (this.#carrier.hearer === this.#listener) this.#carrier.hearer = undefined;
    this.#listener = undefined;
    return Promise.resolve();
  }

  /** What agents do with their phones; only a simulated switch has to be told. */
  phone(agentId: AgentId, turn: LineTurn): void {
    this.#follow(this.#carrier.followLine(turn, agentId, this.#timers.now()));
  }

  /** The connection is lost: what is ordered is dropped, what happens is not heard. */
  lose(): void {
    if (this.#isDown) return;
    this.#listener?.({ type: 'switch-down' });
    this.#isDown = true;
    this.#carrier.hearer = undefined;
  }

  comeBack(): void {
    if (!this.#isDown) return;
    this.#isDown = false;
    this.#carrier.hearer = this.#listener;
    this.#listener?.({ type: 'switch-up', legs: this.#carrier.survey() });
  }

  /** Another process has taken the switch over. */
  replace(): void {
    this.#onEnd(new Error('another process has taken the switch over'));
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
    const carrier = this.#carrier;
    if (carrier.hearer === undefined) return;
    for (const wait of this.#trouble.deliveries(event)) {
      // Whoever listens then: calls outlive the process that made them.
      this.#timers.after(wait, () => carrier.hearer?.(event));
    }
  }
}
