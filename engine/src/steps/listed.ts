import type { Instant } from '../basics/time.ts';
import { after, hours } from '../basics/time.ts';
import { recordToDial } from '../calling-lists/chain.ts';
import type { Ended } from '../calling-lists/chain-outcome.ts';
import {
  putOff,
  suppressedUnanswered,
  suppressedUndialed,
} from '../calling-lists/chain-outcome.ts';
import type { CallingRecord } from '../calling-lists/record.ts';
import type { ListedSuppression, SuppressionScope } from '../calling-lists/suppression.ts';
import { furthestEnd, isListed, listedText, scopeText } from '../calling-lists/suppression.ts';
import { schedule } from '../deadlines.ts';
import { withOpenChain } from '../dialing/refill.ts';
import { putSession, sessionOf } from '../entities.ts';
import type { ApplyListed } from '../event.ts';
import type { SiteState } from '../state.ts';
import type { Turn } from '../turn.ts';
import { purgePlacing } from './manual-calls.ts';
import { forgetOld } from './suppress.ts';
import type { TakenBackWhy } from './take-back.ts';
import { takeBackChain, tellAgents } from './take-back.ts';

/**
 * Entries of suppression lists, which the store has already: in force here before this turn ends.
 * Who was not dialed yet waits for the end of the entry, where it has one. An end that is over
 * takes the entry back; of several lists that name somebody alike the furthest end counts, in
 * whichever order they are heard of.
 */
export function applyListed(
  turn: Turn,
  { anew, entries }: Pick<ApplyListed, 'anew' | 'entries'>,
): void {
  const { state, at } = turn;
  forgetOld(turn);
  for (const scope of anew) forgetScope(turn, scope);
  for (const entry of entries) {
    const text = listedText(entry.key, entry.scope);
    if (entry.until !== undefined && entry.until <= at) {
      forgetListed(state, text);
      askAgain(turn, entry.scope);
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

/** Lists of this scope have changed as a whole: what is still against anybody comes with it. */
function forgetScope(turn: Turn, scope: SuppressionScope): void {
  const { state } = turn;
  const beginning = scopeText(scope);
  for (const text of [...state.suppressed.keys()]) {
    if (text.startsWith(beginning)) forgetListed(state, text);
  }
  askAgain(turn, scope);
}

/** Whom a campaign's own lists kept from its calls, it may call now, though it was finished. */
function askAgain(turn: Turn, scope: SuppressionScope): void {
  if (scope.kind !== 'campaign') return;
  for (const session of turn.state.sessions.values()) {
    if (session.plan.campaignId !== scope.campaignId) continue;
    putSession(turn, withOpenChain(session, turn.at, turn.at));
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

function purgeListed(turn: Turn, entry: ListedSuppression, text: string): void {
  const asMap = new Map([[text, true]]);
  for (const held of [...turn.state.chains.values()]) {
    const { chain, groupId } = held;
    const { campaignId } = sessionOf(turn.state, groupId).plan;
    const isMeant = (record: CallingRecord) => isListed(chain, record, asMap, campaignId);
    if (isMeant(recordToDial(chain))) {
      if (held.place === 'placing') purgePlacing(turn, chain.id);
      else takeBackChain(turn, held, keptBy(entry));
    } else if (chain.records.some(isMeant)) {
      // Another number of somebody on the line: it may not be called any more.
      tellAgents(turn, chain.id);
    }
  }
}

/** What becomes of whoever is named. Other campaigns may call whom one must not. */
function keptBy({ scope, until }: ListedSuppression): TakenBackWhy {
  const why = { takenBack: 'suppressed', result: 'do-not-call' } as const;
  if (scope.kind === 'campaign') {
    const rested = (ended: Ended) =>
      suppressedUnanswered(ended, after(ended.endedAt, RINGING_REST));
    return { ...why, undialed: (chain) => putOff(chain, chain.dueAt), unanswered: rested };
  }
  return {
    ...why,
    undialed: until === undefined ? suppressedUndialed : (chain) => putOff(chain, until),
    unanswered: (ended) => suppressedUnanswered(ended, until),
  };
}

/** A phone that has just stopped ringing for one campaign does not ring at once for another. */
const RINGING_REST = hours(1);
