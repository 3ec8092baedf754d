import type { CommandId } from '@outpace/engine/basics/ids.ts';
import type { Write } from '@outpace/engine/effect.ts';
import { isWrite } from '@outpace/engine/effect.ts';
import type { SimulatedStore } from '../store.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';

/** Nobody is told "done" of a change before all that it wrote is durable. */
export class AcknowledgedIsThere implements Checker {
  readonly name = 'acknowledged-is-there';
  readonly #written = new Map<CommandId, readonly Write[]>();
  readonly #durable = new WeakSet<Write>();

  see(moment: Moment): readonly string[] {
    switch (moment.type) {
      case 'step':
        this.#onStep(moment);
        return FINE;
      case 'committed':
        for (const write of moment.writes) this.#durable.add(write);
        return FINE;
      case 'killed':
        // What was not acknowledged was never promised.
        this.#written.clear();
        return FINE;
      case 'acknowledged':
        return [...this.#onAcknowledged(moment)];
      default:
        return FINE;
    }
  }

  #onStep({ event, effects }: MomentOf<'step'>): void {
    if (!('commandId' in event)) return;
    const writes = effects.filter(isWrite);
    if (writes.length > 0) this.#written.set(event.commandId, writes);
  }

  *#onAcknowledged({ commandId, outcome, store }: MomentOf<'acknowledged'>): Generator<string> {
    if (!outcome.ok) return;
    for (const write of this.#written.get(commandId) ?? []) {
      if (this.#durable.has(write) || isWithdrawn(write, store)) continue;
      yield `${commandId} is acknowledged, but its ${write.type} is not durable`;
    }
  }
}

/** Of an attempt that a failed transaction has taken back: it has never been, and nobody dialed. */
function isWithdrawn(write: Write, store: SimulatedStore): boolean {
  if ('attemptId' in write && write.attemptId !== undefined) {
    return !store.attempts.has(write.attemptId);
  }
  return write.type === 'save-draft' && !store.interactions.has(write.interactionId);
}
