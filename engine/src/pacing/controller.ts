import type { Instant } from '../basics/time.ts';
import { instant } from '../basics/time.ts';
import { AgentBook } from './agent-book.ts';
import { CallBook } from './call-book.ts';
import type {
  AbandonmentCeiling,
  PacingController,
  PacingDecision,
  PacingDemand,
  PacingEvent,
  PacingInputs,
  PacingLimits,
  PacingMemory,
  PacingPosition,
  PacingReason,
} from './contract.ts';
import { Forecast } from './forecast.ts';
import { HORIZON_S, POINTS } from './horizon.ts';
import { type Intent, Ledger } from './ledger.ts';
import { Price } from './price.ts';
import { clamp } from './tables.ts';

/** Below so many resolved calls and finished conversations it dials one call for a free agent. */
const CALLS_TO_TRUST = 30;
const TALKS_TO_TRUST = 3;
/**
 * In the air are at most so many calls for each that has ended or been judged. At the start of a
 * day this lets the dialer grow from one ring time to the next, instead of staking all agents on
 * the handful of answers that it has seen.
 */
const IN_AIR_PER_RESOLVED = 1.5;
/** Risk above so many prices: a call that has rung long enough is taken back. */
const TAKE_BACK_ABOVE = 4;
/** Of the calls in the air so many at most are taken back at once for new ones, 0..1. */
const AT_ONCE = 0.05;
/** Rings are not cut for new calls where the lists hold less work than this, ms. */
const LISTS_LAST_MS = 7_200_000;
/** Agents are left to others while the risk without them is at most so many prices. */
const SPARE_UP_TO = 2;
/** A longer silence is not lived through second by second, ms. */
const LONGEST_STEP_MS = 5_000;
const FADE_EVERY_MS = 30_000;
/** The point of the horizon that "soon" is for people who read: ten seconds. */
const SOON = HORIZON_S.indexOf(10);

/**
 * The predictive controller: forecasts the race between agents who become free and people who
 * answer, and dials while the next person's risk of finding no agent is below a price. Nobody sets
 * the price: it moves after every live answer so that the abandoned share lands on the budget,
 * however wrong the forecast. README.md tells the method and its sources.
 */
export function createController(limits: PacingLimits): PacingController {
  return new Controller(limits);
}

class Controller implements PacingController {
  #limits: PacingLimits;
  readonly #calls: CallBook;
  readonly #agents: AgentBook;
  readonly #ledger: Ledger;
  readonly #price: Price;
  readonly #forecast = new Forecast();
  readonly #chances = new Float64Array(POINTS);
  #now: Instant | undefined;
  #fadedAt = 0;
  #isFollowing = false;
  #recordsLeft = Number.POSITIVE_INFINITY;
  /** Share of the agents' work that is this session's. */
  #part = 1;

  constructor(limits: PacingLimits) {
    this.#limits = limits;
    this.#calls = new CallBook(limits.memory);
    this.#agents = new AgentBook(limits.memory);
    this.#ledger = new Ledger(aimed(limits));
    this.#price = new Price(limits);
  }

