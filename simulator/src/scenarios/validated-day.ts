import { callingListId } from '@outpace/engine/basics/ids.ts';
import { instant, millis, minutes, seconds } from '@outpace/engine/basics/time.ts';
import type { SuppressionKey } from '@outpace/engine/calling-lists/suppression.ts';
import type { Unanswered, Validation } from '@outpace/engine/campaigns/validation.ts';
import { USUAL_HABITS } from '../agents.ts';
import { USUAL_MIX } from '../callees.ts';
import { drawFaults } from '../faults.ts';
import { drawChains, fictionPhone } from '../lists.ts';
import { DELIVERIES, LIMITS, planOf } from '../plans.ts';
import { Prng } from '../prng.ts';
import type { GroupSetup, WorldSetup } from '../world-setup.ts';
import { ALL_DAY, salesAndService, windowOf } from './parts.ts';
import type { Scenario, Size } from './scenario.ts';

const LIST = callingListId('list');

/** Every way of dialing: an agent's own call, anybody's, ahead of agents, with a line held. */
const WAYS = [
  { mode: 'progressive', multiplier: 1 },
  { mode: 'progressive', multiplier: 1.8 },
  { mode: 'progressive-seizing', multiplier: 1.5 },
  { mode: 'predictive', multiplier: 1 },
  { mode: 'predictive-seizing', multiplier: 1 },
] as const;

/**
 * Two groups over one list, one of which, or both, asks somebody outside before each dial: who
 * refuses, hangs, talks nonsense, contradicts itself, and is gone for a while, in the middle of
 * everything else that fails.
 */
export const validatedDay: Scenario = {
  name: 'validated-day',
  sizeOf(seed) {
    const prng = new Prng(seed).fork('size');
    return {
      agents: prng.between(2, 14),
      chains: prng.between(60, 600),
      minutes: prng.between(40, 100),
      faults: drawFaults(prng),
    };
  },
  setUp,
};

function setUp(seed: number, size: Size): WorldSetup {
  const prng = new Prng(seed).fork('validated-day');
  const windows = [
    ALL_DAY,
    windowOf('America/New_York', 9, 10.5),
    windowOf('Europe/Berlin', 9, 24),
  ];
  const order = { listId: LIST, name: 'List', chains: size.chains, windows };
  const suppressed = [2, 7].map((n): SuppressionKey => ({ kind: 'phone', phone: fictionPhone(n) }));
  return {
    seed,
    startAt: instant(Date.UTC(2026, 10, 23, 15)),
    workMs: minutes(size.minutes),
    agents: salesAndService(size.agents, 3),
    habits: {
      ...USUAL_HABITS,
      recalls: 0.1,
      reschedules: 0.1,
      callsByHand: 0.15,
      notebook: Array.from({ length: 12 }, (_, n) => fictionPhone(n)),
    },
    groups: [drawGroup('sales', prng, true), drawGroup('service', prng, prng.chance(0.5))],
    chains: drawChains({ ...order, numbersMax: 2, customers: 0.3, shared: 0.1 }, prng.fork('list')),
    suppressed,
    callees: { ...USUAL_MIX, person: prng.pick([0.2, 0.45]) },
    limits: {},
    phones: prng.pick(['none', 'needed'] as const),
    faults: size.faults,
    isChecked: true,
    isLively: true,
    validator: {
      refuses: prng.pick([0, 0.1, 0.4, 1]),
      hangs: prng.pick([0, 0.05, 0.3]),
      errs: prng.pick([0, 0.05, 0.3]),
      contradicts: prng.pick([0, 0.2]),
      fails: prng.chance(0.5),
    },
  };
}

function drawGroup(name: string, prng: Prng, isAsked: boolean): GroupSetup {
  const plan = planOf({
    name,
    agentGroup: name,
    lists: [LIST],
    ...prng.pick(WAYS),
    delivery: prng.pick(DELIVERIES),
    autoDone: prng.chance(0.4),
    attemptsMax: prng.pick([2, 5]),
    dispositionMandatory: false,
    limits: { ...LIMITS, attemptsMax: prng.pick([3, 60]) },
    assured: prng.pick([{ of: 'nobody' }, { of: 'nobody' }, { of: 'everybody' }] as const),
    manualCalls: true,
    validation: isAsked ? drawValidation(prng) : undefined,
  });
  return { plan, autoComplete: prng.chance(0.3) };
}

const drawValidation = (prng: Prng): Validation => ({
  url: 'https://validation.example/ask',
  secretHeader: undefined,
  timeoutMs: millis(prng.pick([300, 1_500, 5_000])),
  connectionsMax: 8,
  refusedAs: prng.pick(['no-answer', 'wrong-number', 'cleared'] as const),
  onTimeout: drawUnanswered(prng),
  onError: drawUnanswered(prng),
});

const drawUnanswered = (prng: Prng): Unanswered =>
  prng.pick<Unanswered>([
    { action: 'dial' },
    { action: 'refuse', result: 'no-answer' },
    { action: 'later', waitMs: minutes(2) },
    { action: 'later', waitMs: seconds(60) },
  ]);
