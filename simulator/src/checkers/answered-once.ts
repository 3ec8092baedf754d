import type { CommandId } from '@outpace/engine/basics/ids.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';

/** Each command is answered once each time it comes, a repeated one as it was the first time. */
export class AnsweredOnce implements Checker {
  readonly name = 'answered-once';
  readonly #answers = new Map<CommandId, string>();

  see(moment: Moment): readonly string[] {
    if (moment.type === 'killed') this.#answers.clear();
    return moment.type === 'step' ? [...this.#onStep(moment)] : FINE;
  }

  *#onStep({ event, effects }: MomentOf<'step'>): Generator<string> {
    const asked = 'commandId' in event ? event.commandId : undefined;
    let replies = 0;
    for (const effect of effects) {
      if (effect.type !== 'reply') continue;
      replies += 1;
      if (effect.commandId !== asked) yield `an answer to ${effect.commandId} that nobody asked`;
      const answer = JSON.stringify(effect.outcome);
      const before = this.#answers.get(effect.commandId);
      this.#answers.set(effect.commandId, answer);
      if (before !== undefined && before !== answer) {
        yield `command ${effect.commandId} is answered ${answer}, before ${before}`;
      }
    }
    if (asked !== undefined && replies !== 1) yield `command ${asked} gets ${replies} answers`;
  }
}
