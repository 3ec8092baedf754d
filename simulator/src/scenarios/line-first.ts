import { callingListId } from '@outpace/engine/basics/ids.ts';
import { instant, minutes } from '@outpace/engine/basics/time.ts';
import type { CampaignPlan } from '@outpace/engine/campaigns/campaign.ts';
import { USUAL_HABITS } from '../agents.ts';
import { USUAL_MIX } from '../callees.ts';
import { drawFaults } from '../faults.ts';
import { drawChains } from '../lists.ts';
import type { PlanOrder } from '../plans.ts';
import { LIMITS, planOf } from '../plans.ts';
import { Prng } from '../prng.ts';
import type { StoredChain } from '../stored.ts';
import type { GroupSetup, WorldSetup } from '../world-setup.ts';
import { ALL_DAY, salesAndService } from './parts.ts';
import type { Size } from './scenario.ts';
import { drawVoice } from './voice-day.ts';

/*
 * What days have in common on which the agent's leg is up before anybody is dialed: two campaign
 * groups that share some agents, phones that fail at any moment, browsers that are closed, a switch
 * that goes away, a process that dies.
 */

const LIST = callingListId('list');

/** Says of every fourth person that they are to be connected at once. */
export const BY_FIELD: CampaignPlan['assured'] = { of: 'field', key: 'vip' };

export function lineFirstSize(seed: number): Size {
  const prng = new Prng(seed).fork('size');
  return {
    agents: prng.between(2, 7),
    chains: prng.between(30, 110),
    minutes: prng.between(10, 30),
    faults: { ...drawFaults(prng), callsSurvive: prng.chance(0.8) },
  };
}

type Drawn = Pick<PlanOrder, 'multiplier' | 'delivery' | 'mode' | 'assured'>;

export function lineFirstDay(seed: number, size: Size, draw: (prng: Prng) => Drawn): WorldSetup {
  const prng = new Prng(seed).fork('line-first');
  const order = { listId: LIST, name: 'List', chains: size.chains, windows: [ALL_DAY] };
  const chains = drawChains(
    { ...order, numbersMax: 2, customers: 0.3, shared: 0.1 },
    prng.fork('list'),
  );
  return {
    seed,
    startAt: instant(Date.UTC(2026, 10, 23, 15)),
    workMs: minutes(size.minutes),
    agents: salesAndService(size.agents, 5),
    habits: { ...USUAL_HABITS, desk: prng.pick([0, 0.3]), closesLaptop: 0.03 },
    groups: ['sales', 'service'].map((name) => drawGroup(name, prng, draw)),
    chains: withField(chains),
    suppressed: [],
    callees: { ...USUAL_MIX, person: 0.45 },
    limits: {},
    phones: prng.chance(0.85) ? 'needed' : 'none',
    faults: size.faults,
    isChecked: true,
    isLively: true,
  };
}

function drawGroup(name: string, prng: Prng, draw: (prng: Prng) => Drawn): GroupSetup {
  const plan = planOf({
    name,
    agentGroup: name,
    lists: [LIST],
    autoDone: prng.chance(0.3),
    attemptsMax: 5,
    dispositionMandatory: prng.chance(0.3),
    limits: { ...LIMITS, attemptsMax: prng.pick([5, 60]), abandonShareMax: prng.pick([0.03, 0.3]) },
    voice: drawVoice(prng),
    ...draw(prng),
  });
  return { plan, autoComplete: prng.chance(0.3) };
}

function* withField(chains: Iterable<StoredChain>): Generator<StoredChain> {
  let nth = 0;
  for (const chain of chains) {
    const vip = nth % 4 === 0 ? 'yes' : 'no';
    nth += 1;
    const records = chain.records.map((record) => ({
      ...record,
      fields: { ...record.fields, vip },
    }));
    yield { ...chain, records };
  }
}
