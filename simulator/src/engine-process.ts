import type { Epoch } from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { after, earlier, seconds } from '@outpace/engine/basics/time.ts';
import type { Action, Effect, Write } from '@outpace/engine/effect.ts';
import { nextDeadline, step } from '@outpace/engine/engine.ts';
import type { EngineEvent, EventBody } from '@outpace/engine/event.ts';
import type { SiteState } from '@outpace/engine/state.ts';
import type { Batch, Held } from '@outpace/server/dialer/commit-then-act.ts';
import { sort, withdraw } from '@outpace/server/dialer/commit-then-act.ts';
import type { Place } from './deaths.ts';

/** Pause before a failed commit is tried again, as in the dialer. */
const RETRY_MS = seconds(1);

const EMPTY: Batch = { writes: [], held: [] };

/** What surrounds a running engine. */
export type Surroundings = {
  /** Every step, before anything of it is carried out. */
  stepped(event: EngineEvent, effects: readonly Effect[], state: SiteState): void;
  /** Something that may be done now. */
  act(action: Action): void;
  reply(effect: Extract<Held, { type: 'reply' }>): void;
  /** Begins a transaction; `onCommitted` or `onCommitFailed` is called for it later. */
  commit(writes: readonly Write[]): void;
  /** Here the process may be killed. */
  passed(place: Place): void;
};

/**
 * One life of the engine in ring 1: the dialer's commit-then-act without promises, one transaction
 * at a time, sorted and taken back by the dialer's own functions.
 */
export class EngineProcess {
  readonly state: SiteState;
  readonly #around: Surroundings;
  #pending: Batch = EMPTY;
  #committing: Batch | undefined;
  #retryAt: Instant | undefined;
  #isDead = false;

  constructor(state: SiteState, around: Surroundings) {
    this.state = state;
    this.#around = around;
  }

  get epoch(): Epoch {
    return this.state.epoch;
  }

  get isIdle(): boolean {
    return this.#committing === undefined && this.#pending.writes.length === 0;
  }

  /** What is on its way to the disk, for whoever kills the process. */
  get inFlight(): readonly Write[] {
    return this.#committing?.writes ?? [];
  }

  /** Whatever it was about to do is not done. */
  die(): void {
    this.#isDead = true;
  }

  get alarmAt(): Instant | undefined {
    const due = nextDeadline(this.state);
    if (this.#retryAt === undefined || due === undefined) return due ?? this.#retryAt;
    return earlier(due, this.#retryAt);
  }

  post(body: EventBody, at: Instant): void {
    const event: EngineEvent = { ...body, at };
    const effects = step(this.state, event);
    this.#around.stepped(event, effects, this.state);
    const { writes, held, atOnce } = sort(effects);
    this.#pending = {
      writes: [...this.#pending.writes, ...writes],
      held: [...this.#pending.held, ...held],
    };
    if (this.#diesAt('decided')) return;
    for (const action of atOnce) {
      this.#around.act(action);
      if (this.#diesAt('acted')) return;
    }
    this.#commit(at);
  }

  onCommitted(at: Instant): void {
    const batch = this.#committing ?? EMPTY;
    this.#committing = undefined;
    if (this.#diesAt('durable')) return;
    this.#release(batch);
    this.#commit(at);
  }

  onCommitFailed(at: Instant): void {
    const { attemptIds, again } = withdraw(this.#committing ?? EMPTY, this.#pending);
    this.#committing = undefined;
    this.#pending = again;
    this.#retryAt = after(at, RETRY_MS);
    if (attemptIds.length > 0) this.post({ type: 'write-failed', attemptIds }, at);
  }

  #commit(at: Instant): void {
    const { writes, held } = this.#pending;
    if (this.#isDead || this.#committing !== undefined) return;
    if (this.#retryAt !== undefined && this.#retryAt > at) return;
    this.#retryAt = undefined;
    if (writes.length === 0 && held.length === 0) return;
    const batch = this.#pending;
    this.#pending = EMPTY;
    if (writes.length === 0) return this.#release(batch);
    this.#committing = batch;
    this.#around.commit(writes);
    this.#diesAt('begun');
  }

  #release({ held }: Batch): void {
    for (const effect of held) {
      if (effect.type === 'reply') this.#around.reply(effect);
      else if (this.#isWanted(effect)) this.#around.act(effect);
      if (this.#diesAt('released')) return;
    }
  }

  /** True: it is dead, here or before. */
  #diesAt(place: Place): boolean {
    if (!this.#isDead) this.#around.passed(place);
    return this.#isDead;
  }

  /** As in the dialer: an attempt that ended while its row was being written calls nobody. */
  #isWanted(action: Exclude<Held, { type: 'reply' }>): boolean {
    const isDial = action.type === 'originate' || action.type === 'hand-on';
    return !isDial || this.state.attempts.has(action.attemptId);
  }
}
