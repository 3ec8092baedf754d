import type { Instant } from '../basics/time.ts';
import type { AgentBook } from './agent-book.ts';
import type { Answer } from './call-book.ts';
import type { PacingLimits } from './contract.ts';
import { clamp, fading } from './tables.ts';

/** How far a live answer moves the price, for one agent; it falls with the root of the team. */
const GAIN = 0.2;
/**
 * Where the price starts, in budgets: a little under where it comes to rest. In a small team much
 * of the risk that is taken comes to nothing, because the agents who talk are few.
 */
const START = 0.5;
const START_SMALL = 10;
const START_MOST = 3;
/** The price stays between so many limits below and above; 1 is never reached. */
const RANGE = 20;
const HIGHEST = 0.6;
/** How fast the price of a target follows its error, per second. */
const STEER = 0.02;
const WAIT_MEMORY_S = 600;

/**
 * The largest risk that is taken: one number, moved after every live answer by what was intended
 * less what came. The average loss then differs from the average intended share by at most
 * (range of the logarithm) ÷ (gain × answers), for any data: the update of adaptive conformal
 * inference (Gibbs and Candès, NeurIPS 2021).
 */
export class Price {
  #limits: PacingLimits;
  /** Of the price, once somebody has answered. */
  #log: number | undefined;
  /** The target's own price; what is taken is the smaller of the two. */
  #target = Math.log(0.05);
  #steeredAt: number | undefined;
  #waitedS = 0;
  #waits = 0;

  constructor(limits: PacingLimits) {
    this.#limits = limits;
  }

  change(limits: PacingLimits): void {
    const before = this.#share();
    this.#limits = limits;
    const now = this.#share();
    // The model's error stays what it was: the price keeps its distance from the budget.
    if (this.#log !== undefined && before > 0 && now > 0) this.#log += Math.log(now / before);
  }

  /**
   * `intended`: the share that was meant to be lost when this person was dialed. `part`: of the
   * agents' work, 0..1; whoever has less of it hears fewer answers, and makes more of each.
   */
  learn(answer: Answer, intended: number, agents: number, part: number): void {
    const gain = GAIN / Math.sqrt(Math.max(1, agents * part));
    const moved = gain * (Math.max(0, intended) - (answer.isAbandoned ? 1 : 0));
    const share = Math.max(1e-6, this.#share());
    const highest = Math.min(HIGHEST, RANGE * share);
    const next = this.#logFor(agents) + moved;
    this.#log = clamp(next, Math.log(share / RANGE), Math.log(highest));
    this.#waitedS += answer.waitedS;
    this.#waits += 1;
  }

  /** Follows a target other than the share, from what was measured of late. */
  steer(agents: AgentBook, at: Instant): void {
    const seconds = clamp((at - (this.#steeredAt ?? at)) / 1_000, 0, 5);
    this.#steeredAt = at;
    const error = this.#error(agents);
    this.#waitedS *= fading(seconds, WAIT_MEMORY_S);
    this.#waits *= fading(seconds, WAIT_MEMORY_S);
    if (error === undefined) return;
    this.#target = clamp(this.#target + STEER * seconds * error, Math.log(1e-5), Math.log(HIGHEST));
  }

  /** The price now: a ledger in debt makes it smaller at once, not answer by answer. */
  now(intended: number, agents: number): number {
    const share = this.#share();
    if (share <= 0) return 0;
    const own = Math.exp(this.#logFor(agents)) * clamp(intended / share, 0, 2);
    const { target } = this.#limits;
    if (target.kind === 'abandonment') return own;
    const wanted =
      target.kind === 'maximum-gain'
        ? target.gain / (target.gain + target.loss)
        : Math.exp(this.#target);
    return Math.min(own, wanted);
  }

  /** Whether the target, and not the ceiling, set the price last. */
  isTarget(agents: number): boolean {
    const { target } = this.#limits;
    if (target.kind === 'abandonment') return target.share < this.#limits.ceiling.share;
    if (target.kind === 'maximum-gain') {
      return target.gain / (target.gain + target.loss) < Math.exp(this.#logFor(agents));
    }
    return this.#target < this.#logFor(agents);
  }

  #logFor(agents: number): number {
    if (this.#log !== undefined) return this.#log;
    const budgets = START * Math.min(START_MOST, 1 + START_SMALL / Math.max(1, agents));
    return Math.log(Math.max(1e-6, Math.min(HIGHEST, budgets * this.#share())));
  }

  /** The share that the price aims at: the ceiling, or a lower one that was chosen. */
  #share(): number {
    const { target, ceiling } = this.#limits;
    return target.kind === 'abandonment' ? Math.min(target.share, ceiling.share) : ceiling.share;
  }

  /** How far from the target, -1..1: above 0 more calls are wanted. */
  #error(agents: AgentBook): number | undefined {
    const { target } = this.#limits;
    if (target.kind === 'busy-factor') {
      const { busyFactor } = agents;
      return busyFactor === undefined ? undefined : clamp(5 * (target.share - busyFactor), -1, 1);
    }
    if (target.kind === 'agent-wait') {
      const { waitS } = agents;
      return waitS === undefined ? undefined : ratioError((waitS * 1_000) / target.ms);
    }
    if (target.kind === 'distribution-time') {
      if (this.#waits < 3) return undefined;
      return ratioError(target.ms / Math.max(1, (this.#waitedS * 1_000) / this.#waits));
    }
    return undefined;
  }
}

const ratioError = (ratio: number): number => clamp(Math.log(Math.max(1e-3, ratio)), -1, 1);
