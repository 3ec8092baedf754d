import { agentGroupId, callingListId } from '@outpace/engine/basics/ids.ts';
import { instant, minutes } from '@outpace/engine/basics/time.ts';
import type { SuppressionKey } from '@outpace/engine/calling-lists/suppression.ts';
import { AGENT_LEGS } from '@outpace/engine/campaigns/voice.ts';
import { USUAL_HABITS } from '../agents.ts';
import { USUAL_MIX } from '../callees.ts';
import { drawFaults } from '../faults.ts';
import { drawChains, fictionPhone } from '../lists.ts';
import { DELIVERIES, LIMITS, planOf, VOICE } from '../plans.ts';
import { Prng } from '../prng.ts';
import type { WorldSetup } from '../world-setup.ts';
import { ALL_DAY, agentsOf, windowOf } from './parts.ts';
import type { Scenario, Size } from './scenario.ts';

const SALES = agentGroupId('sales');
const LIST = callingListId('list');
/** Beyond any list of this scenario. */
const NOT_ON_THE_LIST = 5_000;

/**
 * Agents who call numbers of their own choice between the calls of the dialer: numbers of the
 * list, whether they wait, are worked on or done with; numbers of nobody; and numbers that must
 * not be called. And they call each other.
 */
export const manualDay: Scenario = {
  name: 'manual-day',
  sizeOf(seed) {
    const prng = new Prng(seed).fork('size');
    return {
      agents: prng.between(3, 15),
      chains: prng.between(60, 300),
      minutes: prng.between(40, 90),
      faults: { ...drawFaults(prng), callsSurvive: prng.chance(0.8) },
    };
  },
  setUp,
};

function setUp(seed: number, size: Size): WorldSetup {
  const prng = new Prng(seed).fork('manual-day');
  const windows = [ALL_DAY, windowOf('America/New_York', 9, 10), windowOf('Europe/Berlin', 2, 3)];
  const order = { listId: LIST, name: 'List', chains: size.chains, windows };
  const suppressed = [0, 3, NOT_ON_THE_LIST].map(
    (n): SuppressionKey => ({ kind: 'phone', phone: fictionPhone(n) }),
  );
  const plan = planOf({
    name: 'manual',
    agentGroup: 'sales',
    lists: [LIST],
    multiplier: prng.pick([0.8, 1, 1.5]),
    delivery: prng.pick(DELIVERIES),
    autoDone: prng.chance(0.3),
    attemptsMax: prng.pick([2, 5]),
    dispositionMandatory: false,
    limits: { ...LIMITS, attemptsMax: prng.pick([3, 60]) },
    voice: { ...VOICE, agentLeg: prng.pick(AGENT_LEGS) },
    manualCalls: true,
  });
  const agents = agentsOf(size.agents, () => [SALES]);
  const onList = Array.from({ length: 12 }, (_, n) => fictionPhone(n));
  const others = Array.from({ length: 6 }, (_, n) => fictionPhone(NOT_ON_THE_LIST + n));
  return {
    seed,
    startAt: instant(Date.UTC(2026, 10, 23, 15)),
    workMs: minutes(size.minutes),
    agents,
    habits: {
      ...USUAL_HABITS,
      callsByHand: 0.35,
      notebook: [...onList, ...others, 'no number'],
      internal: { calls: 0.2, colleagues: agents.map(({ agentId }) => agentId) },
    },
    groups: [{ plan, autoComplete: false }],
    chains: drawChains({ ...order, numbersMax: 2, customers: 0.3, shared: 0.1 }, prng.fork('list')),
    suppressed,
    callees: { ...USUAL_MIX, person: 0.45 },
    limits: {},
    phones: prng.chance(0.7) ? 'needed' : 'none',
    faults: size.faults,
    isChecked: true,
    isLively: true,
  };
}
