import { assert } from '@outpace/engine/basics/assert.ts';
import { agentGroupId, callingListId } from '@outpace/engine/basics/ids.ts';
import { after, hours, instant, millis, seconds } from '@outpace/engine/basics/time.ts';
import type { CampaignPlan } from '@outpace/engine/campaigns/campaign.ts';
import type { SiteState } from '@outpace/engine/state.ts';
import { USUAL_HABITS } from '../agents.ts';
import { USUAL_MIX } from '../callees.ts';
import { NO_FAULTS } from '../faults.ts';
import { drawChains, FICTION_NUMBERS } from '../lists.ts';
import { LIMITS, planOf, VOICE } from '../plans.ts';
import { Prng } from '../prng.ts';
import { ALL_DAY, agentsOf } from '../scenarios/parts.ts';
import type { StoredChain } from '../stored.ts';
import { World } from '../world.ts';
import type { WorldSetup } from '../world-setup.ts';
import { SHIFT_STARTS } from './floor.ts';
import type { FloorScenario } from './floor-scenario.ts';
import type { FloorTally } from './floor-tally.ts';
import { fixed, meanOf } from './laws.ts';
import { ProductPeople } from './product-people.ts';
import { ProductStaff } from './product-staff.ts';
import { ProductTally } from './product-tally.ts';
import { staffOf } from './staff.ts';

export type ProductSetup = {
  /** One of those that `forProduct` gives. */
  readonly scenario: FloorScenario;
  readonly seed: number;
  /** Of the people at most so many may be lost, 0..1. */
  readonly share: number;
  /** Check the laws of the simulator after every step; for short days. */
  readonly isChecked?: boolean;
  /** Is shown the engine after every step of the shift. */
  readonly watch?: (state: SiteState) => void;
};

const SHIFT_AT = instant(SHIFT_STARTS);
/** The supervisor loads and starts the campaign before the shift. */
const OPENS_MS = seconds(20);
/** An event of the simulated switch comes at most so late. */
const EVENT_MS_MAX = 30;
const GROUP = agentGroupId('floor');
const LIST = callingListId('floor');
const PORTS_MAX = 10_000;
/** More than any pacing makes. */
const DIALS_PER_AGENT_HOUR = 600;

/**
 * The scenario as floor and product can live it alike. The product counts a person's time from the
 * answer, for it does not hear where a greeting ends: where the scenario counts from later, both
 * have the mean of what lies between. Its list is as long as the day needs at most, and as there
 * are numbers for fiction.
 */
export function forProduct(scenario: FloorScenario): FloorScenario {
  const { deadline, lists, detection, name, agents } = scenario;
  assert(lists.length === 1, `${name}: a campaign mixes its lists, a floor dials them in order`);
  const verdictMs = detection === undefined ? 0 : meanOf(detection.person);
  const startsMs = { answer: 0, greeting: meanOf(deadline.greeting), verdict: verdictMs };
  const graceMs = deadline.graceMs + startsMs[deadline.from];
  const needed = Math.ceil(agents * scenario.hours * DIALS_PER_AGENT_HOUR);
  const most = Math.min(needed, FICTION_NUMBERS);
  return {
    ...scenario,
    lists: lists.map((list) => ({ ...list, records: Math.min(list.records, most) })),
    deadline: { from: 'answer', graceMs, greeting: fixed(0) },
  };
}

/** A day of the floor, lived by engine, store and carrier in a simulated world without faults. */
export function productDay({ watch, ...setup }: ProductSetup): FloorTally {
  const { scenario, seed } = setup;
  const chains = chainsOf(scenario);
  const phones = chains.flatMap(({ records }) => records.map(({ phone }) => phone));
  const people = new ProductPeople(scenario, seed, phones, SHIFT_AT);
  const endsAt = after(SHIFT_AT, hours(scenario.hours));
  const tally = new ProductTally({
    shiftAt: SHIFT_AT,
    endsAt,
    dialOf: (phone) => people.dialOf(phone),
  });
  const world = worldSetup(setup, chains);
  const plans = staffOf(scenario, seed);
  const report = new World(
    world,
    ({ at }, effects, state) => {
      tally.see(effects, at);
      if (at >= SHIFT_AT && at < endsAt) watch?.(state);
    },
    {
      calleeOf: people.calleeOf,
      staffOf: (line) =>
        new ProductStaff(line, {
          agents: world.agents,
          plans,
          opensMs: OPENS_MS,
          breakReason: 'lunch',
          heardAt: (phone) => people.heardAt(phone),
        }),
    },
  ).run();
  assert(report.violations.length === 0, report.violations.map(({ text }) => text).join('\n'));
  const day = tally.end(seed);
  assert(day.dials < chains.length, `${scenario.name} uses all of its ${chains.length} numbers`);
  return day;
}

function worldSetup(
  { scenario, seed, share, isChecked = false }: Omit<ProductSetup, 'watch'>,
  chains: readonly StoredChain[],
): WorldSetup {
  return {
    seed,
    startAt: instant(SHIFT_AT - OPENS_MS),
    workMs: millis(OPENS_MS + hours(scenario.hours)),
    agents: agentsOf(scenario.agents, () => [GROUP]),
    // Cast by the floor: neither of these is drawn from.
    habits: USUAL_HABITS,
    callees: USUAL_MIX,
    groups: [{ plan: floorPlan(scenario, share), autoComplete: false }],
    chains,
    suppressed: [],
    limits: {},
    faults: NO_FAULTS,
    isChecked,
    isLively: false,
  };
}

function floorPlan(scenario: FloorScenario, share: number): CampaignPlan {
  const { ways, deadline, joinMs, detection, lines } = scenario;
  const plan = planOf({
    name: 'floor',
    agentGroup: GROUP,
    lists: [LIST],
    mode: 'predictive',
    multiplier: 1,
    delivery: { kind: 'auto-answer' },
    autoDone: false,
    attemptsMax: 1,
    dispositionMandatory: false,
    limits: {
      ...LIMITS,
      // A call that nobody answers is given up by the network, where the floor gives it up.
      ringMs: millis(ways.ringMs),
      // Whoever is given away in time is heard in time, however late the answer was told.
      connectMsMax: millis(deadline.graceMs - joinMs - EVENT_MS_MAX),
      verdictMs: seconds(10),
      attemptsMax: lines ?? PORTS_MAX,
      abandonShareMax: share,
    },
    voice: { ...VOICE, cpd: { ...VOICE.cpd, when: detection === undefined ? 'off' : 'before' } },
  });
  return { ...plan, treatments: [] };
}

/** The records of the floor, in its order, with numbers for fiction. */
function chainsOf({ lists }: FloorScenario): readonly StoredChain[] {
  const chains = lists.reduce((sum, { records }) => sum + records, 0);
  const order = { listId: LIST, name: 'Floor', chains, windows: [ALL_DAY] };
  return [...drawChains({ ...order, numbersMax: 1, customers: 0, shared: 0 }, new Prng(0))];
}
