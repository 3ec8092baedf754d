import type { AttemptId } from '@outpace/engine/basics/ids.ts';
import type { Instant, Millis } from '@outpace/engine/basics/time.ts';
import type { CallResult } from '@outpace/engine/calling-lists/call-result.ts';
import type { SwitchEvent } from '@outpace/engine/event.ts';
import type { ActionOf } from '@outpace/server/ports.ts';
import { DialQueue } from '@outpace/server/switch/asterisk/dial-queue.ts';
import type { Timers } from '@outpace/server/switch/asterisk/timers.ts';
import { TrunkPool } from '@outpace/server/switch/asterisk/trunk-pool.ts';
import type { TrunkSettings } from '@outpace/server/switch/asterisk/trunk-settings.ts';

/** A trunk of a simulated carrier: calls a second, 0.1 to 500, and at once. */
export type TrunkSetup = Pick<TrunkSettings, 'name' | 'callsPerSecond' | 'channels'>;

/** Whoever is called takes a line: the person, and the destination of a call handed on. */
type Order = ActionOf<'originate' | 'hand-on'>;

const legOf = ({ type, attemptId }: Order): string =>
  type === 'originate' ? attemptId : destinationOf(attemptId);

const destinationOf = (attemptId: AttemptId): string => `${attemptId} destination`;

/** Of one process. */
type Life = { readonly queue: DialQueue; readonly pool: TrunkPool };

export type TrunkParts = {
  readonly now: () => Instant;
  readonly later: (wait: Millis, run: () => void) => void;
  /** The call goes out. */
  readonly onTrunk: (order: Order, trunk: string) => void;
  readonly onRefused: (order: Order, result: CallResult) => void;
};

/**
 * The adapter's own queue and trunks in front of the simulated carrier: a call goes out as soon as
 * a trunk may start it. The queue dies with its process; what is on a trunk stays on it.
 */
export class TrunkLines {
  readonly #trunks: readonly TrunkSettings[];
  readonly #parts: TrunkParts;
  readonly #taken = new Map<string, { readonly of: AttemptId; readonly trunk: string }>();
  #life: Life | undefined;

  constructor(trunks: readonly TrunkSetup[], parts: TrunkParts) {
    this.#trunks = trunks.map((trunk) => ({ ...trunk, host: 'carrier.example' }));
    this.#parts = parts;
  }

  /** A process takes the trunks, with the calls that are alive on them. */
  open(alive: readonly AttemptId[]): void {
    const pool = new TrunkPool(this.#trunks, this.#parts.now());
    for (const [legId, { of, trunk }] of [...this.#taken]) {
      if (alive.includes(of)) pool.occupy(legId, trunk);
      else this.#taken.delete(legId);
    }
    const life: Life = {
      queue: new DialQueue(
        pool,
        this.#timers(() => this.#life === life),
      ),
      pool,
    };
    this.#life = life;
  }

  /** The process is dead: what has waited is never dialed, and nobody says so. */
  die(): void {
    this.#life = undefined;
  }

  /** The switch cannot be reached. */
  lose(): void {
    this.#life?.queue.refuseAll('switch-error');
  }

  call(order: Order): void {
    const { attemptId: of, giveUpAt: until } = order;
    const legId = legOf(order);
    this.#life?.queue.submit({
      legId,
      until,
      onTrunk: ({ name }) => {
        this.#taken.set(legId, { of, trunk: name });
        this.#parts.onTrunk(order, name);
      },
      onRefused: (result) => this.#parts.onRefused(order, result),
    });
  }

  /** True: it had not gone out yet, and will not. Its destination is not called any more either. */
  withdraw(attemptId: AttemptId): boolean {
    this.#life?.queue.withdraw(destinationOf(attemptId));
    return this.#life?.queue.withdraw(attemptId) ?? false;
  }

  /** Legs that are gone leave their channels. */
  hear(events: readonly SwitchEvent[]): void {
    for (const event of events) {
      switch (event.type) {
        case 'call-ended':
        case 'originate-failed':
          this.#release(event.attemptId);
          this.#release(destinationOf(event.attemptId));
          break;
        case 'consultation':
          if (event.state === 'ended') this.#release(destinationOf(event.attemptId));
          break;
      }
    }
  }

  #release(legId: string): void {
    this.#taken.delete(legId);
    this.#life?.pool.release(legId);
  }

  #timers(isAlive: () => boolean): Timers {
    const { now, later } = this.#parts;
    return {
      now,
      after: (wait, run) => {
        let isWanted = true;
        later(wait, () => {
          if (isWanted && isAlive()) run();
        });
        return () => {
          isWanted = false;
        };
      },
    };
  }
}
