import type { FloorAgent } from './floor-agent.ts';
import type { Answer, Fate } from './people.ts';

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

export const newCall = (attemptId: string, fate: Fate): FloorCall => ({
  attemptId,
  fate,
  phase: 'dialing',
  ringsAt: 0,
  inTimeUntil: 0,
  agent: undefined,
});

/** What the person or machine does; asked only of calls that have been answered. */
export function answerOf(call: FloorCall): Answer {
  const { fate } = call;
  if (fate.outcome === 'person' || fate.outcome === 'machine') return fate.answer;
  throw new Error(`bug: ${call.attemptId} was never answered`);
}
