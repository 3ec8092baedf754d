import { agentGroupId, callingListId } from '@outpace/engine/basics/ids.ts';
import { hours, instant } from '@outpace/engine/basics/time.ts';
import type { DialingMode } from '@outpace/engine/campaigns/campaign.ts';
import { USUAL_HABITS } from '../agents.ts';
import { USUAL_MIX } from '../callees.ts';
import { NO_FAULTS } from '../faults.ts';
import { drawChains } from '../lists.ts';
import { LIMITS, planOf } from '../plans.ts';
import { Prng } from '../prng.ts';
import type { StoredChain } from '../stored.ts';
import type { WorldSetup } from '../world-setup.ts';
import { ALL_DAY, agentsOf } from './parts.ts';

/** A campaign of a floor: how it is dialed, and what it may lose. */
export type FloorCampaign = { readonly mode: DialingMode; readonly abandonShareMax: number };

const TEAM = agentGroupId('team');
/** Persons per agent and hour: more than a floor can work through. */
const CHAINS_PER_AGENT_HOUR = 75;

/** A floor of agents who all work for all of these campaigns, each with a list of its own. */
export function sharedFloor(
  seed: number,
  agents: number,
  hoursLong: number,
  campaigns: readonly FloorCampaign[],
): WorldSetup {
  const prng = new Prng(seed).fork('shared-floor');
  const count = Math.ceil((agents * hoursLong * CHAINS_PER_AGENT_HOUR) / campaigns.length);
  const chains: StoredChain[] = [];
  const groups = campaigns.map(({ mode, abandonShareMax }, place) => {
    const listId = callingListId(`list-${place}`);
    const order = { listId, name: listId, chains: count, windows: [ALL_DAY] };
    const kind = { ...order, numbersMax: 1, customers: 0, shared: 0 };
    chains.push(...drawChains(kind, prng.fork(listId)));
    const plan = planOf({
      name: `${place}`,
      agentGroup: 'team',
      lists: [listId],
      mode,
      multiplier: 1,
      delivery: { kind: 'auto-answer' },
      autoDone: false,
      attemptsMax: 5,
      dispositionMandatory: false,
      limits: { ...LIMITS, attemptsMax: 1_000, abandonShareMax },
    });
    return { plan, autoComplete: false };
  });
  return {
    seed,
    startAt: instant(Date.UTC(2026, 10, 23, 14)),
    workMs: hours(hoursLong),
    agents: agentsOf(agents, () => [TEAM]),
    habits: { ...USUAL_HABITS, reschedules: 0, triesEngaged: 0, takesBreak: 0.005 },
    groups,
    chains,
    suppressed: [],
    callees: USUAL_MIX,
    limits: {},
    faults: NO_FAULTS,
    isChecked: false,
    isLively: false,
  };
}
