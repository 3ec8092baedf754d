import type { Instant } from '../basics/time.ts';
import type { PacingDemand, PacingEvent, PacingMemory } from './contract.ts';
import { certain } from './demand.ts';
import { Drift } from './drift.ts';
import type { Forecast } from './forecast.ts';
import { POINTS } from './horizon.ts';
import { AGE_BINS, ageBin, BIN_S, RingCurves, RingTable } from './ring-model.ts';
import { add, fading, at as valueAt } from './tables.ts';

type Call = {
  readonly id: string;
  readonly list: ListBook;
  readonly openedAt: number;
  /** Unknown before the switch has said so; calls that are not known to ring are not cut short. */
  ringingAt: number | undefined;
  isRinging: boolean;
  answeredAt: number | undefined;
  /** Known for a person: until when an agent is in time. */
  agentBy: number | undefined;
};

/** A list and what is known of its calls. */
class ListBook {
  readonly table = new RingTable();
  readonly curves = new RingCurves();
  readonly drift = new Drift();
  /** Calls ringing now, by age. */
  readonly ringing = new Float64Array(AGE_BINS);
  /** Dials of late, faded: which list the next record probably comes from. */
  recent = 0;
  #lessons = 0;
  #learned = -1;
  #drift = 1;

  /** Leaning on the wider curve still matters. */
  get isThin(): boolean {
    return this.table.resolved < THIN_CALLS;
  }

  /**
   * How far the table is relied on at an age, 0..1. Where it is thin it is still finding out how
   * often people answer: hundreds of calls that begin at once and do not answer in their first
   * seconds say something of those seconds, and nothing of the list.
   */
  reliance(bin: number): number {
    const seen = valueAt(this.table.atRisk, bin);
    return seen / (seen + CALLS_TO_RELY);
  }

  /** Something new is in the table. */
  touch(): void {
    this.#lessons += 1;
  }

  /** Computes the curves anew if there is something new; says whether it did. */
  learn(wider: ListBook | undefined, isWiderNew: boolean): boolean {
    const drift = this.drift.factor();
    const isSame = this.#lessons === this.#learned && Math.abs(drift / this.#drift - 1) < 0.02;
    if (isSame && !isWiderNew) return false;
    this.#learned = this.#lessons;
    this.#drift = drift;
    this.curves.learn(this.table, this.ringing, wider?.curves, drift);
    return true;
  }
}

/** How often the curves are computed anew, ms. */
const REFRESH_MS = 1_000;
/** A call older than this has been forgotten by whoever should have told its end, ms. */
const LOST_MS = 180_000;
/** With more calls of its own a list does without the pool's news. */
const THIN_CALLS = 200;
/** With so many calls that have been as old, the list's drift counts half at that age. */
const CALLS_TO_RELY = 200;
/** Of so many lessons the pool takes part in one at least. */
const POOL_EVERY = 10;
/** What a memory from an earlier session is worth, in calls. */
const MEMORY_CALLS = 100;
/** Seconds in which "of late" halves, about. */
const RECENT_S = 20;
const ANY_LIST = '';
/** Time is lived through in steps of at least so many seconds. */
const STEP_S = 0.25;

/** How a person's call went, for the ledger. */
export type Answer = { readonly isAbandoned: boolean; readonly waitedS: number };

/** What an event means beside the calls in the air; most mean nothing. */
export type Told =
  | { readonly type: 'answer'; readonly answer: Answer }
  /** Who was booked as a person was none. */
  | { readonly type: 'no-person'; readonly wasAbandoned: boolean };

/** The calls in the air, what stage each is in, and how such calls go. */
export class CallBook {
  readonly #calls = new Map<string, Call>();
  /** Of them, people who were found and wait. */
  #waiting = 0;
  /** Calls that agents have, and whether they came too late for the law. */
  readonly #met = new Map<string, boolean>();
  readonly #lists = new Map<string, ListBook>();
  readonly #pool = new ListBook();
  #refreshedAt = Number.NEGATIVE_INFINITY;
  readonly #mixedNeed = new Float64Array(POINTS);
  readonly #mixedFirst = new Float64Array(POINTS);
  #rate = 0.25;
  #pendingS = 0;
  #lessons = 0;
  /** Mean seconds that a person may still wait when found, faded. */
  #graceS = 0;
  #graces = 4;

