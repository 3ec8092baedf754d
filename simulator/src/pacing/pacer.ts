import type {
  PacingController,
  PacingDecision,
  PacingLimits,
} from '@outpace/engine/pacing/contract.ts';

/** Whatever paces a floor: our controller is one, so are the rivals. */
export type Pacer = Pick<PacingController, 'observe'> & {
  readonly decide: (
    position: Parameters<PacingController['decide']>[0],
  ) => Pick<PacingDecision, 'open' | 'takeBack'>;
  /** The share of abandoned calls as its own screen would show it at the end of the day, 0..1. */
  readonly reported?: () => number | undefined;
};

/** A pacer by name, made anew for each day. */
export type PacerKind = {
  readonly name: string;
  readonly make: (limits: PacingLimits) => Pacer;
  /**
   * How long after the verdict the system still gives a person to an agent before it hangs up;
   * without it, until the legal deadline.
   */
  readonly holdsMs?: number | undefined;
};
