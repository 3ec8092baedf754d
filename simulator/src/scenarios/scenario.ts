import type { FaultSwitches } from '../faults.ts';
import type { WorldSetup } from '../world-setup.ts';

/** What may be made smaller to find the heart of a failure. */
export type Size = {
  readonly agents: number;
  readonly chains: number;
  /** From the start until everybody goes home, minutes. */
  readonly minutes: number;
  readonly faults: FaultSwitches;
};

/** A kind of day. The same seed and size are the same day. */
export type Scenario = {
  readonly name: string;
  sizeOf(seed: number): Size;
  setUp(seed: number, size: Size): WorldSetup;
};
