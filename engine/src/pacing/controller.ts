import type { Instant } from '../basics/time.ts';
import { instant } from '../basics/time.ts';
import { AgentBook } from './agent-book.ts';
import { CallBook } from './call-book.ts';
import type {
  AbandonmentCeiling,
  PacingController,
  PacingDecision,
  PacingEvent,
  PacingInputs,
  PacingLimits,
  PacingMemory,
  PacingPosition,
  PacingReason,
} from './contract.ts';
import { Forecast } from './forecast.ts';
import { HORIZON_S, POINTS } from './horizon.ts';
import { Ledger } from './ledger.ts';
import { Price } from './price.ts';
import { clamp } from './tables.ts';

/** Below so many resolved calls and finished conversations it dials one call for a free agent. */
const CALLS_TO_TRUST = 30;
const TALKS_TO_TRUST = 3;
/** Risk above so many prices: a call that has rung long enough is taken back. */
const TAKE_BACK_ABOVE = 4;
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
    if (told?.type === 'no-person' && !this.#isFollowing) this.#ledger.withdraw(at);
    if (told?.type !== 'answer') return;
    const { answer } = told;
    if (!this.#isFollowing) this.#ledger.book(at, answer.isAbandoned);
    this.#price.learn(answer, this.#intended(at), this.#agents.staffed);
  };

  readonly decide = (position: PacingPosition): PacingDecision => {
    const at = this.#elapse(position.at);
    const most = Math.max(0, Math.floor(Math.min(position.portsFree, position.recordsFree)));
    const careful = Math.max(0, position.free - position.waiting - position.inAir);
    this.#follow(position, at);
    const doubt = this.#doubt(position);
    const intended = this.#intended(at);
    this.#price.steer(this.#agents, at);
    const price = this.#price.now(intended, this.#agents.staffed);
    const { risk, freeSoon, answersSoon } = this.#look(position, at);
    const why = doubt ?? (intended <= 0 ? 'ledger' : undefined);
    const wanted = why === undefined ? Math.max(careful, this.#admit(price, most)) : careful;
    const open = Math.min(wanted, most);
    const takeBack = this.#takeBack(at, why, open, risk, price);
    const inputs: PacingInputs = {
      free: position.free,
      waiting: position.waiting,
      inAir: position.inAir,
      freeSoon,
      answersSoon,
      answerRate: this.#calls.rate,
      risk,
      price,
      intended,
      liveAnswers: this.#ledger.liveAnswers,
      abandoned: this.#ledger.abandoned,
    };
    return { open, takeBack, why: this.#reason(position, why, wanted, open), inputs };
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

  #intended(at: Instant): number {
    const perMs = Math.max(1, this.#agents.staffed) / (this.#agents.handlingS * 1_000);
    return this.#ledger.intended(at, perMs * 0.85);
  }

  #look(position: PacingPosition, at: Instant): Looked {
    const forecast = this.#forecast;
    forecast.begin(position.free - position.waiting, this.#agents.staffed);
    this.#agents.addFree(forecast, at, this.#calls.graceS);
    const freeSoon = forecast.expected(SOON);
    this.#calls.addNeed(forecast, at, this.#chances);
    const answersSoon = freeSoon - forecast.expected(SOON);
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

  #reason(
    position: PacingPosition,
    why: PacingReason | undefined,
    wanted: number,
    open: number,
  ): PacingReason {
    if (open < wanted || (open > 0 && open >= Math.min(position.portsFree, position.recordsFree))) {
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
