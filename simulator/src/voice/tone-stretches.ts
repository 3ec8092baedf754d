import type { Samples } from '@outpace/server/switch/instance/samples.ts';
import { tonesHeard, WINDOW_MS, windowsOf } from '@outpace/server/switch/instance/tone-levels.ts';

/** For so long the same tones were heard at once; none of them: silence, as far as they go. */
export type Stretch = { readonly tonesHz: readonly number[]; readonly ms: number };

/**
 * A change never falls between two windows, so that the one it falls into says nothing; and on a
 * busy machine a sound stumbles.
 */
const STRETCH_MS_MIN = 800;

/** Which of the tones were heard when, one stretch after the other, without what lies between. */
export function stretches(samples: Samples, tonesHz: readonly number[]): readonly Stretch[] {
  const all = tonesHeard(samples, tonesHz).map((heard) => ({ tonesHz: heard, ms: WINDOW_MS }));
  return joined(joined(all).filter(({ ms }) => ms >= STRETCH_MS_MIN));
}

function joined(parts: readonly Stretch[]): readonly Stretch[] {
  const found: Stretch[] = [];
  for (const part of parts) {
    const last = found.at(-1);
    if (last === undefined || !isSame(last, part)) found.push(part);
    else found.splice(-1, 1, { ...last, ms: last.ms + part.ms });
  }
  return found;
}

const isSame = (a: Stretch, b: Stretch): boolean => a.tonesHz.join() === b.tonesHz.join();

const LOUD = 0.05;

/** For how long there was some sound that was none of the tones, such as speech. */
export function otherMs(samples: Samples, tonesHz: readonly number[]): number {
  const tones = tonesHeard(samples, tonesHz);
  const others = windowsOf(samples).filter(
    ({ values }, place) => tones[place]?.length === 0 && values.some(isLoud),
  );
  return others.length * WINDOW_MS;
}

const isLoud = (value: number): boolean => Math.abs(value) > LOUD;
