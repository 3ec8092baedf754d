import type { PacingEvent } from '@outpace/engine/pacing/contract.ts';
import type { FloorAgent } from './floor-agent.ts';
import type { FloorCall } from './floor-call.ts';

/** What is going to happen: to a call, to an agent, or a beat of the clock. */
export type Coming =
  | {
      readonly what:
        | 'rings'
        | 'answers'
        | 'fails'
        | 'verdict'
        | 'is-given-up'
        | 'hangs-up'
        | 'talk-ends';
      readonly call: FloorCall;
    }
  | { readonly what: 'logs-in' | 'wrap-up-ends' | 'returns'; readonly agent: FloorAgent }
  | { readonly what: 'wants-break'; readonly agent: FloorAgent; readonly lengthMs: number }
  | { readonly what: 'beat' };

/** What the pacer is told of it, without the time. */
export type Told = PacingEvent extends infer Event
  ? Event extends PacingEvent
    ? Omit<Event, 'at'>
    : never
  : never;
