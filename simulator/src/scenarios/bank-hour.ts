import { agentGroupId, callingListId } from '@outpace/engine/basics/ids.ts';
import { instant, millis, minutes } from '@outpace/engine/basics/time.ts';
import { USUAL_HABITS } from '../agents.ts';
import { USUAL_MIX } from '../callees.ts';
import { NO_FAULTS } from '../faults.ts';
import { drawChains } from '../lists.ts';
import { DELIVERIES, LIMITS, planOf } from '../plans.ts';
import { Prng } from '../prng.ts';
import type { StoredChain } from '../stored.ts';
import type { WorldSetup } from '../world-setup.ts';
import { ALL_DAY, agentsOf } from './parts.ts';
import type { Scenario, Size } from './scenario.ts';

const SALES = agentGroupId('sales');
/** The list that the chains of this scenario belong to. */
export const BANK_LIST = callingListId('bank');

/** Ten agents work one long list for an hour; nothing fails. */
export const bankHour: Scenario = {
  name: 'bank-hour',
  sizeOf: () => ({ agents: 10, chains: 45_211, minutes: 60, faults: NO_FAULTS }),
  setUp: (seed, size) =>
    bankHourOf(seed, size, drawChains(bankOrder(size.chains), new Prng(seed).fork('list'))),
};

const bankOrder = (chains: number) => ({
  listId: BANK_LIST,
  name: 'Bank',
  chains,
  numbersMax: 1,
  windows: [ALL_DAY],
  customers: 0,
  shared: 0,
});

/** The same hour over a list from elsewhere, as an import has left it; chains name `BANK_LIST`. */
export function bankHourOf(seed: number, size: Size, chains: Iterable<StoredChain>): WorldSetup {
  const plan = planOf({
    name: 'bank',
    agentGroup: 'sales',
    lists: [BANK_LIST],
    multiplier: 1,
    delivery: new Prng(seed).fork('bank-hour').pick(DELIVERIES),
    autoDone: false,
    attemptsMax: 5,
    dispositionMandatory: true,
    limits: { ...LIMITS, verdictMs: millis(3_000) },
  });
  return {
    seed,
    startAt: instant(Date.UTC(2026, 10, 23, 15)),
    workMs: minutes(size.minutes),
    agents: agentsOf(size.agents, () => [SALES]),
    habits: USUAL_HABITS,
    groups: [{ plan, autoComplete: false }],
    chains,
    suppressed: [],
    callees: USUAL_MIX,
    limits: {},
    faults: size.faults,
    isChecked: true,
    isLively: false,
  };
}
