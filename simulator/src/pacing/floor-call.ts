import type { FloorAgent } from './floor-agent.ts';
import type { Fate } from './people.ts';

/**
 * One dial on the floor.
 *
 *   dialing → ringing → answered → waiting → with-agent → ended
 */
export type FloorCall = {
  readonly attemptId: string;
  readonly fate: Fate;
  phase: 'dialing' | 'ringing' | 'answered' | 'waiting' | 'with-agent' | 'ended';
  /** When it began to ring; 0 before. */
  ringsAt: number;
  /** The last moment at which an agent is in time; 0 before the answer. */
  inTimeUntil: number;
  agent: FloorAgent | undefined;
};
