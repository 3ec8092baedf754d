import { type CallingListId, callingListId } from '@outpace/engine/basics/ids.ts';
import { instant, minutes } from '@outpace/engine/basics/time.ts';
import { USUAL_HABITS } from '../agents.ts';
import { USUAL_MIX } from '../callees.ts';
import { drawFaults } from '../faults.ts';
import { drawChains, fictionPhone } from '../lists.ts';
import { DELIVERIES, LIMITS, planOf } from '../plans.ts';
import { Prng } from '../prng.ts';
import type { GroupSetup, WorldSetup } from '../world-setup.ts';
import { salesAndService, windowOf } from './parts.ts';
import type { Scenario, Size } from './scenario.ts';

/**
 * Two campaign groups with different delivery and multipliers over one list, in a stretch of the
 * day in which London closes and the west coast opens. Everything that can fail does.
 */
export const progressiveDay: Scenario = {
  name: 'progressive-day',
  sizeOf(seed) {
    const prng = new Prng(seed).fork('size');
    return {
      agents: prng.between(10, 30),
      // A short list runs dry: groups wait for callbacks, complete, and agents find nothing to do.
      chains: prng.chance(0.3) ? prng.between(5, 80) : prng.between(200, 900),
      minutes: prng.between(60, 150),
      faults: drawFaults(prng),
    };
  },
  setUp,
};

const START = instant(Date.UTC(2026, 10, 23, 15, 35));
const LISTS = [callingListId('list-a'), callingListId('list-b')] as const;
const WINDOWS = [
  windowOf('America/New_York', 8, 18),
  windowOf('America/Chicago', 8, 18),
  windowOf('America/Los_Angeles', 8, 18),
  windowOf('Europe/London', 8, 17),
];

function setUp(seed: number, size: Size): WorldSetup {
  const prng = new Prng(seed).fork('progressive-day');
  // Mostly both groups use one list; a list of one's own is how auto-complete is seen to be right.
  const lists = prng.chance(0.7) ? LISTS.slice(0, 1) : LISTS;
  const chains = Math.ceil(size.chains / lists.length);
  const order = { chains, windows: WINDOWS, numbersMax: 3, customers: 0.5, shared: 0.15 };
  const listPrng = prng.fork('list');
  return {
    seed,
    startAt: START,
    workMs: minutes(size.minutes),
    agents: salesAndService(size.agents, 5),
    habits: { ...USUAL_HABITS, doNotCall: 0.05 },
    groups: ['sales', 'service'].map((name, n) =>
      drawGroup(name, lists[n % lists.length] ?? LISTS[0], prng),
    ),
    chains: lists.flatMap((listId) => [
      ...drawChains({ ...order, listId, name: listId }, listPrng),
    ]),
    suppressed: Array.from({ length: 8 }, (_, n) => ({
      kind: 'phone',
      phone: fictionPhone(n * 11),
    })),
    callees: USUAL_MIX,
    limits: {
      // Some sites have leases so short that renewing them matters within one call.
      leaseMs: prng.pick([minutes(10), minutes(10), minutes(1)]),
      commandsRemembered: prng.pick([10_000, 200]),
    },
    faults: size.faults,
    isChecked: true,
    isLively: true,
  };
}

function drawGroup(name: string, listId: CallingListId, prng: Prng): GroupSetup {
  const plan = planOf({
    name,
    agentGroup: name,
    lists: [listId],
    multiplier: prng.pick([0.5, 0.8, 1, 1, 1.3, 2]),
    delivery: prng.pick(DELIVERIES),
    autoDone: prng.chance(0.3),
    // Different for the two groups: what one has used up the other may not dial either.
    attemptsMax: prng.pick([2, 3, 5]),
    dispositionMandatory: prng.chance(0.5),
    limits: {
      ...LIMITS,
      attemptsMax: prng.pick([3, 8, 60]),
      verdictMs: prng.pick([LIMITS.verdictMs, LIMITS.verdictMs, minutes(0)]),
    },
  });
  return { plan, autoComplete: prng.chance(0.5) };
}
