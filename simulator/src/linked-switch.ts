import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { AttemptId } from '@outpace/engine/basics/ids.ts';
import type { SurvivingLeg } from '@outpace/engine/dialing/surviving-leg.ts';
import type { SwitchEvent } from '@outpace/engine/event.ts';
import type { Switch } from '@outpace/server/ports.ts';
import type { CarrierOrder } from './carrier.ts';
import { JsonLines } from './json-lines.ts';
import { OrderedSwitch } from './ordered-switch.ts';
import type { FromHost, ToHost } from './switch-host.ts';

export type LinkOptions = {
  /** The rate of its trunks; undefined: they have none. */
  readonly callsPerSecond?: number | undefined;
  /** Sees what goes out and what comes in, first. */
  readonly watch?: {
    ordered(order: CarrierOrder): void;
    heard(event: SwitchEvent): void;
  };
};

type Surveyed = (legs: readonly SurvivingLeg[] | undefined) => void;

/** A simulated switch in another process. Once the link is cut it is down, and stays so. */
export class LinkedSwitch extends OrderedSwitch implements Switch {
  readonly callsPerSecond: number | undefined;
  readonly #lines: JsonLines<FromHost, ToHost>;
  readonly #surveys = new Map<number, Surveyed>();
  readonly #cut: Promise<void>;
  readonly #watch: LinkOptions['watch'];
  #listener: (event: SwitchEvent) => void = () => {};
  #asked = 0;
  #isDown = false;

  private constructor(socket: Socket, { callsPerSecond, watch }: LinkOptions) {
    super();
    this.callsPerSecond = callsPerSecond;
    this.#watch = watch;
    this.#cut = once(socket, 'close').then(() => undefined);
    this.#lines = new JsonLines<FromHost, ToHost>(
      socket,
      (message) => this.#hear(message),
      () => this.#lost(),
    );
  }

  static async to(path: string, options: LinkOptions = {}): Promise<LinkedSwitch> {
    const socket = connect(path);
    await once(socket, 'connect');
    return new LinkedSwitch(socket, options);
  }

  onEvent(listener: (event: SwitchEvent) => void): void {
    this.#listener = listener;
  }

  /** Nobody can take a simulated switch over. */
  onEnd(): void {}

  override order(order: CarrierOrder): void {
    if (this.#isDown) return;
    this.#watch?.ordered(order);
    this.#lines.send({ type: 'order', order });
  }

  survey(open: readonly AttemptId[]): Promise<readonly SurvivingLeg[] | undefined> {
    if (this.#isDown) return Promise.resolve(undefined);
    this.#asked += 1;
    const number = this.#asked;
    return new Promise((resolve) => {
      this.#surveys.set(number, resolve);
      this.#lines.send({ type: 'survey', number, open });
    });
  }

  async close(legs: 'end' | 'keep'): Promise<void> {
    this.#listener = () => {};
    if (!this.#isDown) this.#lines.send({ type: 'close', legs });
    await this.#cut;
  }

  #hear(message: FromHost): void {
    switch (message.type) {
      case 'event':
        this.#watch?.heard(message.event);
        return this.#listener(message.event);
      case 'surveyed':
        this.#surveys.get(message.number)?.(message.legs ?? undefined);
        return void this.#surveys.delete(message.number);
      default:
        return message satisfies never;
    }
  }

  #lost(): void {
    this.#isDown = true;
    for (const answer of this.#surveys.values()) answer(undefined);
    this.#surveys.clear();
    this.#listener({ type: 'switch-down' });
  }
}
