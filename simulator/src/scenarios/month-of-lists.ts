import { callingListId } from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { hours, instant, minutes } from '@outpace/engine/basics/time.ts';
import type { Treatment } from '@outpace/engine/calling-lists/treatment.ts';
import { BOTHERS } from '@outpace/engine/compliance/attempt-limit.ts';
import type { CampaignRules } from '@outpace/engine/compliance/campaign-rules.ts';
import { everyDay } from '@outpace/engine/compliance/hours.ts';
import { USUAL_HABITS } from '../agents.ts';
import { USUAL_MIX } from '../callees.ts';
import { drawFaults } from '../faults.ts';
import type { ListOrder } from '../lists.ts';
import { drawChains } from '../lists.ts';
import { DELIVERIES, LIMITS, planOf, TREATMENTS } from '../plans.ts';
import { Prng } from '../prng.ts';
import type { StoredChain } from '../stored.ts';
import type { TrunkSetup } from '../trunk-lines.ts';
import type { GroupSetup, Morning, WorldSetup } from '../world-setup.ts';
import { salesAndService, windowOf } from './parts.ts';
import type { Scenario, Size } from './scenario.ts';

/** Dialed by both campaigns. */
const SHARED = [callingListId('shared-1'), callingListId('shared-2')] as const;

/**
 * Two campaigns share two lists for a month in which clocks change and holidays come: some of each
 * day's hours are worked, mostly about the time when somewhere a window opens or closes. Rows are
 * imported, people come onto suppression lists, records are taken back, and everything fails.
 */
export const monthOfLists: Scenario = {
  name: 'month-of-lists',
  sizeOf(seed) {
    const prng = new Prng(seed).fork('size');
    return {
      agents: prng.between(3, 7),
      chains: prng.between(60, 300),
      minutes: prng.between(5, 9),
      faults: { ...drawFaults(prng), clockJumps: prng.chance(0.5) },
    };
  },
  setUp,
};

/** Days of the month that are worked, the others are quiet. */
const DAYS_WORKED = 12;

/** First days of months in which clocks change, there and back, and the days on which they do. */
const MONTHS = [
  { from: '2026-02-27', changes: ['2026-03-07', '2026-03-08', '2026-03-09'] },
  { from: '2026-03-16', changes: ['2026-03-28', '2026-03-29', '2026-04-03'] },
  { from: '2026-10-01', changes: ['2026-10-03', '2026-10-04', '2026-10-24', '2026-10-25'] },
  { from: '2026-10-30', changes: ['2026-10-31', '2026-11-01', '2026-11-02', '2026-11-11'] },
  { from: '2026-11-02', changes: ['2026-11-11', '2026-11-26', '2026-11-27'] },
  { from: '2025-12-15', changes: ['2025-12-25', '2025-12-26', '2026-01-01'] },
] as const;

/** Where people are: the first number of an area code, and a zone, perhaps of another place. */
const REGIONS: readonly (readonly [firstNumber: number, zone: string])[] = [
  [500, 'America/Chicago'],
  [1_300, 'America/Los_Angeles'],
  [9_500, 'America/New_York'],
  [18_100, 'America/New_York'],
  [26_000, 'America/Phoenix'],
  [59_000, 'America/Chicago'],
  [0, 'Europe/London'],
  [30_000, 'Australia/Lord_Howe'],
];

/** When laws and windows open and close, hours of the day. */
const EDGES = [0, 8, 9, 10, 12, 18, 20, 21] as const;

function setUp(seed: number, size: Size): WorldSetup {
  const prng = new Prng(seed).fork('month-of-lists');
  const { at: startAt, mornings } = drawDays(prng.fork('days'));
  const orders = drawOrders(size.chains, prng.fork('orders'));
  return {
    seed,
    startAt,
    mornings,
    workMs: minutes(size.minutes),
    agents: salesAndService(size.agents, 3),
    habits: { ...USUAL_HABITS, reschedules: 0.2, recalls: 0.2, takesBreak: 0.02 },
    groups: ['sales', 'service'].map((name) => drawGroup(name, prng)),
    chains: orders.flatMap((order) => drawPeople(order, prng.fork(`${order.firstNumber}`))),
    suppressed: [],
    callees: { ...USUAL_MIX, person: prng.pick([0.15, 0.4]) },
    limits: {},
    phones: prng.pick(['none', 'needed'] as const),
    faults: size.faults,
    isChecked: true,
    isLively: true,
    trunks: drawTrunks(prng),
    outside: {
      meddles: 0.25,
      imports: 0.08,
      lists: 0.08,
      changes: 0.15,
      orders: 0.05,
      sources: orders,
    },
  };
}

/** Days in order: those on which something changes, and some of the others. */
function drawDays(prng: Prng): { readonly at: Instant; readonly mornings: readonly Morning[] } {
  const month = prng.pick(MONTHS);
  const first = Temporal.PlainDate.from(month.from);
  const days = new Set<string>(month.changes);
  while (days.size < DAYS_WORKED) days.add(first.add({ days: prng.between(0, 29) }).toString());
  const starts = [...days].map((day) => drawMorning(day, prng)).sort((a, b) => a - b);
  const stays = prng.pick(month.changes);
  const mornings = starts.map((at) => {
    const date = Temporal.Instant.fromEpochMilliseconds(at).toString().slice(0, 10);
    return { at, stayed: date === stays };
  });
  const [{ at } = { at: instant(0) }, ...others] = mornings;
  return { at, mornings: others };
}

