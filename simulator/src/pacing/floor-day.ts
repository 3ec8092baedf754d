import { hours, millis } from '@outpace/engine/basics/time.ts';
import type { PacingLimits } from '@outpace/engine/pacing/contract.ts';
import { Floor } from './floor.ts';
import type { FloorScenario } from './floor-scenario.ts';
import type { FloorTally } from './floor-tally.ts';
import type { PacerKind } from './pacer.ts';

/** No ring is cut shorter than this. */
export const RING_MS_MIN = 15_000;
/** For larger teams deciding at each beat is as good and much less work. */
const AGENTS_EACH_EVENT_MAX = 20;

export const decisionGapOf = ({ agents }: FloorScenario): number =>
  agents > AGENTS_EACH_EVENT_MAX ? 500 : 0;

/** As many talks as that share of abandoned people allows, measured over the day. */
export const limitsOf = (share: number): PacingLimits => ({
  target: { kind: 'abandonment', share },
  ceiling: { share, periodMs: hours(24) },
  ringMs: millis(RING_MS_MIN),
  takesBack: true,
});

/** One day of that scenario under that pacer. */
export function floorDay(
  scenario: FloorScenario,
  kind: PacerKind,
  seed: number,
  share: number,
): FloorTally {
  const pacer = kind.make(limitsOf(share));
  const decisionGapMs = decisionGapOf(scenario);
  return new Floor({ scenario, seed, pacer, holdsMs: kind.holdsMs, decisionGapMs }).run();
}
