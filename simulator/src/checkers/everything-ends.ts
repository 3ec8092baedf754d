import { after, seconds } from '@outpace/engine/basics/time.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';

/** Nothing outlives its end by more than the wait for the next event. */
const SLACK = seconds(1);

/** Every offer, reservation and lease ends: the first in time, all of them by the evening. */
export class EverythingEnds implements Checker {
  readonly name = 'everything-ends';

  see(moment: Moment): readonly string[] {
    if (moment.type === 'step') return [...overdue(moment)];
    return moment.type === 'rest' ? [...leftOver(moment)] : FINE;
  }
}

function* overdue({ at, state }: MomentOf<'step'>): Generator<string> {
  for (const { id, until } of state.offers.values()) {
    if (after(until, SLACK) < at) yield `offer ${id} has outlived its end`;
  }
  for (const agent of state.agents.values()) {
    if (agent.phase === 'reserved' && !state.attempts.has(agent.attemptId)) {
      yield `agent ${agent.agentId} is reserved for nothing`;
    }
  }
}

function* leftOver({ at, state, store }: MomentOf<'rest'>): Generator<string> {
  for (const id of state.sessions.keys()) yield `session ${id} is still loaded`;
  for (const id of state.agents.keys()) yield `agent ${id} is still logged on`;
  for (const id of state.offers.keys()) yield `offer ${id} is left`;
  for (const id of state.attempts.keys()) yield `attempt ${id} is left`;
  for (const id of state.interactions.keys()) yield `interaction ${id} is left`;
  for (const id of state.chains.keys()) yield `chain ${id} is still held`;
  for (const id of store.leasedAt(at)) yield `chain ${id} is still leased`;
  for (const id of store.openInteractions) yield `interaction ${id} is still open in the store`;
  for (const id of store.sessions.keys()) yield `session ${id} is still loaded in the store`;
}