/** A little before something opens or closes somewhere, or in the middle of the night there. */
function drawMorning(day: string, prng: Prng): Instant {
  const [, zone] = prng.pick(REGIONS);
  const edge = Temporal.PlainDateTime.from(`${day}T00:00`).add({ hours: prng.pick(EDGES) });
  const there = edge.toZonedDateTime(zone, { disambiguation: 'compatible' });
  return instant(there.epochMilliseconds - minutes(prng.between(1, 6)));
}

type SourceOrder = ListOrder & { readonly firstNumber: number };

/** Each list has people of several regions. */
function drawOrders(chains: number, prng: Prng): readonly SourceOrder[] {
  return REGIONS.map(([firstNumber, zone], n) => {
    const listId = SHARED[n % SHARED.length] ?? SHARED[0];
    const windows = [windowOf(zone, 0, 24), windowOf(zone, 8, 20), windowOf(zone, 20, 9)];
    return {
      listId,
      name: listId,
      chains: Math.max(1, Math.ceil(chains / REGIONS.length)),
      numbersMax: 3,
      windows: prng.chance(0.5) ? windows : windows.slice(0, 2),
      customers: 0.3,
      shared: 0.1,
      firstNumber,
    };
  });
}

/** Ids are of the list, so those of its regions are told apart. */
const drawPeople = (order: SourceOrder, prng: Prng): readonly StoredChain[] =>
  [...drawChains({ ...order, listId: callingListId(`region-${order.firstNumber}`) }, prng)].map(
    (chain) => ({ ...chain, listId: order.listId }),
  );

function drawGroup(name: string, prng: Prng): GroupSetup {
  const plan = planOf({
    name,
    agentGroup: name,
    lists: SHARED,
    mode: prng.pick(['progressive', 'progressive', 'predictive']),
    multiplier: prng.pick([0.8, 1, 1.5]),
    delivery: prng.chance(0.6) ? { kind: 'auto-answer' } : prng.pick(DELIVERIES),
    autoDone: prng.chance(0.5),
    attemptsMax: prng.pick([2, 4, 8]),
    dispositionMandatory: prng.chance(0.3),
    limits: { ...LIMITS, attemptsMax: prng.pick([3, 60]) },
    manualCalls: true,
    rules: drawRules(prng),
  });
  const treatments = [...TREATMENTS, ...drawDelegations(prng.fork(`delegations-${name}`))];
  return { plan: { ...plan, treatments }, autoComplete: prng.chance(0.3) };
}

/** To another system, for so short that it comes back while people work, or for days. */
function drawDelegations(prng: Prng): readonly Treatment[] {
  const delegate = (on: Treatment['on'], sequence: number): Treatment => ({
    on,
    sequence,
    action: 'delegate',
    returnAfterMs: minutes(prng.pick([1, 3, 1_500, 6_000])),
  });
  const busy = { by: 'call-result', result: 'busy' } as const;
  return [
    delegate({ by: 'call-result', result: 'no-answer' }, 2),
    delegate({ by: 'call-result', result: 'answering-machine' }, 2),
    delegate({ by: 'call-result', result: 'silence' }, 1),
    delegate({ by: 'disposition', code: 'not-interested' }, 1),
    delegate(busy, 2),
    delegate(busy, 3),
    {
      on: busy,
      sequence: 4,
      action: 'redial',
      intervalMs: minutes(1),
      incrementMs: minutes(0),
      cycleAttempts: 2,
    },
  ];
}

function drawRules(prng: Prng): CampaignRules {
  const counted = { counted: BOTHERS, required: true } as const;
  return {
    profile: prng.pick(['us', 'us', 'us-debt-collection', 'uk'] as const),
    hours: prng.chance(0.3) ? [{ listId: SHARED[0], hours: everyDay(7, 20.25) }] : [],
    closedDates: prng.chance(0.3) ? ['2026-03-09', '2026-10-26', '2026-11-27'] : [],
    limits: [
      {
        id: 'number-in-some-minutes',
        max: prng.pick([1, 2]),
        windowMs: minutes(prng.pick([4, 30])),
        of: 'number',
        across: 'site',
        ...counted,
      },
      {
        id: 'person-in-some-days',
        max: prng.pick([2, 4, 6]),
        windowMs: hours(prng.pick([24, 72, 7 * 24])),
        of: 'person',
        across: prng.pick(['site', 'campaign'] as const),
        ...counted,
      },
    ],
    calendars: prng.pick([[], ['us-federal'], ['german'], ['french', 'us-federal']] as const),
    without: [],
  };
}

/** Mostly so few calls a second that groups have to share them. */
const drawTrunks = (prng: Prng): readonly TrunkSetup[] => {
  const rates = prng.pick([[0.1], [0.1], [0.2], [0.1, 0.2], [1], [30]]);
  return rates.map((callsPerSecond, n) => ({
    name: `trunk-${n}`,
    callsPerSecond,
    channels: prng.pick([4, 100]),
  }));
};
