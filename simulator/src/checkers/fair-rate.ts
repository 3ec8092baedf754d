import type { CampaignGroupId, OfferId } from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { seconds } from '@outpace/engine/basics/time.ts';
import type { SiteState } from '@outpace/engine/state.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';

/** A group that the rate holds back: since when, and what it and the others have opened since. */
type Held = {
  readonly since: Instant;
  readonly opened: Map<CampaignGroupId, number>;
  /** What lies before its agents now. */
  offers: ReadonlySet<OfferId>;
  /** Offers that came to nothing: its agents had their turns, and let them go. */
  declined: number;
};

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
    const openedNow = new Map<CampaignGroupId, number>();
    for (const effect of effects) {
      if (effect.type !== 'open-attempt' || effect.mode === 'manual') continue;
      openedNow.set(effect.groupId, (openedNow.get(effect.groupId) ?? 0) + 1);
    }
    this.#choose(state, at);
    for (const [groupId, held] of this.#held) {
      const own = this.#count(groupId, held, openedNow, offersOf(state, groupId));
      for (const [other, count] of held.opened) {
        if (count - own <= this.#aheadMax) continue;
        const ms = at - held.since;
        const given = `${own} calls and offers`;
        yield `${groupId} is held back for ${ms} ms with ${given}, ${other} had ${count}`;
      }
    }
  }

  /** Whom the rate holds back now. */
  #choose(state: SiteState, at: Instant): void {
    for (const [groupId, { phase }] of state.sessions) {
      const isHeld = phase === 'running' && state.index.pacing.get(groupId)?.bound === 'rate';
      if (!isHeld) this.#held.delete(groupId);
      else if (!this.#held.has(groupId)) {
        const offers = offersOf(state, groupId);
        this.#held.set(groupId, { since: at, opened: new Map(), offers, declined: 0 });
      }
    }
    for (const groupId of this.#held.keys()) {
      if (!state.sessions.has(groupId)) this.#held.delete(groupId);
    }
  }

  /** What a group has opened since, with what lies or lay before its agents. */
  #count(
    groupId: CampaignGroupId,
    held: Held,
    openedNow: ReadonlyMap<CampaignGroupId, number>,
    offers: ReadonlySet<OfferId>,
  ): number {
    for (const [who, count] of openedNow) held.opened.set(who, (held.opened.get(who) ?? 0) + count);
    const ended = [...held.offers].filter((id) => !offers.has(id)).length;
    held.declined += Math.max(0, ended - (openedNow.get(groupId) ?? 0));
    held.offers = offers;
    return (held.opened.get(groupId) ?? 0) + held.declined + offers.size;
  }
}

const offersOf = ({ offers }: SiteState, groupId: CampaignGroupId): ReadonlySet<OfferId> =>
  new Set([...offers.values()].filter((each) => each.groupId === groupId).map(({ id }) => id));
