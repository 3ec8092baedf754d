import { agentGroupId, callingListId } from '@outpace/engine/basics/ids.ts';
import { hours, instant, minutes } from '@outpace/engine/basics/time.ts';
import { USUAL_HABITS } from '../agents.ts';
import { USUAL_MIX } from '../callees.ts';
import { NO_FAULTS } from '../faults.ts';
import { drawChains } from '../lists.ts';
import { LIMITS, planOf } from '../plans.ts';
import { Prng } from '../prng.ts';
import { ALL_DAY, agentsOf } from './parts.ts';
import type { Scenario } from './scenario.ts';

const SALES = agentGroupId('sales');
const LIST = callingListId('list');
const HOURS = 8;
/** Persons per agent and hour: more than anybody can work through. */
const CHAINS_PER_AGENT_HOUR = 75;

/** A whole working day of a large group, one call at a time. */
export const shift: Scenario = {
  name: 'shift',
  sizeOf: () => ({
    agents: 100,
    chains: 100 * HOURS * CHAINS_PER_AGENT_HOUR,
    minutes: hours(HOURS) / minutes(1),
    faults: NO_FAULTS,
  }),
  setUp(seed, size) {
    const plan = planOf({
      name: 'shift',
      agentGroup: 'sales',
      lists: [LIST],
      multiplier: 1,
      delivery: { kind: 'auto-answer' },
      autoDone: false,
      attemptsMax: 5,
      dispositionMandatory: false,
      limits: { ...LIMITS, attemptsMax: 1_000 },
    });
    const order = { listId: LIST, name: 'List', chains: size.chains, windows: [ALL_DAY] };
    return {
      seed,
      startAt: instant(Date.UTC(2026, 10, 23, 14)),
      workMs: minutes(size.minutes),
      agents: agentsOf(size.agents, () => [SALES]),
      habits: USUAL_HABITS,
      groups: [{ plan, autoComplete: false }],
      chains: drawChains(
        { ...order, numbersMax: 1, customers: 0, shared: 0 },
        new Prng(seed).fork('list'),
      ),
      suppressed: [],
      callees: USUAL_MIX,
      limits: {},
      faults: size.faults,
      isChecked: true,
      isLively: false,
    };
  },
};