  readonly observe = (event: PacingEvent): void => {
    const at = this.#elapse(event.at);
    if (event.type === 'agent-changed') {
      this.#agents.change(event.agentId, event.state, at);
      return;
    }
    if (event.type === 'limits-changed') {
      this.#limits = event.limits;
      this.#ledger.change(aimed(event.limits));
      this.#price.change(event.limits);
      return;
    }
    const told = this.#calls.observe(event);
    if (told?.type === 'no-person' && !this.#isFollowing)
      this.#ledger.withdraw(at, told.wasAbandoned);
    if (told?.type !== 'answer') return;
    const { answer } = told;
    if (!this.#isFollowing) this.#ledger.book(at, answer.isAbandoned);
    this.#price.learn(answer, this.#intended(at).share, this.#agents.staffed, this.#part);
  };

  readonly decide = (position: PacingPosition): PacingDecision => {
    const at = this.#elapse(position.at);
    const most = Math.max(0, Math.floor(Math.min(position.portsFree, position.recordsFree)));
    const { free, waiting, inAir, shared } = position;
    const careful = Math.max(0, (shared?.own ?? free) - waiting - inAir);
    this.#part = shared?.part ?? 1;
    this.#follow(position, at);
    this.#recordsLeft = position.recordsLeft ?? position.recordsFree;
    const doubt = this.#doubt(position);
    const { share: intended, isSpent } = this.#intended(at);
    this.#price.steer(this.#agents, at);
    const price = this.#price.now(intended, this.#agents.staffed);
    const { risk, freeSoon, answersSoon } = this.#look(position, at);
    const why = doubt ?? (intended <= 0 ? 'ledger' : undefined);
    const paid = Math.min(price, shared?.priceMax ?? price);
    const room = Math.max(0, Math.floor(IN_AIR_PER_RESOLVED * this.#calls.resolved) - inAir);
    const admitted = why === undefined ? this.#admit(paid, Math.min(room, most)) : 0;
    const wanted = Math.max(careful, admitted);
    const open = Math.min(wanted, most);
    const isForNew = why === undefined && this.#isHeldByLines(position, open, paid);
    const takeBack = isForNew
      ? this.#takeBackForNew(at)
      : this.#takeBack(at, why, open, risk, price);
    const inputs: PacingInputs = {
      free,
      waiting,
      inAir,
      freeSoon,
      answersSoon,
      answerRate: this.#calls.rate,
      risk,
      price: paid,
      intended,
      liveAnswers: this.#ledger.liveAnswers,
      abandoned: this.#ledger.abandoned,
    };
    const wouldMore = open > 0 || (why === undefined && risk <= paid);
    const isCut = open < wanted || (open >= most && wouldMore);
    const isGrowing = !isCut && admitted >= room && wouldMore;
    const grown = isGrowing ? 'growing' : isSpent ? 'ledger' : undefined;
    const reason = this.#reason(position, why ?? grown, isCut);
    return { open, takeBack, why: reason, inputs };
  };

  readonly demand = (at: Instant): readonly PacingDemand[] => this.#calls.demand(this.#elapse(at));

  readonly spare = (position: PacingPosition): number => {
    const at = this.#elapse(position.at);
    const price = this.#price.now(this.#intended(at).share, this.#agents.staffed);
    const { free } = position;
    let spared = 0;
    let most = Math.max(0, free);
    while (spared < most) {
      const middle = Math.ceil((spared + most) / 2);
      const { risk } = this.#look({ ...position, free: free - middle }, at);
      if (risk <= SPARE_UP_TO * price) spared = middle;
      else most = middle - 1;
    }
    return spared;
  };

  readonly learned = (): PacingMemory => ({
    version: 1,
    lists: this.#calls.toMemory(),
    ...this.#agents.toMemory(),
  });

  /** Late events and clocks that go back stand still; a long gap counts as a short one. */
  #elapse(at: Instant): Instant {
    const before = this.#now ?? at;
    const now = instant(Math.max(before, at));
    this.#now = now;
    const seconds = Math.min(now - before, LONGEST_STEP_MS) / 1_000;
    if (seconds > 0) {
      this.#agents.elapse(seconds);
      this.#calls.elapse(seconds, now);
    }
    if (now - this.#fadedAt >= FADE_EVERY_MS) {
      const faded = this.#fadedAt === 0 ? 0 : Math.min(now - this.#fadedAt, 3_600_000) / 1_000;
      this.#calls.fade(faded);
      this.#agents.fade(faded);
      this.#fadedAt = now;
    }
    return now;
  }

  /** Who counts for us counts always: what the events said before is not counted twice. */
  #follow({ counted }: PacingPosition, at: Instant): void {
    if (counted === undefined) return;
    this.#isFollowing = true;
    this.#ledger.follow(at, counted);
  }

  #doubt({ inAir }: PacingPosition): PacingReason | undefined {
    const known = this.#calls.inAir;
    if (Math.abs(known - inAir) > Math.max(3, 0.2 * Math.max(known, inAir))) return 'mismatch';
    const isThin = this.#calls.resolved < CALLS_TO_TRUST || this.#agents.talksSeen < TALKS_TO_TRUST;
    return isThin ? 'thin-data' : undefined;
  }

  #intended(at: Instant): Intent {
    return this.#ledger.intended(at, this.#answersPerMs, this.#answersLeft);
  }

