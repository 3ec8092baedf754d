import type { Instant, Millis } from '@outpace/engine/basics/time.ts';
import { after, millis, minutes, seconds } from '@outpace/engine/basics/time.ts';
import type { CallResult } from '@outpace/engine/calling-lists/call-result.ts';
import type { CarrierTrouble } from './carrier.ts';
import type { Prng } from './prng.ts';
import type { SwitchTrouble } from './simulated-switch.ts';
import type { ThirdFate } from './third-legs.ts';

/** What may go wrong, each switched on or off; shrinking switches them off one by one. */
export type FaultSwitches = {
  /** Switch events late, twice and out of order. */
  readonly switchEvents: boolean;
  readonly originateRefused: boolean;
  /** No call gets out for a while. */
  readonly trunksDead: boolean;
  readonly slowStore: boolean;
  readonly failingStore: boolean;
  /** The process is killed at a random step and started again. */
  readonly kills: boolean;
  /** Agents close the laptop, and commands arrive twice, or from two tabs. */
  readonly laptops: boolean;
  /** Agents' legs do not come up, break off, fall silent; recordings fail. */
  readonly phones: boolean;
  /** The connection to the switch is lost for a while; calls go on. */
  readonly switchGone: boolean;
  /** A kill leaves the calls on the switch alive. */
  readonly callsSurvive: boolean;
  /** The machine slept, or somebody set its clock: it is later at once. Never earlier. */
  readonly clockJumps: boolean;
};

export const NO_FAULTS: FaultSwitches = {
  switchEvents: false,
  originateRefused: false,
  trunksDead: false,
  slowStore: false,
  failingStore: false,
  kills: false,
  laptops: false,
  phones: false,
  switchGone: false,
  callsSurvive: false,
  clockJumps: false,
};

export const ALL_FAULTS: FaultSwitches = {
  switchEvents: true,
  originateRefused: true,
  trunksDead: true,
  slowStore: true,
  failingStore: true,
  kills: true,
  laptops: true,
  phones: true,
  switchGone: true,
  callsSurvive: true,
  clockJumps: true,
};

/** Each fault is on in three of four worlds, so that there are worlds without each of them. */
export const drawFaults = (prng: Prng): FaultSwitches => ({
  switchEvents: prng.chance(0.75),
  originateRefused: prng.chance(0.75),
  slowStore: prng.chance(0.75),
  failingStore: prng.chance(0.75),
  kills: prng.chance(0.75),
  laptops: prng.chance(0.75),
  phones: prng.chance(0.75),
  switchGone: prng.chance(0.75),
  callsSurvive: prng.chance(0.5),
  trunksDead: prng.chance(0.75),
  // For scenarios that ask for it.
  clockJumps: false,
});

/** Steps between two kills, on average. */
const KILL_GAP_STEPS = 4_000;

const KILLED_AT_NIGHT = 0.3;
const CLOCK_JUMPS = 0.006;
const LATE = 0.03;
const TWICE = 0.03;
const REFUSED = 0.02;
const SLOW = 0.03;
const FAILED = 0.01;
const COMMAND_TWICE = 0.02;
const TABS_CROSS = 0.02;
const LEG_FAILS = 0.03;
const RECORDING_FAILS = 0.05;
const ORPHAN = 0.005;
/** Between two troubles of one agent's phone, on average. */
const PHONE_GAP = minutes(12);
/** Between two losses of the switch, on average. */
const SWITCH_GAP = minutes(15);

const THIRD_FATES = ['answers', 'answers', 'answers', 'hangs-up', 'is-busy', 'rings-out'] as const;
/** Between two deaths of all trunks, on average. */
const TRUNK_GAP = minutes(20);

const PHONE_TROUBLES = ['unregistered', 'lost', 'hung-up', 'silent'] as const;

export type PhoneTrouble = {
  readonly afterMs: Millis;
  readonly what: (typeof PHONE_TROUBLES)[number];
  /** Until it is well again. */
  readonly forMs: Millis;
};

/** Draws the troubles of one world until they are told to stop. */
export class Faults implements SwitchTrouble, CarrierTrouble {
  readonly #prng: Prng;
  readonly #setup: FaultSwitches;
  #on: FaultSwitches;
  #killAfterSteps: number;
  /** When the trunks die next, or have died, and until when. */
  #outage: { readonly from: Instant; readonly until: Instant } | undefined;

