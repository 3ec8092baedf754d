import { unreachable } from '@outpace/engine/basics/assert.ts';
import type { AttemptId, InteractionId } from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { elapsed } from '@outpace/engine/basics/time.ts';
import type { Action } from '@outpace/engine/effect.ts';
import type { RecordingEvent } from '@outpace/engine/event.ts';

type RecordOrder = Extract<Action, { type: 'record' }>;

type Tape = {
  readonly interactionId: InteractionId;
  readonly file: string;
  readonly startedAt: Instant;
  readonly isPaused: boolean;
};

/** Recordings of the simulated switch: nothing is kept but how long they were. */
export class Tapes {
  readonly #fails: () => boolean;
  readonly #running = new Map<AttemptId, Tape>();
  #started = 0;

  constructor(fails: () => boolean = () => false) {
    this.#fails = fails;
  }

  stateOf(attemptId: AttemptId): 'off' | 'on' | 'paused' {
    const tape = this.#running.get(attemptId);
    if (tape === undefined) return 'off';
    return tape.isPaused ? 'paused' : 'on';
  }

  vanish(): void {
    this.#running.clear();
  }

  order({ attemptId, interactionId, what }: RecordOrder, at: Instant): readonly RecordingEvent[] {
    switch (what) {
      case 'start':
        return this.#start(attemptId, interactionId, at);
      case 'pause':
      case 'resume':
        this.#pause(attemptId, what === 'pause');
        return [];
      case 'stop':
        return this.end(attemptId, at);
      default:
        return unreachable(what);
    }
  }

  /** The call is over, or the recording was stopped. */
  end(attemptId: AttemptId, at: Instant): readonly RecordingEvent[] {
    const tape = this.#running.get(attemptId);
    if (tape === undefined) return [];
    this.#running.delete(attemptId);
    const { interactionId, file, startedAt } = tape;
    const durationMs = elapsed(startedAt, at);
    return [{ type: 'recording', attemptId, interactionId, file, state: 'finished', durationMs }];
  }

  #pause(attemptId: AttemptId, isPaused: boolean): void {
    const tape = this.#running.get(attemptId);
    if (tape !== undefined) this.#running.set(attemptId, { ...tape, isPaused });
  }

  #start(
    attemptId: AttemptId,
    interactionId: InteractionId,
    at: Instant,
  ): readonly RecordingEvent[] {
    if (this.#running.has(attemptId)) return [];
    this.#started += 1;
    const file = `${interactionId}-${this.#started}`;
    const about = { type: 'recording', attemptId, interactionId, file } as const;
    if (this.#fails()) return [{ ...about, state: 'failed' }];
    this.#running.set(attemptId, { interactionId, file, startedAt: at, isPaused: false });
    return [{ ...about, state: 'started' }];
  }
}
