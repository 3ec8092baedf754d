import type { Instant } from '@outpace/engine/basics/time.ts';
import { hasPreview } from '@outpace/engine/campaigns/campaign.ts';
import type { TrunkSetup } from '../trunk-lines.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';

/** So many calls may start within a span, counted from whichever moment on. */
type Rate = { readonly max: number; readonly spanMs: number };

const rateOf = (callsPerSecond: number): Rate => ({
  max: Math.max(1, callsPerSecond),
  spanMs: Math.max(1_000, 1_000 / callsPerSecond),
});

/**
 * No trunk starts more calls than its rate within any second, across kills too; of less than one a
 * second, one within that longer time. Nor are more decided for all of them together, by pacing.
 */
export class TrunkRate implements Checker {
  readonly name = 'trunk-rate';
  readonly #rates: ReadonlyMap<string, Rate>;
  readonly #together: Rate | undefined;
  readonly #starts = new Map<string, readonly Instant[]>();

  constructor(trunks: readonly TrunkSetup[]) {
    this.#rates = new Map(trunks.map(({ name, callsPerSecond: each }) => [name, rateOf(each)]));
    const sum = trunks.reduce((rate, { callsPerSecond: each }) => rate + each, 0);
    this.#together = trunks.length === 0 ? undefined : rateOf(sum);
  }

  see(moment: Moment): readonly string[] {
    if (moment.type === 'step') return this.#onStep(moment);
    if (moment.type !== 'on-trunk') return FINE;
    const { trunk, at, attemptId } = moment;
    const rate = this.#rates.get(trunk);
    if (rate === undefined) return [`attempt ${attemptId} on ${trunk}, which is no trunk`];
    return this.#start(trunk, rate, at);
  }

  #onStep({ at, event, effects, state }: MomentOf<'step'>): readonly string[] {
    const rate = this.#together;
    // What an agent asks for is made at once, and waits for its trunk.
    if (rate === undefined || event.type === 'agent-command') return FINE;
    return effects.flatMap((effect) => {
      if (effect.type !== 'open-attempt' || effect.mode === 'manual') return [];
      const plan = state.sessions.get(effect.groupId)?.plan;
      if (plan === undefined || hasPreview(plan)) return [];
      return this.#start('all trunks', rate, at);
    });
  }

  #start(trunk: string, { max, spanMs }: Rate, at: Instant): readonly string[] {
    const known = this.#starts.get(trunk) ?? [];
    const inSpan = [...known, at].filter((start) => start + spanMs > at);
    this.#starts.set(trunk, inSpan);
    if (inSpan.length <= max) return FINE;
    return [`${inSpan.length} calls on ${trunk} within ${spanMs} ms, at most ${max}`];
  }
}
