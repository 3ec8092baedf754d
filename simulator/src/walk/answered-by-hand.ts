import type { AttemptId } from '@outpace/engine/basics/ids.ts';
import type { CallResult } from '@outpace/engine/calling-lists/call-result.ts';
import type { SwitchEvent } from '@outpace/engine/event.ts';
import type { ActionOf } from '@outpace/server/ports.ts';
import { expect } from 'vitest';
import { QuickCarrier } from '../quick-carrier.ts';

/** Everybody rings, and what becomes of it the test says. */
export class AnsweredByHand extends QuickCarrier {
  #listener: (event: SwitchEvent) => void = () => undefined;
  readonly #rings: AttemptId[] = [];
  #dialed = 0;

  constructor() {
    super({ onDial: () => undefined, stepMs: 40, talkMs: undefined });
  }

  override onEvent(listener: (event: SwitchEvent) => void): void {
    super.onEvent(listener);
    this.#listener = listener;
  }

  override originate({ attemptId }: ActionOf<'originate'>): void {
    this.#dialed += 1;
    this.#rings.push(attemptId);
    queueMicrotask(() => this.#listener({ type: 'call-ringing', attemptId }));
  }

  override hangUp({ attemptId }: ActionOf<'hang-up'>): void {
    const at = this.#rings.indexOf(attemptId);
    if (at !== -1) this.#rings.splice(at, 1);
    queueMicrotask(() => this.#listener({ type: 'call-ended', attemptId, result: 'answer' }));
  }

  /** Calls so far. */
  get dialed(): number {
    return this.#dialed;
  }

  async answers(): Promise<void> {
    this.#listener({ type: 'call-answered', attemptId: await this.#ringing() });
  }

  async ends(result: CallResult): Promise<void> {
    this.#listener({ type: 'call-ended', attemptId: await this.#ringing(), result });
  }

  async #ringing(): Promise<AttemptId> {
    await expect.poll(() => this.#rings.length, { timeout: 40_000 }).toBeGreaterThan(0);
    const [attemptId] = this.#rings.splice(0, 1);
    if (attemptId === undefined) throw new Error('somebody rings');
    return attemptId;
  }
}
