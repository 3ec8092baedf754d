import { epoch, siteId } from '@outpace/engine/basics/ids.ts';
import { minutes } from '@outpace/engine/basics/time.ts';
import { step } from '@outpace/engine/engine.ts';
import type { EngineEvent } from '@outpace/engine/event.ts';
import { newState } from '@outpace/engine/state.ts';
import { shift } from '../scenarios/shift.ts';
import { World } from '../world.ts';

/** Events per second through `step` at the largest number of agents, at least. */
const LIMIT = 20_000;
const AGENTS = [10, 100, 1_000];
/** More than anybody can work through in the time, less than there are numbers for fiction. */
const CHAINS_PER_AGENT = 70;

export type EngineFigures = {
  readonly agents: number;
  readonly events: number;
  readonly eventsPerSecond: number;
};

/** Events per second through the engine alone, replaying what a simulated site has lived. */
export function bench(): void {
  for (const agents of AGENTS) {
    const { events, eventsPerSecond } = measure(agents, agents >= 1_000 ? 20 : 60);
    const isLast = agents === AGENTS.at(-1);
    const verdict = eventsPerSecond >= LIMIT ? 'PASS' : 'FAIL';
    console.log(
      `engine  ${agents} agents: ${Math.round(eventsPerSecond).toLocaleString('en')} events/s ` +
        `(${events} events)${isLast ? `, limit ${LIMIT}: ${verdict}` : ''}`,
    );
  }
}

/** Lives that many minutes of a shift, then replays its events against an empty site. */
export function measure(agents: number, workMinutes: number): EngineFigures {
  const size = {
    ...shift.sizeOf(1),
    agents,
    chains: agents * CHAINS_PER_AGENT,
    minutes: workMinutes,
  };
  const setup = { ...shift.setUp(1, size), isChecked: false, workMs: minutes(workMinutes) };
  const events: EngineEvent[] = [];
  new World(setup, (event) => events.push(event)).run();
  const site = { siteId: siteId('site'), epoch: epoch(1), reasons: [] };
  const replay = (): number => {
    const state = newState({ ...site, at: setup.startAt, limits: setup.limits });
    const startedAt = performance.now();
    for (const event of events) step(state, event);
    return performance.now() - startedAt;
  };
  // The first replay warms the compiler up.
  replay();
  return { agents, events: events.length, eventsPerSecond: (events.length / replay()) * 1_000 };
}
