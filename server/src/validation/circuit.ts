import type { Instant, Millis } from '@outpace/engine/basics/time.ts';
import { after, millis, seconds } from '@outpace/engine/basics/time.ts';

/** Questions in a row that came to nothing, until no more are asked. */
const FAILURES_MAX = 5;

/** The first rest, and the longest: it doubles each time the trial fails. */
const REST_MS = seconds(5);
const REST_MS_MAX = seconds(60);

/** One question may go out: as usual, or as the one that is tried after a rest. */
export type Pass = { readonly type: 'usual' | 'trial' };

/** None may, before that instant. */
export type Closed = { readonly type: 'none'; readonly againAt: Instant };

type State =
  | { readonly phase: 'closed'; readonly failures: number }
  | { readonly phase: 'open'; readonly until: Instant; readonly restMs: Millis }
  /** `answerBy`: when the trial has answered, or has failed, at the latest. */
  | { readonly phase: 'trying'; readonly answerBy: Instant; readonly restMs: Millis };

/**
 * Spares a server that does not answer, and whoever waits for it.
 *
 *   closed → open ⇄ trying → closed
 *
 * `closed`: the current flows; `open`: nobody is asked; `trying`: one question decides.
 */
export class Circuit {
  #state: State = { phase: 'closed', failures: 0 };

  get phase(): State['phase'] {
    return this.#state.phase;
  }

  /** Whether a question may go out now; `timeoutMs`: how long it is waited for. */
  ask(at: Instant, timeoutMs: Millis): Pass | Closed {
    const state = this.#state;
    if (state.phase === 'closed') return { type: 'usual' };
    if (state.phase === 'open' && at < state.until) return { type: 'none', againAt: state.until };
    // A trial that was never answered for must not keep everybody waiting.
    if (state.phase === 'trying' && at < state.answerBy) {
      return { type: 'none', againAt: state.answerBy };
    }
    this.#state = { phase: 'trying', answerBy: after(at, timeoutMs), restMs: state.restMs };
    return { type: 'trial' };
  }

  /** Somebody has answered, whatever they said: whoever was asked is there. */
  answered(): void {
    this.#state = { phase: 'closed', failures: 0 };
  }

  /** Nothing came of a question that had this pass. */
  failed(pass: Pass, at: Instant): void {
    const state = this.#state;
    if (state.phase === 'closed') {
      const failures = state.failures + 1;
      this.#state = failures < FAILURES_MAX ? { phase: 'closed', failures } : open(at, REST_MS);
    } else if (state.phase === 'trying' && pass.type === 'trial') {
      this.#state = open(at, millis(Math.min(REST_MS_MAX, state.restMs * 2)));
    }
    // Others were on their way when the rest began: they say nothing new.
  }
}

const open = (at: Instant, restMs: Millis): State => ({
  phase: 'open',
  until: after(at, restMs),
  restMs,
});