  constructor(memory: PacingMemory | undefined) {
    for (const [id, numbers] of Object.entries(memory?.lists ?? {})) {
      const book = id === ANY_LIST ? this.#pool : this.#listOf(id);
      book.table.recall(numbers, MEMORY_CALLS);
    }
    this.#learn();
  }

  observe(event: PacingEvent): Told | undefined {
    switch (event.type) {
      case 'attempt-opened':
        this.#open(event.attemptId, event.listId ?? ANY_LIST, event.at);
        return undefined;
      case 'attempt-answered':
        this.#answer(this.#calls.get(event.attemptId), event.at);
        return undefined;
      case 'attempt-classified':
        return this.#judge(event);
      case 'attempt-connected':
        return this.#leave(event.attemptId, event.at, false);
      case 'attempt-ended':
        return this.#leave(event.attemptId, event.at, true);
      case 'attempt-ringing':
        this.#ring(this.#calls.get(event.attemptId), event.at);
        return undefined;
      case 'agent-changed':
      case 'limits-changed':
      case 'tick':
        return undefined;
    }
  }

  /** Calls that may still turn out to be a person. */
  get inAir(): number {
    return this.#calls.size - this.#waiting;
  }

  /** Calls that have ended or been judged, faded. */
  get resolved(): number {
    return this.#pool.table.resolved;
  }

  /** Share of dials that a person answers, as believed now, of the lists dialed of late, 0..1. */
  get rate(): number {
    return this.#rate;
  }

