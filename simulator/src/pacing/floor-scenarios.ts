import { must } from '@outpace/engine/basics/assert.ts';
import type { FloorList, FloorScenario, FloorWays } from './floor-scenario.ts';
import { exponential, fixed, type Law, logNormal, uniform } from './laws.ts';

/** More records than any day can use. */
const LONG_LIST = 20_000_000;
const SIZES = [5, 15, 50];
const LARGE_SIZES = [200, 1_000];
/** Where many move at once, or all press on the same lines, a large team is another matter. */
const LARGE_KINDS = ['ordinary', 'drifting', 'shocked', 'lunch', 'breaks', 'list-swap', 'trunks'];
const PEER_SIZES = [5, 10, 25, 50, 100];

const longList = (...people: FloorList['people']): readonly FloorList[] => [
  { listId: 'main', records: LONG_LIST, people },
];

/** Voicemail answers at once or when the ringing has gone on for long; people in between. */
const MACHINE_ANSWERS: Law = {
  kind: 'mixture',
  quickShare: 0.4,
  quick: uniform(1_500, 4_000),
  body: logNormal(20_000, 0.1, 4_000),
};
const ORDINARY_WAYS: FloorWays = {
  machineShare: 0.35,
  busyShare: 0.07,
  invalidShare: 0.05,
  setup: logNormal(1_500, 0.3, 500),
  personAnswers: logNormal(11_000, 0.5, 2_500),
  machineAnswers: MACHINE_ANSWERS,
  fails: uniform(3_000, 5_000),
  ringMs: 28_000,
};
/** A third of the people say no at once; the mean is 110 s. */
const ORDINARY_TALK: Law = {
  kind: 'mixture',
  quickShare: 0.35,
  quick: logNormal(15_000, 0.6, 2_000),
  body: logNormal(161_000, 0.9, 10_000),
};

/** An ordinary telesales list: 22 % people, 130 s with each. */
export const ordinary = (agents: number): Omit<FloorScenario, 'name'> => ({
  agents,
  hours: 8,
  lists: longList([0, 0.22]),
  ways: ORDINARY_WAYS,
  talk: ORDINARY_TALK,
  wrapUp: logNormal(20_000, 0.7),
  joinMs: 200,
  detection: {
    person: logNormal(900, 0.4, 300),
    machine: logNormal(1_600, 0.4, 500),
    peopleMissed: 0.02,
    machinesPassed: 0.04,
  },
  deadline: { from: 'greeting', graceMs: 2_000, greeting: logNormal(1_100, 0.4, 400) },
  staffing: { loginsMs: 120_000, breaks: [] },
});

