import type { CampaignGroupId } from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { seconds } from '@outpace/engine/basics/time.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';

/** A group that the rate holds back: since when, and what it and the others have opened since. */
type Held = { readonly since: Instant; readonly opened: Map<CampaignGroupId, number> };

/** Who had more before owes it for about as long as that is remembered. */
const OWED = seconds(10);
/** Calls by hand, and previews that agents accept, go out whatever the others want. */
const BY_HAND = 4;

/** As long as the rate holds a group back, no other group runs away from it. */
export class FairRate implements Checker {
  readonly name = 'fair-rate';
  readonly #aheadMax: number;
  readonly #held = new Map<CampaignGroupId, Held>();

  /** `callsPerSecond`: of all trunks together; undefined where none has a rate. */
  constructor(callsPerSecond: number | undefined) {
    this.#aheadMax = ((callsPerSecond ?? 0) * OWED) / seconds(1) + BY_HAND;
  }

  see(moment: Moment): readonly string[] {
    if (moment.type === 'killed') this.#held.clear();
    return moment.type === 'step' ? [...this.#onStep(moment)] : FINE;
  }

  *#onStep({ at, effects, state }: MomentOf<'step'>): Generator<string> {
    for (const effect of effects) {
      if (effect.type !== 'open-attempt' || effect.mode === 'manual') continue;
      for (const { opened } of this.#held.values()) {
        opened.set(effect.groupId, (opened.get(effect.groupId) ?? 0) + 1);
      }
    }
    for (const [groupId, { phase }] of state.sessions) {
      const isHeld = phase === 'running' && state.index.pacing.get(groupId)?.bound === 'rate';
      if (!isHeld) this.#held.delete(groupId);
      else if (!this.#held.has(groupId)) this.#held.set(groupId, { since: at, opened: new Map() });
    }
    for (const groupId of this.#held.keys()) {
      if (!state.sessions.has(groupId)) this.#held.delete(groupId);
    }
    for (const [groupId, { since, opened }] of this.#held) {
      const own = opened.get(groupId) ?? 0;
      for (const [other, count] of opened) {
        if (count - own <= this.#aheadMax) continue;
        const ms = at - since;
        yield `${groupId} is held back for ${ms} ms with ${own} calls, ${other} had ${count}`;
      }
    }
  }
}
