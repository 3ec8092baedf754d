import type { AttemptId } from '@outpace/engine/basics/ids.ts';
import type { EngineEvent } from '@outpace/engine/event.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';

/**
 * A customer in a conversation is released by an agent who ends the call, by a verdict that it is
 * a machine, or by time when nobody comes back: never by what happens to a third party.
 */
export class TransfersDropNobody implements Checker {
  readonly name = 'transfers-drop-nobody';
  #talking: ReadonlySet<AttemptId> = new Set();

  see(moment: Moment): readonly string[] {
    if (moment.type === 'killed') this.#talking = new Set();
    return moment.type === 'step' ? this.#onStep(moment) : FINE;
  }

  #onStep({ event, effects, state }: MomentOf<'step'>): readonly string[] {
    const dropped = effects.flatMap((effect) => {
      const isEnd = effect.type === 'hang-up' || effect.type === 'play-and-release';
      return isEnd && this.#talking.has(effect.attemptId) ? [effect.attemptId] : [];
    });
    const talking = [...state.attempts.values()].filter(({ phase }) => phase === 'connected');
    this.#talking = new Set(talking.map(({ id }) => id));
    if (!isOfThirds(event)) return FINE;
    return dropped.map((attemptId) => `${attemptId} is dropped by ${wordOf(event)}`);
  }
}

const isOfThirds = (event: EngineEvent): boolean =>
  event.type === 'consultation' ||
  event.type === 'call-transferred' ||
  event.type === 'agent-leg' ||
  (event.type === 'agent-command' && THIRD_COMMANDS.has(event.command.type));

const THIRD_COMMANDS: ReadonlySet<string> = new Set([
  'consult',
  'transfer',
  'conference',
  'talk-with',
  'complete-transfer',
  'complete-conference',
  'end-consultation',
  'leave-consultation',
]);

const wordOf = (event: EngineEvent): string =>
  event.type === 'agent-command' ? event.command.type : event.type;