/** What sets each kind of day apart from the ordinary one. */
const KINDS: Readonly<Record<string, (agents: number) => Partial<FloorScenario>>> = {
  ordinary: () => ({}),
  high: () => ({ lists: longList([0, 0.42]) }),
  low: () => ({ lists: longList([0, 0.08]) }),
  drifting: () => ({ lists: longList([0, 0.12], [3, 0.3], [5, 0.2], [8, 0.38]) }),
  /** It doubles at a stroke, then falls to a quarter. */
  shocked: () => ({
    lists: longList([0, 0.2], [2.5, 0.2], [2.5, 0.4], [5, 0.4], [5, 0.1], [8, 0.1]),
  }),
  /** Half go to lunch within five minutes, the others when those are back. */
  lunch: () => ({
    staffing: {
      loginsMs: 120_000,
      breaks: [
        { fromHour: 3, toHour: 3.08, length: fixed(1_800_000), team: [0, 0.5] },
        { fromHour: 3.6, toHour: 3.68, length: fixed(1_800_000), team: [0.5, 1] },
      ],
    },
  }),
  /** Agents come over the first half hour and take breaks when they like. */
  breaks: () => ({
    staffing: {
      loginsMs: 1_800_000,
      breaks: [1, 2.5, 4, 5.5].map((fromHour) => ({
        fromHour,
        toHour: fromHour + 1.5,
        length: logNormal(480_000, 0.5),
        team: [0, 1],
      })),
    },
  }),
  lognormal: () => ({ talk: logNormal(110_000, 1.2, 3_000) }),
  bank: () => ({ talk: { kind: 'bank' } }),
  /** Slow detection with many errors; the law's clock starts at its verdict. */
  detection: () => ({
    detection: {
      person: logNormal(2_400, 0.4, 800),
      machine: logNormal(3_000, 0.4, 1_000),
      peopleMissed: 0.06,
      machinesPassed: 0.15,
    },
    deadline: { from: 'verdict', graceMs: 2_000, greeting: fixed(0) },
  }),
  /** Every answer goes to an agent at once, machines too. */
  undetected: () => ({
    detection: undefined,
    ways: { ...ORDINARY_WAYS, machineShare: 0.12 },
    deadline: { from: 'greeting', graceMs: 2_000, greeting: logNormal(1_100, 0.4, 400) },
  }),
  /** More than half of the numbers fail at once. */
  'bad-numbers': () => ({ ways: { ...ORDINARY_WAYS, busyShare: 0.25, invalidShare: 0.3 } }),
  impatient: () => ({ patience: exponential(2_500) }),
  /** Used up within two hours or so, and the last third answers more. */
  'short-lists': (agents) => ({
    lists: [
      { listId: 'first', records: 130 * agents, people: [[0, 0.2]] },
      { listId: 'second', records: 130 * agents, people: [[0, 0.35]] },
    ],
  }),
  /** Lists that answer very differently, one after the other. */
  'list-swap': (agents) => ({
    lists: [0.12, 0.4, 0.08, 0.3].map((share, index) => ({
      listId: `list ${index + 1}`,
      records: index === 3 ? LONG_LIST : Math.round((55 / share) * agents),
      people: [[0, share]],
    })),
  }),
  /** Too few lines to keep everybody busy: talks hold them as well as dials. */
  trunks: (agents) => ({ lines: Math.ceil(agents * 1.2) + 1 }),
};

/** The stationary days of the comparison of open systems, A and B: no machines, patient people. */
const stationary = (share: number, talkMs: number, wrapUpMs: number) => ({
  hours: 8,
  lists: longList([0, share]),
  ways: {
    machineShare: 0,
    busyShare: 0.1 / (1 - share),
    invalidShare: 0.05 / (1 - share),
    setup: fixed(1_500),
    personAnswers: logNormal(11_000, 0.5, 2_500),
    machineAnswers: fixed(0),
    fails: uniform(3_000, 5_000),
    ringMs: 26_000,
  },
  talk: logNormal(talkMs, 1),
  wrapUp: exponential(wrapUpMs),
  joinMs: 200,
  deadline: { from: 'answer' as const, graceMs: 2_000, greeting: fixed(0) },
  staffing: { loginsMs: 0, breaks: [] },
});

const sizesOf = (kind: string): readonly number[] =>
  LARGE_KINDS.includes(kind) ? [...SIZES, ...LARGE_SIZES] : SIZES;

export const FLOOR_SCENARIOS: ReadonlyMap<string, FloorScenario> = new Map(
  [
    ...Object.entries(KINDS).flatMap(([kind, changed]) =>
      sizesOf(kind).map((agents) => ({
        ...ordinary(agents),
        ...changed(agents),
        name: `${kind}-${agents}`,
      })),
    ),
    ...PEER_SIZES.flatMap((agents) => [
      { ...stationary(0.25, 90_000, 15_000), agents, name: `A-${agents}` },
      { ...stationary(0.12, 45_000, 10_000), agents, name: `B-${agents}` },
    ]),
  ].map((scenario) => [scenario.name, scenario]),
);

/** The scenario of that name. */
export const floorScenario = (name: string): FloorScenario =>
  must(FLOOR_SCENARIOS.get(name), `a scenario called ${name}`);
