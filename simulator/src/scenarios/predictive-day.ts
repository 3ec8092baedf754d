import { agentGroupId, callingListId } from '@outpace/engine/basics/ids.ts';
import { instant, minutes } from '@outpace/engine/basics/time.ts';
import { USUAL_HABITS } from '../agents.ts';
import { USUAL_MIX } from '../callees.ts';
import { drawFaults } from '../faults.ts';
import { drawChains } from '../lists.ts';
import { LIMITS, planOf } from '../plans.ts';
import { Prng } from '../prng.ts';
import type { GroupSetup, WorldSetup } from '../world-setup.ts';
import { ALL_DAY, agentsOf } from './parts.ts';
import type { Scenario, Size } from './scenario.ts';

/**
 * One group that is dialed ahead of its agents, sometimes with a second one that shares some of
 * them: the supervisor changes mode and target, people answer more and less often, and whatever can
 * fail does.
 */
export const predictiveDay: Scenario = {
  name: 'predictive-day',
  sizeOf(seed) {
    const prng = new Prng(seed).fork('size');
    return {
      agents: prng.pick([1, 3, 5, 8, 15, 25]),
      chains: prng.chance(0.2) ? prng.between(3, 60) : prng.between(400, 1_600),
      minutes: prng.between(60, 180),
      faults: drawFaults(prng),
    };
  },
  setUp,
};

const START = instant(Date.UTC(2026, 10, 23, 15));
const LIST = callingListId('list');
const SALES = agentGroupId('sales');
const SERVICE = agentGroupId('service');

function setUp(seed: number, size: Size): WorldSetup {
  const prng = new Prng(seed).fork('predictive-day');
  const isShared = prng.chance(0.25);
  const order = { listId: LIST, name: 'List', chains: size.chains, windows: [ALL_DAY] };
  return {
    seed,
    startAt: START,
    workMs: minutes(size.minutes),
    agents: agentsOf(size.agents, (n) => {
      if (!isShared) return [SALES];
      return n % 4 === 3 ? [SALES, SERVICE] : [n % 2 === 0 ? SALES : SERVICE];
    }),
    habits: { ...USUAL_HABITS, triesEngaged: 0.02 },
    groups: (isShared ? ['sales', 'service'] : ['sales']).map((name) => drawGroup(name, prng)),
    chains: [
      ...drawChains({ ...order, numbersMax: 2, customers: 0.2, shared: 0.05 }, prng.fork('list')),
    ],
    suppressed: [],
    callees: { ...USUAL_MIX, person: prng.pick([0.08, 0.2, 0.34, 0.6]) },
    limits: {},
    faults: size.faults,
    isChecked: true,
    isLively: prng.chance(0.5),
  };
}

function drawGroup(name: string, prng: Prng): GroupSetup {
  const plan = planOf({
    name,
    agentGroup: name,
    lists: [LIST],
    mode: prng.pick(['predictive', 'predictive', 'predictive-seizing'] as const),
    multiplier: 1,
    delivery: { kind: 'auto-answer' },
    autoDone: prng.chance(0.3),
    attemptsMax: 5,
    dispositionMandatory: prng.chance(0.3),
    limits: {
      ...LIMITS,
      attemptsMax: prng.pick([10, 60, 500]),
      abandonShareMax: prng.pick([0, 0.01, 0.03, 0.03]),
    },
  });
  return { plan, autoComplete: prng.chance(0.3) };
}
