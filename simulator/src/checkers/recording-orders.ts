import type { InteractionId } from '@outpace/engine/basics/ids.ts';
import type { RecordingOrder } from '@outpace/engine/interactions/recording.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';

/** What a recording may be asked to do next. */
const NEXT: Readonly<Record<RecordingOrder, readonly RecordingOrder[]>> = {
  start: ['pause', 'stop'],
  pause: ['resume', 'stop'],
  resume: ['pause', 'stop'],
  stop: ['start'],
};

/**
 * Orders to a recording follow each other as on a tape deck. One that the switch could not make,
 * or that an earlier process began, is not known here and may be started anew.
 */
export class RecordingOrders implements Checker {
  readonly name = 'recording-orders';
  readonly #last = new Map<InteractionId, RecordingOrder>();

  see(moment: Moment): readonly string[] {
    if (moment.type === 'killed') this.#last.clear();
    return moment.type === 'step' ? this.#onStep(moment) : FINE;
  }

  #onStep({ event, effects, state }: MomentOf<'step'>): readonly string[] {
    for (const id of this.#last.keys()) {
      const interaction = state.interactions.get(id);
      const isGone = interaction === undefined || interaction.recording.state === 'failed';
      // With the call its recording is over: one that is called again is recorded anew.
      if (isGone || interaction.phase === 'wrap-up') this.#last.delete(id);
    }
    const problems: string[] = [];
    for (const effect of effects) {
      if (effect.type !== 'record') continue;
      const { interactionId, what } = effect;
      const last = this.#last.get(interactionId);
      this.#last.set(interactionId, what);
      if (last !== undefined && !NEXT[last].includes(what)) {
        problems.push(`recording of ${interactionId} is to ${what} after ${last} (${event.type})`);
      }
    }
    return problems;
  }
}
