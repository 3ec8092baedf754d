import type { AttemptId, InteractionId } from '@outpace/engine/basics/ids.ts';
import type { RecordingOrder } from '@outpace/engine/interactions/recording.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';

/** What a recording may be asked to do next. */
const NEXT: Readonly<Record<RecordingOrder, readonly RecordingOrder[]>> = {
  start: ['pause', 'stop'],
  pause: ['resume', 'stop'],
  resume: ['pause', 'stop'],
  stop: ['start'],
};

type Ordered = { readonly interactionId: InteractionId; readonly what: RecordingOrder };

/**
 * Orders to the recording of a call follow each other as on a tape deck. One that the switch could
 * not make, or that an earlier process began, is not known here and may be started anew.
 */
export class RecordingOrders implements Checker {
  readonly name = 'recording-orders';
  readonly #last = new Map<AttemptId, Ordered>();

  see(moment: Moment): readonly string[] {
    if (moment.type === 'killed') this.#last.clear();
    return moment.type === 'step' ? this.#onStep(moment) : FINE;
  }

  #onStep({ event, effects, state }: MomentOf<'step'>): readonly string[] {
    for (const [id, { interactionId }] of this.#last) {
      const recording = state.interactions.get(interactionId)?.recording.state;
      if (recording === undefined || recording === 'failed') this.#last.delete(id);
    }
    const problems: string[] = [];
    for (const effect of effects) {
      if (effect.type !== 'record') continue;
      const { attemptId, interactionId, what } = effect;
      const last = this.#last.get(attemptId)?.what;
      this.#last.set(attemptId, { interactionId, what });
      if (last !== undefined && !NEXT[last].includes(what)) {
        problems.push(`recording of ${attemptId} is to ${what} after ${last} (${event.type})`);
      }
    }
    return problems;
  }
}
