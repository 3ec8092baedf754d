import type { AttemptId } from '@outpace/engine/basics/ids.ts';
import type { SwitchEvent } from '@outpace/engine/event.ts';
import type { CarrierOrder } from '../../carrier.ts';
import { Times } from './times.ts';

/** Notes when an answer came in, and when the order went out that brings the person to an agent. */
export class SwitchWatch {
  readonly answerToBridge = new Times();
  readonly dialed: AttemptId[] = [];
  /** Who answered and went before an agent was there. */
  unmet = 0;
  readonly #answeredAt = new Map<AttemptId, number>();

  ordered(order: CarrierOrder): void {
    if (order.type === 'originate') this.dialed.push(order.attemptId);
    if (order.type !== 'bridge') return;
    const at = this.#answeredAt.get(order.attemptId);
    if (at !== undefined) this.answerToBridge.note(performance.now() - at);
    this.#answeredAt.delete(order.attemptId);
  }

  heard(event: SwitchEvent): void {
    if (event.type === 'call-answered') this.#answeredAt.set(event.attemptId, performance.now());
    if (event.type === 'call-ended' && this.#answeredAt.delete(event.attemptId)) this.unmet += 1;
  }
}
