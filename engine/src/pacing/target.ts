import type { PacingTarget } from './contract.ts';

/** The field of a target that makes no sense, for the refusal; undefined when all do. */
export function targetProblem(target: PacingTarget): string | undefined {
  switch (target.kind) {
    case 'abandonment':
    case 'busy-factor':
      return isShare(target.share) ? undefined : 'share';
    case 'agent-wait':
    case 'distribution-time':
      return isTime(target.ms) ? undefined : 'ms';
    case 'maximum-gain':
      if (!isWeight(target.gain)) return 'gain';
      return isWeight(target.loss) ? undefined : 'loss';
    default:
      return target satisfies never;
  }
}

const isShare = (value: number): boolean => value >= 0 && value <= 1;
/** Up to an hour, ms. */
const isTime = (value: number): boolean => value > 0 && value <= 3_600_000;
const isWeight = (value: number): boolean => value > 0 && value <= 1_000_000;