  get graceS(): number {
    return Math.max(0, this.#graceS / this.#graces);
  }

  /** Of the next call: chance to need an agent by each point, and when its person answers. */
  get nextNeed(): Float64Array {
    return this.#mixedNeed;
  }

  get nextFirst(): Float64Array {
    return this.#mixedFirst;
  }

  /** Time goes on: calls age, and people should have answered meanwhile. */
  elapse(seconds: number, at: Instant): void {
    this.#pendingS += seconds;
    if (this.#pendingS < STEP_S) return;
    this.#countRinging(at);
    for (const book of this.#books()) {
      let expected = 0;
      for (let bin = 0; bin < AGE_BINS; bin += 1) {
        const ringing = valueAt(book.ringing, bin);
        if (ringing === 0) continue;
        expected += ringing * book.curves.humanHazard(bin) * book.reliance(bin);
      }
      const answers = (expected * this.#pendingS) / BIN_S;
      book.drift.elapse(this.#pendingS, answers, book.curves.meanDelayS);
      book.recent *= fading(this.#pendingS, RECENT_S);
    }
    this.#pendingS = 0;
    this.#refresh(at);
  }

  fade(seconds: number): void {
    this.#pool.table.fade(seconds);
    for (const book of this.#lists.values()) book.table.fade(seconds);
    const left = fading(seconds, 1_800);
    this.#graceS *= left;
    this.#graces = Math.max(4, this.#graces * left);
  }

  addNeed(forecast: Pick<Forecast, 'addNeed'>, at: Instant, chances: Float64Array): void {
    this.#refresh(at);
    this.#countRinging(at);
    for (const book of this.#books()) {
      for (let bin = 0; bin < AGE_BINS; bin += 1) {
        const ringing = valueAt(book.ringing, bin);
        if (ringing > 0) forecast.addNeed(book.curves.need, book.curves.rowOf(bin), ringing);
      }
    }
    for (const { answeredAt, agentBy, openedAt, list } of this.#calls.values()) {
      if (answeredAt === undefined || agentBy !== undefined) continue;
      const age = (answeredAt - openedAt) / 1_000;
      const listened = (at - answeredAt) / 1_000;
      list.curves.fillAnswered(age, listened, chances);
      forecast.addNeed(chances, 0, 1);
    }
  }

  /** Who waits, and what `addNeed` adds, as plain numbers. */
  demand(at: Instant): readonly PacingDemand[] {
    const demand: PacingDemand[] = this.#waiting > 0 ? [certain(this.#waiting)] : [];
    const noted = (chances: Float64Array, from: number, count: number): void => {
      demand.push({ count, chances: chances.slice(from, from + POINTS) });
    };
    this.addNeed({ addNeed: noted }, at, new Float64Array(POINTS));
    return demand;
  }

  /** The call that rings longest, if for at least so long: the first to be taken back. */
  oldestRinging(at: Instant, ringMs: number): string | undefined {
    let oldest: Call | undefined;
    for (const call of this.#calls.values()) {
      if (!call.isRinging || call.ringingAt === undefined) continue;
      if (at - call.ringingAt < ringMs) continue;
      if (oldest === undefined || call.openedAt < oldest.openedAt) oldest = call;
    }
    return oldest?.id;
  }

  /**
   * Calls that have rung for at least so long, and are worth less to their lines than new ones: the
   * oldest first, at most so many. None of lists that are hardly known.
   */
  worthLess(at: Instant, ringMs: number, most: number): readonly string[] {
    const untilMs = new Map<ListBook, number>();
    for (const list of this.#books()) {
      const untilS = list.isThin ? undefined : list.curves.worthUntil(ringMs / 1_000);
      if (untilS !== undefined) untilMs.set(list, untilS * 1_000);
    }
    if (untilMs.size === 0) return [];
    return [...this.#calls.values()]
      .filter(({ isRinging, ringingAt, openedAt, list }) => {
        const hasRung = isRinging && ringingAt !== undefined && at - ringingAt >= ringMs;
        return hasRung && at - openedAt >= (untilMs.get(list) ?? Number.POSITIVE_INFINITY);
      })
      .toSorted((one, other) => one.openedAt - other.openedAt)
      .slice(0, most)
      .map(({ id }) => id);
  }

  toMemory(): PacingMemory['lists'] {
    const own = [...this.#lists].map(([id, { table }]) => [id, table.toNumbers()] as const);
    return Object.fromEntries([...own, [ANY_LIST, this.#pool.table.toNumbers()] as const]);
  }

  #countRinging(at: Instant): void {
    for (const book of this.#books()) book.ringing.fill(0);
    for (const call of this.#calls.values()) {
      if (at - call.openedAt > LOST_MS) this.#drop(call);
      else if (call.isRinging) add(call.list.ringing, ageBin((at - call.openedAt) / 1_000), 1);
    }
  }

  #open(id: string, listId: string, openedAt: Instant): void {
    if (this.#calls.has(id)) return;
    const list = listId === ANY_LIST ? this.#pool : this.#listOf(listId);
    list.recent += 1;
    const unknown = { ringingAt: undefined, answeredAt: undefined, agentBy: undefined };
    this.#calls.set(id, { id, list, openedAt, isRinging: true, ...unknown });
  }

  #ring(call: Call | undefined, at: Instant): void {
    if (call !== undefined) call.ringingAt ??= at;
  }

  #answer(call: Call | undefined, at: Instant): void {
    if (!call?.isRinging) return;
    call.isRinging = false;
    call.answeredAt = at;
    for (const { table } of this.#booksOf(call)) table.answer((at - call.openedAt) / 1_000);
  }

  #judge(event: Extract<PacingEvent, { type: 'attempt-classified' }>): Told | undefined {
    const call = this.#calls.get(event.attemptId);
    const isPerson = event.verdict === 'person';
    if (call === undefined) {
      const wasAbandoned = isPerson ? undefined : this.#met.get(event.attemptId);
      if (wasAbandoned === undefined) return undefined;
      this.#met.delete(event.attemptId);
      return { type: 'no-person', wasAbandoned };
    }
    // It was no person after all, and nobody has waited.
    if (call.agentBy !== undefined && !isPerson) this.#drop(call);
    if (call.agentBy !== undefined) return undefined;
    this.#answer(call, event.at);
    const answeredAt = call.answeredAt ?? event.at;
    const age = (answeredAt - call.openedAt) / 1_000;
    const delay = (event.at - answeredAt) / 1_000;
    for (const { table } of this.#booksOf(call)) table.judge(age, delay, isPerson);
    if (isPerson) this.#find(call, event.at, event.agentBy ?? event.at);
    // A machine needs no agent: it is out of the race, whatever is played to it.
    else this.#drop(call);
    return undefined;
  }

  #find(call: Call, at: Instant, agentBy: Instant): void {
    call.agentBy = agentBy;
    this.#waiting += 1;
    const ageS = ((call.answeredAt ?? at) - call.openedAt) / 1_000;
    call.list.drift.person(call.list.reliance(ageBin(ageS)));
    this.#graceS += Math.max(0, agentBy - at) / 1_000;
    this.#graces += 1;
  }

  #leave(attemptId: string, at: Instant, isEnd: boolean): Told | undefined {
    const call = this.#calls.get(attemptId);
    if (isEnd) this.#met.delete(attemptId);
    if (call === undefined) return undefined;
    this.#drop(call);
    if (!isEnd) this.#met.set(attemptId, call.agentBy !== undefined && at > call.agentBy);
    const age = (at - call.openedAt) / 1_000;
    if (call.agentBy !== undefined) {
      const waitedS = Math.max(0, at - (call.answeredAt ?? at)) / 1_000;
      const answer = { isAbandoned: isEnd || at > call.agentBy, waitedS };
      return { type: 'answer', answer };
    }
    if (call.isRinging && isEnd) for (const { table } of this.#booksOf(call)) table.end(age);
    return undefined;
  }

  #drop(call: Call): void {
    if (this.#calls.delete(call.id) && call.agentBy !== undefined) this.#waiting -= 1;
  }

  /** The call is taken back by ourselves: its end says nothing about lists. */
  forget(attemptId: string, at: Instant): void {
    const call = this.#calls.get(attemptId);
    if (call === undefined) return;
    this.#drop(call);
    for (const { table } of this.#booksOf(call)) table.censor((at - call.openedAt) / 1_000);
  }

  #listOf(id: string): ListBook {
    const known = this.#lists.get(id);
    if (known !== undefined) return known;
    const made = new ListBook();
    made.learn(this.#pool, true);
    this.#lists.set(id, made);
    return made;
  }

  /** Whose tables learn from this call. */
  #booksOf({ list }: Call): readonly ListBook[] {
    list.touch();
    this.#pool.touch();
    return list === this.#pool ? [list] : [list, this.#pool];
  }

  *#books(): Generator<ListBook> {
    yield this.#pool;
    yield* this.#lists.values();
  }

  #refresh(at: Instant): void {
    if (Math.abs(at - this.#refreshedAt) < REFRESH_MS) return;
    this.#refreshedAt = at;
    this.#learn();
  }

  #learn(): void {
    const isNew = this.#isPoolWanted() && this.#pool.learn(undefined, false);
    // A list leans on the pool only where it is thin: following it now and then is enough.
    for (const book of this.#lists.values()) book.learn(this.#pool, isNew && book.isThin);
    this.#mix();
  }

  /** Lists that know enough of themselves do without the pool's news, most of the time. */
  #isPoolWanted(): boolean {
    this.#lessons += 1;
    if (this.#lists.size === 0 || this.#pool.recent > 0) return true;
    return this.#lessons % POOL_EVERY === 1 || this.#lists.values().some(({ isThin }) => isThin);
  }

  #mix(): void {
    const books = [...this.#books()];
    const all = books.reduce((sum, { recent }) => sum + recent, 0);
    this.#mixedNeed.fill(0);
    this.#mixedFirst.fill(0);
    this.#rate = 0;
    for (const { recent, curves } of books) {
      const share = all > 0 ? recent / all : curves === this.#pool.curves ? 1 : 0;
      if (share === 0) continue;
      this.#rate += share * curves.rate;
      for (let point = 0; point < POINTS; point += 1) {
        add(this.#mixedNeed, point, share * valueAt(curves.need, point));
        add(this.#mixedFirst, point, share * valueAt(curves.first, point));
      }
    }
  }
}
