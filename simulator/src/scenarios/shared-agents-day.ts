import { agentGroupId, callingListId } from '@outpace/engine/basics/ids.ts';
import { instant, minutes } from '@outpace/engine/basics/time.ts';
import type { DialingMode } from '@outpace/engine/campaigns/campaign.ts';
import { EQUAL_STAFFING, type Staffing } from '@outpace/engine/campaigns/staffing.ts';
import { USUAL_HABITS } from '../agents.ts';
import { USUAL_MIX } from '../callees.ts';
import { drawFaults } from '../faults.ts';
import { drawChains } from '../lists.ts';
import { LIMITS, planOf } from '../plans.ts';
import { Prng } from '../prng.ts';
import type { StoredChain } from '../stored.ts';
import type { GroupSetup, WorldSetup } from '../world-setup.ts';
import { ALL_DAY, agentsOf } from './parts.ts';
import type { Scenario, Size } from './scenario.ts';

/**
 * Two or three groups over the same agents, and now and then one more that has only some of them:
 * mostly dialed ahead, sometimes one call at a time or on the line. Each keeps its own limit.
 */
export const sharedAgentsDay: Scenario = {
  name: 'shared-agents-day',
  sizeOf(seed) {
    const prng = new Prng(seed).fork('size');
    return {
      agents: prng.pick([1, 2, 4, 8, 12, 20]),
      chains: prng.chance(0.2) ? prng.between(6, 90) : prng.between(600, 1_800),
      minutes: prng.between(60, 180),
      faults: drawFaults(prng),
    };
  },
  setUp,
};

const START = instant(Date.UTC(2026, 10, 23, 15));
/** Everybody is in the team; every third agent works for the overflow, too. */
const TEAM = agentGroupId('team');
const OVERFLOW = agentGroupId('overflow');

function setUp(seed: number, size: Size): WorldSetup {
  const prng = new Prng(seed).fork('shared-agents-day');
  const names = prng.chance(0.5) ? ['red', 'green'] : ['red', 'green', 'blue'];
  const groups = names.map((name, place) => drawGroup(name, TEAM, drawMode(prng, place), prng));
  const hasOverflow = prng.chance(0.5);
  if (hasOverflow) groups.push(drawGroup('grey', OVERFLOW, drawMode(prng, 0), prng));
  return {
    seed,
    startAt: START,
    workMs: minutes(size.minutes),
    // Some of the overflow's agents are its own.
    agents: agentsOf(size.agents, (n) => {
      if (!hasOverflow || n % 3 !== 2) return [TEAM];
      return n % 2 === 0 ? [TEAM, OVERFLOW] : [OVERFLOW];
    }),
    habits: { ...USUAL_HABITS, triesEngaged: 0.02 },
    groups,
    chains: drawLists(groups, size, prng),
    suppressed: [],
    callees: { ...USUAL_MIX, person: prng.pick([0.08, 0.2, 0.34, 0.6]) },
    limits: {},
    faults: size.faults,
    isChecked: true,
    isLively: prng.chance(0.5),
  };
}

/** The first is always dialed ahead. */
function drawMode(prng: Prng, place: number): DialingMode {
  if (place === 0 || prng.chance(0.6)) return 'predictive';
  return prng.pick(['progressive', 'predictive-seizing']);
}

function drawGroup(
  name: string,
  agentGroup: typeof TEAM,
  mode: DialingMode,
  prng: Prng,
): GroupSetup {
  const plan = planOf({
    name,
    agentGroup,
    lists: [callingListId(name)],
    mode,
    staffing: drawStaffing(prng.fork(`staffing ${name}`)),
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

/** Half of the groups are as good as the others; the rest count more, or have bounds. */
function drawStaffing(prng: Prng): Staffing {
  if (prng.chance(0.5)) return EQUAL_STAFFING;
  const agentsMin = prng.pick([0, 0, 1, 3]);
  return {
    priority: prng.pick([1, 2, 5]),
    agentsMin,
    agentsMax: prng.chance(0.7) ? agentsMin + prng.between(1, 6) : undefined,
  };
}

/** A list for each group, all of them together as long as the day is to be. */
function drawLists(groups: readonly GroupSetup[], size: Size, prng: Prng): readonly StoredChain[] {
  const chains = Math.ceil(size.chains / groups.length);
  return groups.flatMap(({ plan }) =>
    plan.lists.flatMap(({ listId, name }) => {
      const order = { listId, name, chains, windows: [ALL_DAY] };
      return [
        ...drawChains({ ...order, numbersMax: 2, customers: 0.2, shared: 0.05 }, prng.fork(name)),
      ];
    }),
  );
}