  constructor(prng: Prng, on: FaultSwitches) {
    this.#prng = prng;
    this.#setup = on;
    this.#on = on;
    this.#killAfterSteps = prng.gap(KILL_GAP_STEPS);
  }

  /** From here on the world is kind: then everything must come to rest. */
  stop(): void {
    this.#on = NO_FAULTS;
  }

  /** Another day: what was on is on again. */
  resume(): void {
    this.#on = this.#setup;
  }

  deliveries(): readonly Millis[] {
    const usual = millis(this.#prng.between(1, 30));
    if (!this.#on.switchEvents) return [usual];
    const first = this.#prng.chance(LATE) ? millis(this.#prng.gap(2_000)) : usual;
    return this.#prng.chance(TWICE) ? [first, millis(this.#prng.gap(1_000))] : [first];
  }

  refusal(at: Instant): CallResult | undefined {
    if (this.#on.originateRefused && this.#prng.chance(REFUSED)) return 'no-free-port';
    return this.#on.trunksDead && this.#areTrunksDead(at) ? 'all-trunks-busy' : undefined;
  }

  #areTrunksDead(at: Instant): boolean {
    while (this.#outage === undefined || this.#outage.until <= at) {
      const from = after(this.#outage?.until ?? at, millis(this.#prng.gap(TRUNK_GAP)));
      this.#outage = { from, until: after(from, millis(this.#prng.between(1_000, 100_000))) };
    }
    return this.#outage.from <= at;
  }

  legFails(): boolean {
    return this.#on.phones && this.#prng.chance(LEG_FAILS);
  }

  recordingFails(): boolean {
    return this.#on.phones && this.#prng.chance(RECORDING_FAILS);
  }

  orphans(): boolean {
    return this.#on.switchEvents && this.#prng.chance(ORPHAN);
  }

  /** Most people who are asked for help pick up; some go again in the middle of it. */
  third(): ThirdFate {
    return this.#on.phones ? this.#prng.pick(THIRD_FATES) : 'answers';
  }

  /** Until the next trouble of a phone, and what it is; undefined when there is none. */
  phoneTrouble(): PhoneTrouble | undefined {
    if (!this.#on.phones) return undefined;
    const afterMs = millis(this.#prng.gap(PHONE_GAP));
    const what = this.#prng.pick(PHONE_TROUBLES);
    return { afterMs, what, forMs: millis(this.#prng.between(500, 40_000)) };
  }

  /** Until the switch is lost next, and for how long. */
  switchLoss(): { readonly afterMs: Millis; readonly forMs: Millis } | undefined {
    if (!this.#on.switchGone) return undefined;
    const afterMs = millis(this.#prng.gap(SWITCH_GAP));
    return { afterMs, forMs: millis(this.#prng.between(200, seconds(30))) };
  }

  get callsSurvive(): boolean {
    return this.#on.callsSurvive;
  }

  /** How long one question or transaction takes. */
  storeMs(): Millis {
    const isSlow = this.#on.slowStore && this.#prng.chance(SLOW);
    return millis(isSlow ? this.#prng.between(300, 6_000) : this.#prng.between(1, 8));
  }

  storeFails(): boolean {
    return this.#on.failingStore && this.#prng.chance(FAILED);
  }

  sentTwice(): boolean {
    return this.#on.laptops && this.#prng.chance(COMMAND_TWICE);
  }

  /** The same is asked for in another tab, or pressed twice: a command of its own. */
  tabsCross(): boolean {
    return this.#on.laptops && this.#prng.chance(TABS_CROSS);
  }

  closesLaptop(share: number): boolean {
    return this.#on.laptops && this.#prng.chance(share);
  }

  /** Asked every few seconds: by how much the clock goes forward at once. */
  clockJump(): Millis | undefined {
    if (!this.#on.clockJumps || !this.#prng.chance(CLOCK_JUMPS)) return undefined;
    return millis(this.#prng.pick([800, 5_000, 70_000, 700_000]));
  }

  /** Between two days, nobody is at work. */
  killsAtNight(): boolean {
    return this.#on.kills && this.#prng.chance(KILLED_AT_NIGHT);
  }

  /** Asked once per step. */
  kills(): boolean {
    if (!this.#on.kills) return false;
    this.#killAfterSteps -= 1;
    if (this.#killAfterSteps > 0) return false;
    this.#killAfterSteps = this.#prng.gap(KILL_GAP_STEPS);
    return true;
  }
}
