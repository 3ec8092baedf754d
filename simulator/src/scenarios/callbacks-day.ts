import { callingListId } from '@outpace/engine/basics/ids.ts';
import { instant, minutes } from '@outpace/engine/basics/time.ts';
import { USUAL_HABITS } from '../agents.ts';
import { USUAL_MIX } from '../callees.ts';
import { drawFaults } from '../faults.ts';
import { drawChains } from '../lists.ts';
import { DELIVERIES, LIMITS, planOf } from '../plans.ts';
import { Prng } from '../prng.ts';
import type { GroupSetup, WorldSetup } from '../world-setup.ts';
import { salesAndService, windowOf } from './parts.ts';
import type { Scenario, Size } from './scenario.ts';

const LIST = callingListId('list');

/** New York closes in the middle of it: promises cannot all be kept today. */
const WINDOWS = [
  windowOf('America/New_York', 8, 12),
  windowOf('America/Los_Angeles', 8, 20),
  windowOf('Europe/London', 8, 21),
];

/**
 * Agents promise, call again and give each other's promises away, and somebody outside takes
 * records back, while everything that can fail does.
 */
export const callbacksDay: Scenario = {
  name: 'callbacks-day',
  sizeOf(seed) {
    const prng = new Prng(seed).fork('size');
    return {
      agents: prng.between(3, 10),
      chains: prng.between(40, 200),
      minutes: prng.between(60, 150),
      faults: drawFaults(prng),
    };
  },
  setUp,
};

function setUp(seed: number, size: Size): WorldSetup {
  const prng = new Prng(seed).fork('callbacks-day');
  const order = { listId: LIST, name: 'List', chains: size.chains, windows: WINDOWS };
  return {
    seed,
    startAt: instant(Date.UTC(2026, 10, 23, 16, 5)),
    workMs: minutes(size.minutes),
    agents: salesAndService(size.agents, 3),
    habits: { ...USUAL_HABITS, reschedules: 0.5, recalls: 0.3, takesBreak: 0.1 },
    groups: ['sales', 'service'].map((name) => drawGroup(name, prng)),
    chains: drawChains({ ...order, numbersMax: 3, customers: 0.3, shared: 0.1 }, prng.fork('list')),
    suppressed: [],
    callees: { ...USUAL_MIX, person: 0.6 },
    limits: {},
    phones: prng.pick(['none', 'needed'] as const),
    faults: size.faults,
    isChecked: true,
    isLively: true,
  };
}

function drawGroup(name: string, prng: Prng): GroupSetup {
  const plan = planOf({
    name,
    agentGroup: name,
    lists: [LIST],
    multiplier: prng.pick([0.8, 1, 1.5]),
    delivery: prng.pick(DELIVERIES),
    autoDone: prng.chance(0.4),
    attemptsMax: prng.pick([2, 4, 6]),
    dispositionMandatory: prng.chance(0.3),
    limits: { ...LIMITS, attemptsMax: prng.pick([3, 60]) },
    callbacks: {
      whenAway: prng.pick(['keep', 'group', 'group'] as const),
      waitMs: minutes(prng.pick([0, 2, 10])),
      aheadDaysMax: 30,
    },
  });
  return { plan, autoComplete: prng.chance(0.3) };
}
