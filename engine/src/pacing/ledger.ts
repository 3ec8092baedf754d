import type { Instant } from '../basics/time.ts';
import type { AbandonmentCeiling } from './contract.ts';
import { clamp } from './tables.ts';

/** Aimed at is a little less than the limit, and a person or two less, who may be bad luck. */
const AIM = 0.99;
const MARGIN = 2;
/** And one more where the lists end before that: what is lost near the end is not repaid. */
const MARGIN_AT_END = 3;
/** How far ahead answers are counted on, ms: two hours. */
const AHEAD_MS = 7_200_000;
/**
 * A debt is paid back sooner where few answers come, for the end of the day is not known: within
 * the two hours if they bring so many answers, and in proportion to them otherwise.
 */
const DEBT_ANSWERS = 500;
const DEBT_LEAST = 0.25;
/**
 * Intended for the next answers is at most so many limits, and at least so many where the answers
 * that are still to come can repay it: one call for each free agent would bring so few of them that
 * a large team would be in debt all day. Where they are worth less than ROOM lost people, it is
 * less in proportion.
 */
const MOST = 2;
const LEAST = 0.3;
const ROOM = 40;
/** A half hour may burn so many limits, and no more, whatever the period has saved. */
const HALF_HOUR_MS = 1_800_000;
const HALF_HOUR_MOST = 2;
/** The answers are counted in slots of the period. */
const SLOT_MS = 300_000;

/** `isSpent`: the books allow no more than the least. */
export type Intent = { readonly share: number; readonly isSpent: boolean };
type Counts = { readonly liveAnswers: number; readonly abandoned: number };
type Slot = { readonly startedAt: number; answers: number; abandoned: number };

/**
 * The book of live answers and abandoned ones over the law's period, rolling, and over half an
 * hour. From it follows the share that may be lost among the next answers.
 */
export class Ledger {
  #ceiling: AbandonmentCeiling;
  readonly #slots: Slot[] = [];
  #answers = 0;
  #abandoned = 0;
  #followed: Counts = { liveAnswers: 0, abandoned: 0 };

  constructor(ceiling: AbandonmentCeiling) {
    this.#ceiling = ceiling;
  }

  change(ceiling: AbandonmentCeiling): void {
    this.#ceiling = ceiling;
  }

  book(at: Instant, isAbandoned: boolean): void {
    this.#add(at, 1, isAbandoned ? 1 : 0);
  }

  /** Who was booked was no person, and an agent has heard it. */
  withdraw(at: Instant, wasAbandoned: boolean): void {
    this.#add(at, -1, wasAbandoned ? -1 : 0);
  }

  /** Books what the owner has counted since it was asked last; a correction counts backwards. */
  follow(at: Instant, counted: Counts): void {
    const answers = counted.liveAnswers - this.#followed.liveAnswers;
    const abandoned = counted.abandoned - this.#followed.abandoned;
    this.#followed = counted;
    if (answers !== 0 || abandoned !== 0) this.#add(at, answers, abandoned);
  }

  get liveAnswers(): number {
    return this.#answers + (this.#ceiling.before?.liveAnswers ?? 0);
  }

  get abandoned(): number {
    return this.#abandoned + (this.#ceiling.before?.abandoned ?? 0);
  }

  /**
   * The share intended for the next answers, 0..: `perMs` are expected, and `left` at most are to
   * come at all.
   */
  intended(at: Instant, perMs: number, left: number): Intent {
    this.#forget(at);
    const { share, endsAt } = this.#ceiling;
    if (share <= 0) return { share: 0, isSpent: true };
    const untilEnd = endsAt === undefined ? AHEAD_MS : clamp(endsAt - at, 60_000, AHEAD_MS);
    const margin = left < perMs * untilEnd ? MARGIN_AT_END : MARGIN;
    const isInDebt = this.abandoned + margin > AIM * share * this.liveAnswers;
    const ahead = isInDebt ? Math.min(untilEnd, debtMs(perMs)) : untilEnd;
    const expected = Math.max(1, Math.min(left, perMs * ahead));
    const overall = AIM * share * (this.liveAnswers + expected) - margin - this.abandoned;
    const recent = this.#recent(at);
    const soon = Math.max(1, (perMs * HALF_HOUR_MS) / 2);
    const shortly = HALF_HOUR_MOST * share * (recent.answers + soon) - recent.abandoned;
    const intended = Math.min(overall / expected, shortly / soon);
    const room = Math.min(left, perMs * untilEnd) * share;
    const least = LEAST * share * clamp(room / ROOM, 0, 1);
    return { share: clamp(intended, least, MOST * share), isSpent: intended <= least };
  }

  /** The share aimed at in the long run, 0..1. */
  get aim(): number {
    return AIM * this.#ceiling.share;
  }

  #add(at: Instant, answers: number, abandoned: number): void {
    const slot = this.#slotAt(at);
    slot.answers += answers;
    slot.abandoned += abandoned;
    this.#answers += answers;
    this.#abandoned += abandoned;
  }

  #recent(at: Instant): { answers: number; abandoned: number } {
    let answers = 0;
    let abandoned = 0;
    for (let place = this.#slots.length - 1; place >= 0; place -= 1) {
      const slot = this.#slots[place];
      if (slot === undefined || slot.startedAt < at - HALF_HOUR_MS) break;
      answers += slot.answers;
      abandoned += slot.abandoned;
    }
    return { answers, abandoned };
  }

  #slotAt(at: Instant): Slot {
    const last = this.#slots.at(-1);
    if (last !== undefined && at < last.startedAt + SLOT_MS) return last;
    const slot = { startedAt: at, answers: 0, abandoned: 0 };
    this.#slots.push(slot);
    return slot;
  }

  /** Answers older than the period no longer count. */
  #forget(at: Instant): void {
    let oldest = this.#slots[0];
    while (oldest !== undefined && oldest.startedAt + SLOT_MS < at - this.#ceiling.periodMs) {
      this.#answers -= oldest.answers;
      this.#abandoned -= oldest.abandoned;
      this.#slots.shift();
      oldest = this.#slots[0];
    }
  }
}

/** How soon a debt is to be paid back. */
const debtMs = (perMs: number): number =>
  AHEAD_MS * clamp((perMs * AHEAD_MS) / DEBT_ANSWERS, DEBT_LEAST, 1);
