import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import type { Millis } from '@outpace/engine/basics/time.ts';
import { millis } from '@outpace/engine/basics/time.ts';
import type { CallResult } from '@outpace/engine/calling-lists/call-result.ts';
import type { CpdVerdict } from '@outpace/engine/dialing/attempt.ts';
import { hashOf, Prng } from './prng.ts';
import { drawTalkMs } from './talk-times.ts';

/** What a dialed number does this time. */
export type Callee = {
  /** From the order to the first ringing, or to the tone that refuses it. */
  readonly setUpMs: Millis;
} & (
  | {
      readonly kind: 'answers';
      readonly who: 'person' | 'machine' | 'fax' | 'silence';
      readonly ringMs: Millis;
      /** Stays this long once an agent is there. */
      readonly talkMs: Millis;
      /** Stays this long in silence. */
      readonly patienceMs: Millis;
      readonly verdict: CpdVerdict;
      /** From the answer to the verdict. */
      readonly verdictMs: Millis;
    }
  /** Rings until somebody gives up. */
  | { readonly kind: 'rings-out' }
  /** Never even rings, and nobody says why. */
  | { readonly kind: 'lost' }
  /** `ringMs`: rings that long before it is refused, or before the network has rung enough. */
  | { readonly kind: 'refuses'; readonly result: CallResult; readonly ringMs?: Millis }
);

/** Shares of the dials, 0..1; what is left over rings out. */
export type CalleeMix = {
  readonly person: number;
  readonly machine: number;
  readonly fax: number;
  readonly silence: number;
  readonly busy: number;
  readonly lost: number;
  /** Of the numbers, not of the dials: a number does not come and go. */
  readonly invalid: number;
};

export const USUAL_MIX: CalleeMix = {
  person: 0.34,
  machine: 0.2,
  fax: 0.01,
  silence: 0.02,
  busy: 0.07,
  lost: 0.003,
  invalid: 0.04,
};

/** Share of persons taken for a machine, and of machines taken for a person. */
const WRONG_VERDICT = 0.02;
/** Share of verdicts that come after every reasonable wait. */
const SLOW_VERDICT = 0.01;

/**
 * Depends on the number and on how often it has been dialed, not on what else happened in the
 * world: a change elsewhere must not change who picks up.
 */
export function calleeOf(
  seed: number,
  phone: PhoneNumber,
  dialedBefore: number,
  mix: CalleeMix,
): Callee {
  const ofNumber = new Prng(hashOf(`number ${seed} ${phone}`));
  const prng = new Prng(hashOf(`dial ${seed} ${phone} ${dialedBefore}`));
  const setUpMs = millis(prng.between(200, 1_200));
  if (ofNumber.chance(mix.invalid)) {
    return { setUpMs, kind: 'refuses', result: ofNumber.pick(['sit-invalid-number', 'nu-tone']) };
  }
  let rest = prng.next();
  for (const who of ['person', 'machine', 'fax', 'silence'] as const) {
    if (rest < mix[who]) return answering(who, setUpMs, prng);
    rest -= mix[who];
  }
  if (rest < mix.busy) return { setUpMs, kind: 'refuses', result: 'busy' };
  if (rest < mix.busy + mix.lost) return { setUpMs, kind: 'lost' };
  return { setUpMs, kind: 'rings-out' };
}

function answering(
  who: Extract<Callee, { kind: 'answers' }>['who'],
  setUpMs: Millis,
  prng: Prng,
): Callee {
  const isPerson = who === 'person';
  return {
    setUpMs,
    kind: 'answers',
    who,
    ringMs: millis(isPerson ? prng.between(1_500, 22_000) : prng.between(2_000, 18_000)),
    talkMs: isPerson ? drawTalkMs(prng) : millis(prng.between(15_000, 60_000)),
    patienceMs: millis(isPerson ? prng.between(2_500, 8_000) : prng.between(8_000, 40_000)),
    verdict: heardAs(who, prng),
    verdictMs: millis(prng.chance(SLOW_VERDICT) ? 20_000 : prng.between(300, 2_400)),
  };
}

function heardAs(who: CpdVerdict, prng: Prng): CpdVerdict {
  if (!prng.chance(WRONG_VERDICT)) return who;
  return who === 'person' ? 'machine' : 'person';
}
