import { callingListId } from '@outpace/engine/basics/ids.ts';
import { instant, minutes } from '@outpace/engine/basics/time.ts';
import { BOTHERS } from '@outpace/engine/compliance/attempt-limit.ts';
import type { CampaignRules } from '@outpace/engine/compliance/campaign-rules.ts';
import { everyDay } from '@outpace/engine/compliance/hours.ts';
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

/** The records allow every hour: it is the law and the campaign that close. */
const WINDOWS = [
  windowOf('America/New_York', 0, 24),
  windowOf('America/Chicago', 0, 24),
  windowOf('America/Los_Angeles', 0, 24),
];

/**
 * The evening of Thanksgiving: some states keep the holiday, some close at eight and the others at
 * nine, zone after zone; numbers and persons are counted, in two campaigns that share a list.
 */
export const rulesDay: Scenario = {
  name: 'rules-day',
  sizeOf(seed) {
    const prng = new Prng(seed).fork('size');
    return {
      agents: prng.between(3, 10),
      chains: prng.between(60, 3_000),
      minutes: prng.between(60, 180),
      faults: drawFaults(prng),
    };
  },
  setUp,
};

function setUp(seed: number, size: Size): WorldSetup {
  const prng = new Prng(seed).fork('rules-day');
  const order = { listId: LIST, name: 'List', chains: size.chains, windows: WINDOWS };
  return {
    seed,
    // Half past six, seven or half past eight in the evening in New York.
    startAt: instant(Date.UTC(2026, 10, 26, 23, 30) + minutes(prng.pick([0, 30, 120]))),
    workMs: minutes(size.minutes),
    agents: salesAndService(size.agents, 3),
    habits: { ...USUAL_HABITS, reschedules: 0.2, recalls: 0.3, takesBreak: 0.1 },
    groups: ['sales', 'service'].map((name) => drawGroup(name, prng)),
    chains: drawChains({ ...order, numbersMax: 3, customers: 0.3, shared: 0.1 }, prng.fork('list')),
    suppressed: [],
    callees: { ...USUAL_MIX, person: prng.pick([0.2, 0.6]) },
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
    manualCalls: true,
    rules: drawRules(prng),
  });
  return { plan, autoComplete: prng.chance(0.3) };
}

function drawRules(prng: Prng): CampaignRules {
  const without = prng.chance(0.2) ? ['us-fl-three-a-day'] : [];
  const counted = { counted: BOTHERS, required: true } as const;
  return {
    profile: prng.pick(['us', 'us', 'us-debt-collection', 'uk'] as const),
    hours: prng.chance(0.3) ? [{ listId: LIST, hours: everyDay(7, 20.25) }] : [],
    // Where it is past midnight.
    closedDates: prng.chance(0.3) ? ['2026-11-27'] : [],
    limits: [
      {
        id: 'number-in-half-an-hour',
        max: prng.pick([1, 2]),
        windowMs: minutes(30),
        of: 'number',
        across: 'site',
        ...counted,
      },
      {
        id: 'person-in-an-hour',
        max: prng.pick([1, 2, 3]),
        windowMs: minutes(60),
        of: 'person',
        across: prng.pick(['site', 'campaign'] as const),
        ...counted,
      },
    ],
    without,
    ...(without.length === 0 ? {} : { loosened: { reason: 'everybody has consented' } }),
  };
}
