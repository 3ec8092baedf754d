import type { AttemptId } from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { after, elapsed, seconds } from '@outpace/engine/basics/time.ts';
import type { Validation, ValidationAnswer } from '@outpace/engine/campaigns/validation.ts';
import type { OpenAttempt } from '@outpace/engine/effect.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';

type Question = {
  readonly validation: Validation;
  readonly askedAt: Instant;
  /** The first one; undefined: none yet. */
  answer: ValidationAnswer | undefined;
};

/** From the time-out until the engine has looked at it: its own patience, and a late tick. */
const SLACK_MS = seconds(2);

/**
 * Nobody is dialed in a campaign that has its dials validated before the first answer to the
 * question about this very attempt allows it, or its absence does; nobody after a refusal; and
 * nothing waits for an answer for ever. Reads the answers itself, and trusts no ruling of the
 * engine. A call again from the screen of a conversation is not asked about.
 */
export class ValidatedDials implements Checker {
  readonly name = 'validated-dials';
  readonly #asked = new Map<AttemptId, Question>();

  see(moment: Moment): readonly string[] {
    if (moment.type === 'killed') this.#asked.clear();
    return moment.type === 'step' ? [...this.#onStep(moment)] : FINE;
  }

  *#onStep({ at, event, effects, state }: MomentOf<'step'>): Generator<string> {
    if (event.type === 'validation-answered') {
      const question = this.#asked.get(event.attemptId);
      if (question !== undefined) question.answer ??= event.answer;
    }
    const again = new Set<AttemptId>();
    for (const effect of effects) if (effect.type === 'save-recall') again.add(effect.attemptId);
    for (const effect of effects) {
      if (effect.type === 'ask-validation') {
        const { attemptId, validation } = effect;
        if (this.#asked.has(attemptId)) yield `it is asked twice about ${attemptId}`;
        this.#asked.set(attemptId, { validation, askedAt: at, answer: undefined });
      }
      if (effect.type !== 'open-attempt' || again.has(effect.attemptId)) continue;
      if (state.sessions.get(effect.groupId)?.plan.validation === undefined) continue;
      const problem = this.#problemOf(effect, at);
      if (problem !== undefined) yield `${effect.attemptId} is dialed ${problem}`;
    }
    for (const attempt of state.attempts.values()) {
      if (attempt.phase !== 'validating') continue;
      const question = this.#asked.get(attempt.id);
      if (question === undefined) yield `${attempt.id} waits for an answer, and nobody was asked`;
      else if (at > after(after(question.askedAt, question.validation.timeoutMs), SLACK_MS)) {
        yield `${attempt.id} waits for its answer for ${elapsed(question.askedAt, at)} ms`;
      }
    }
    for (const id of [...this.#asked.keys()]) if (!state.attempts.has(id)) this.#asked.delete(id);
  }

  #problemOf({ attemptId }: OpenAttempt, at: Instant): string | undefined {
    const question = this.#asked.get(attemptId);
    if (question === undefined) return 'though nobody was asked about it';
    const { answer, askedAt, validation } = question;
    const { onTimeout, onError, timeoutMs } = validation;
    if (answer === undefined && at < after(askedAt, timeoutMs)) return 'before its answer';
    switch (answer?.said) {
      case 'dial':
        return undefined;
      case 'refuse':
        return 'though it was refused';
      case 'time-out':
      case undefined:
        return onTimeout.action === 'dial' ? undefined : 'though no answer came';
      case 'error':
      case 'circuit-open':
        return onError.action === 'dial' ? undefined : `though nobody could say: ${answer?.said}`;
    }
  }
}