  /** Expected while agents are about as busy as they usually are. */
  get #answersPerMs(): number {
    const perMs = Math.max(1, this.#agents.staffed) / (this.#agents.handlingS * 1_000);
    return perMs * this.#part * 0.85;
  }

  get #answersLeft(): number {
    return this.#recordsLeft * this.#calls.rate;
  }

  /**
   * Agents wait and one more call may be dialed, but for the lines. Where the lists end soon it is
   * people who are scarce, and not lines.
   */
  #isHeldByLines(position: PacingPosition, open: number, price: number): boolean {
    if (!this.#limits.takesBack || position.free <= 0) return false;
    if ((position.linesFree ?? position.portsFree) > open) return false;
    if (this.#answersLeft < this.#answersPerMs * LISTS_LAST_MS) return false;
    return this.#forecast.risk(this.#calls.nextFirst, this.#calls.nextNeed, 0) <= price;
  }

  /** Lines are too few: those on which a new call is worth more are given one, a few at a time. */
  #takeBackForNew(at: Instant): readonly string[] {
    const most = Math.ceil(AT_ONCE * this.#calls.inAir);
    const ids = this.#calls.worthLess(at, this.#limits.ringMs, most);
    for (const id of ids) this.#calls.forget(id, at);
    return ids;
  }

  #look(position: PacingPosition, at: Instant): Looked {
    const forecast = this.#forecast;
    forecast.begin(position.free - position.waiting, this.#agents.staffed);
    this.#agents.addFree(forecast, at, this.#calls.graceS);
    const freeSoon = forecast.expected(SOON);
    this.#calls.addNeed(forecast, at, this.#chances);
    const answersSoon = freeSoon - forecast.expected(SOON);
    for (const { chances, count } of position.shared?.demand ?? []) {
      if (count > 0) forecast.addNeed(chances, 0, count);
    }
    const risk = forecast.risk(this.#calls.nextFirst, this.#calls.nextNeed, 0);
    return { risk, freeSoon, answersSoon };
  }

  #admit(price: number, most: number): number {
    return this.#forecast.admit(this.#calls.nextFirst, this.#calls.nextNeed, price, most);
  }

  #takeBack(
    at: Instant,
    why: PacingReason | undefined,
    open: number,
    risk: number,
    price: number,
  ): readonly string[] {
    if (!this.#limits.takesBack || open > 0 || why === 'mismatch' || why === 'thin-data') return [];
    if (risk <= clamp(TAKE_BACK_ABOVE * price, 0, 0.9)) return [];
    const oldest = this.#calls.oldestRinging(at, this.#limits.ringMs);
    if (oldest === undefined) return [];
    this.#calls.forget(oldest, at);
    return [oldest];
  }

  #reason(position: PacingPosition, why: PacingReason | undefined, isCut: boolean): PacingReason {
    if (isCut) {
      return position.portsFree <= position.recordsFree ? 'ports' : 'records';
    }
    if (why !== undefined) return why;
    if (this.#agents.staffed === 0) return 'agents';
    return this.#price.isTarget(this.#agents.staffed) ? 'target' : 'risk';
  }
}

/** The law's period with the share that is wanted, where that is the smaller one. */
const aimed = ({ target, ceiling }: PacingLimits): AbandonmentCeiling =>
  target.kind === 'abandonment'
    ? { ...ceiling, share: Math.min(target.share, ceiling.share) }
    : ceiling;

type Looked = {
  readonly risk: number;
  readonly freeSoon: number;
  readonly answersSoon: number;
};
