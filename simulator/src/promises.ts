import { localTimeOf } from '@outpace/engine/basics/local-time.ts';
import { after, instant, minutes } from '@outpace/engine/basics/time.ts';
import type { CallbackWish, NumberChoice } from '@outpace/engine/calling-lists/callback.ts';
import { CALLBACK_KINDS } from '@outpace/engine/calling-lists/callback.ts';
import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import { fictionPhone } from './lists.ts';
import type { Prng } from './prng.ts';

/** Mostly a number that the person has; now and then one that they give in the call. */
export function drawNumber(prng: Prng, { numbers }: InteractionView): NumberChoice {
  if (numbers.length === 0 || prng.chance(0.2)) {
    return { kind: 'new-number', phone: fictionPhone(prng.between(0, 60_000)) };
  }
  return { kind: 'record', recordId: prng.pick(numbers).recordId };
}

/** Within the day, so that it comes true; sometimes a time that is refused. */
export function drawCallback(prng: Prng, view: InteractionView): CallbackWish {
  const kind = prng.pick(CALLBACK_KINDS);
  const to = drawNumber(prng, view);
  if (prng.chance(0.05)) {
    const time = { local: prng.pick(ODD_HOURS), zone: 'America/New_York', reading: undefined };
    return { time, kind, to };
  }
  // From where the after-call work ends: after a long one nothing else would be to come.
  const from = view.wrapUpUntil ?? view.connectedAt ?? view.openedAt;
  const isOdd = prng.chance(0.1);
  const wait = isOdd ? prng.pick([-60, 0, 9 * 60, 60 * 24 * 40]) : prng.between(2, 45);
  const at = instant(Math.max(0, after(from, minutes(wait))));
  return {
    time: localTimeOf(at, prng.chance(0.8) ? view.zone : 'Europe/Lisbon'),
    kind,
    to,
  };
}

/** Clocks go forward over the first, and back over the second; the third is none. */
const ODD_HOURS = ['2027-03-14T02:30', '2027-11-07T01:30', '2026-13-40T25:00'] as const;
