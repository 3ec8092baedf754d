import type { Instant } from '../basics/time.ts';
import { recordToDial } from '../calling-lists/chain.ts';
import {
  putOff,
  suppressedUnanswered,
  suppressedUndialed,
} from '../calling-lists/chain-outcome.ts';
import type { ListedSuppression } from '../calling-lists/suppression.ts';
import { furthestEnd, isListed, listedText } from '../calling-lists/suppression.ts';
import { schedule } from '../deadlines.ts';
import type { SiteState } from '../state.ts';
import type { Turn } from '../turn.ts';
import { purgePlacing } from './manual-calls.ts';
import { forgetOld } from './suppress.ts';
import { takeBackChain, tellAgents } from './take-back.ts';

/**
 * Entries of suppression lists, which the store has already: in force here before this turn ends.
 * Who was not dialed yet waits for the end of the entry, where it has one. An end that is over
 * takes the entry back; of several lists that name somebody alike the furthest end counts, in
 * whichever order they are heard of.
 */
export function applyListed(turn: Turn, entries: readonly ListedSuppression[]): void {
  const { state, at } = turn;
  forgetOld(turn);
  for (const entry of entries) {
    const text = listedText(entry.key, entry.listId);
    if (entry.until !== undefined && entry.until <= at) {
      forgetListed(state, text);
      continue;
    }
    const until = endOf(turn, entry.until, text);
    // Last in order, as what is youngest.
    forgetListed(state, text);
    state.suppressed.set(text, at);
    if (until !== undefined) {
      state.listedUntil.set(text, until);
      schedule(state, { at: until, of: 'suppression', id: text });
    }
    purgeListed(turn, { ...entry, until }, text);
  }
}

/** An entry of a suppression list has come to its end, if no other one has prolonged it. */
export function endListed({ state, at }: Turn, text: string): void {
  const until = state.listedUntil.get(text);
  if (until !== undefined && until <= at) forgetListed(state, text);
}

function forgetListed(state: SiteState, text: string): void {
  state.suppressed.delete(text);
  state.listedUntil.delete(text);
}

/** Undefined: for good. */
function endOf({ state, at }: Turn, until: Instant | undefined, text: string): Instant | undefined {
  if (!state.suppressed.has(text)) return until;
  const known = state.listedUntil.get(text);
  // It is over, and only not forgotten yet.
  return known !== undefined && known <= at ? until : furthestEnd(known, until);
}

function purgeListed(turn: Turn, { until }: ListedSuppression, text: string): void {
  const asMap = new Map([[text, true]]);
  for (const held of [...turn.state.chains.values()]) {
    const { chain } = held;
    if (isListed(chain, recordToDial(chain), asMap)) {
      if (held.place === 'placing') purgePlacing(turn, chain.id);
      else {
        takeBackChain(turn, held, {
          takenBack: 'suppressed',
          result: 'do-not-call',
          undialed: until === undefined ? suppressedUndialed : (each) => putOff(each, until),
          unanswered: (ended) => suppressedUnanswered(ended, until),
        });
      }
    } else if (chain.records.some((record) => isListed(chain, record, asMap))) {
      // Another number of somebody on the line: it may not be called any more.
      tellAgents(turn, chain.id);
    }
  }
}
