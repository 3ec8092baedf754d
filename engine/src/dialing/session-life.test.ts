import { expect, test } from 'vitest';
import type { RefusalCode } from '../basics/refusal.ts';
import { refusal } from '../basics/refusal.ts';
import { fail, ok } from '../basics/result.ts';
import { after, minutes } from '../basics/time.ts';
import type { DialingMode } from '../campaigns/campaign.ts';
import { GROUP, LIST, plan, START } from '../test-site.ts';
import type { DialSession, DialSessionPhase } from './dial-session.ts';
import { NO_COUNTS, NO_WAITS } from './dial-session.ts';
import {
  complete,
  forceUnload,
  load,
  loadProblem,
  reload,
  setAutoComplete,
  setMode,
  start,
  stop,
  unload,
} from './session-life.ts';
import { OPEN_TRUNKS } from './trunks.ts';

const later = after(START, minutes(1));
const fresh = load(plan({ multiplier: 0.5 }), true, START, minutes(15));
const inPhase = (phase: DialSessionPhase): DialSession => ({
  ...fresh,
  phase,
  waits: { records: true, ports: false, agents: true, trunks: false },
});

test('a loaded group has nothing in hand and asks the store at once', () => {
  expect(fresh).toEqual({
    groupId: GROUP,
    plan: plan({ multiplier: 0.5 }),
    mode: 'progressive',
    multiplier: 0.5,
    autoComplete: true,
    loadedAt: START,
    since: START,
    phase: 'loading',
    forced: false,
    buffer: [],
    callbacks: [],
    callbacksAt: START,
    lease: { phase: 'idle', askAgainAt: undefined },
    turns: [{ listId: LIST, weight: 10, given: 0 }],
    renewAt: after(START, minutes(5)),
    pausedUntil: undefined,
    finished: false,
    trunks: OPEN_TRUNKS,
    waits: NO_WAITS,
    counts: NO_COUNTS,
    connects: 0,
  });
});

type Command = (session: DialSession) => ReturnType<typeof start>;
const starts: Command = (session) => start(session, 'progressive', 2, later);
const stops: Command = (session) => stop(session, later);
const unloads: Command = (session) => unload(session, later);
const completes: Command = (session) => complete(session, later);
const forces: Command = (session) => forceUnload(session, later);
const remodes: Command = (session) => setMode(session, 'progressive', 3);
const autos: Command = (session) => setAutoComplete(session, false);

const leaving: Partial<DialSession> = { phase: 'unloading', since: later, waits: NO_WAITS };
const begun: Partial<DialSession> = { phase: 'running', multiplier: 2, since: later };
const rests: Partial<DialSession> = { phase: 'active', since: later, waits: NO_WAITS };

// biome-ignore format: a table is read in columns.
test.each<[why: string, from: DialSessionPhase, command: Command, change: Partial<DialSession>]>([
  ['an active group starts',               'active',    starts,    begun],
  ['a running one stops and waits no more', 'running',  stops,     rests],
  ['an active group unloads',              'active',    unloads,   leaving],
  ['also while it is still loading',       'loading',   unloads,   leaving],
  ['a running group completes',            'running',   completes, leaving],
  ['an active one too',                    'active',    completes, leaving],
  ['force unloads a running group',        'running',   forces,    { ...leaving, forced: true }],
  ['and one that waits for desktops',      'unloading', forces,    { ...leaving, forced: true }],
  ['the mode changes while it runs',       'running',   remodes,   { multiplier: 3 }],
  ['and before it is started',             'active',    remodes,   { multiplier: 3 }],
  ['auto-complete can be taken back',      'running',   autos,     { autoComplete: false }],
])('%s', (_why, from, command, change) => {
  const session = inPhase(from);
  expect(command(session)).toEqual(ok({ ...session, ...change }));
});

const mode =
  (to: DialingMode): Command =>
  (session) =>
    start(session, to, 1, later);
const lines =
  (multiplier: number): Command =>
  (session) =>
    start(session, 'progressive', multiplier, later);

type Refused = [
  why: string,
  from: DialSessionPhase,
  command: Command,
  code: RefusalCode,
  detail?: string,
];

// biome-ignore format: a table is read in columns.
test.each<Refused>([
  ['start waits until it is loaded',        'loading',   starts,    'SESSION_LOADING'],
  ['start twice',                           'running',   starts,    'GROUP_ALREADY_STARTED'],
  ['start on the way out',                  'unloading', starts,    'SESSION_UNLOADING'],
  ['stop what is not started',              'active',    stops,     'GROUP_NOT_STARTED'],
  ['stop what is loading',                  'loading',   stops,     'GROUP_NOT_STARTED'],
  ['stop on the way out',                   'unloading', stops,     'SESSION_UNLOADING'],
  ['unload what is running',                'running',   unloads,   'GROUP_RUNNING'],
  ['unload twice',                          'unloading', unloads,   'SESSION_UNLOADING'],
  ['complete on the way out',               'unloading', completes, 'SESSION_UNLOADING'],
  ['change the mode on the way out',        'unloading', remodes,   'SESSION_UNLOADING'],
  ['auto-complete on the way out',          'unloading', autos,     'SESSION_UNLOADING'],
  ['a mode that this engine cannot run',    'active', mode('push-preview'),
    'INVALID_MODE', 'push-preview'],
  ['a mode that is none',                   'active', mode('no-dial-mode'),
    'INVALID_MODE', 'no-dial-mode'],
  ['more than ten lines per agent',         'active', lines(10.5),
    'INVALID_PARAMETER', 'multiplier'],
  ['fewer than a tenth of a line',          'active', lines(0),
    'INVALID_PARAMETER', 'multiplier'],
  ['no number at all',                      'active', lines(Number.NaN),
    'INVALID_PARAMETER', 'multiplier'],
  ['the same when the mode is set', 'running', (s) => setMode(s, 'power', 1),
    'INVALID_MODE', 'power'],
  ['seizing while calls are made without', 'running', (s) => setMode(s, 'progressive-seizing', 1),
    'MODE_NEEDS_STOP', 'progressive-seizing'],
  ['and the lines', 'running', (s) => setMode(s, 'progressive', 11),
    'INVALID_PARAMETER', 'multiplier'],
])('%s is refused', (_why, from, command, code, detail) => {
  expect(command(inPhase(from))).toEqual(fail(refusal(code, detail)));
});

test('a group is loaded once, when it is set up, and not on its way out', () => {
  const empty = plan({ lists: [] });
  expect([
    loadProblem(plan(), undefined, START),
    loadProblem(plan(), inPhase('loading'), START),
    loadProblem(plan(), inPhase('running'), START),
    loadProblem(plan(), inPhase('unloading'), START),
    loadProblem(empty, undefined, START),
  ]).toEqual([
    undefined,
    { code: 'GROUP_ALREADY_LOADED' },
    { code: 'GROUP_ALREADY_LOADED' },
    { code: 'SESSION_UNLOADING' },
    { code: 'WRONG_CONFIGURATION', detail: 'the campaign has no active list' },
  ]);
});

test('after a restart a group is as it was, running only if the site says so', () => {
  const found = { plan: plan(), mode: 'progressive', multiplier: 2, autoComplete: false } as const;
  const base = load(plan(), false, later, minutes(10));
  expect([
    reload({ ...found, run: true }, later, minutes(10)),
    reload({ ...found, run: false }, later, minutes(10)),
  ]).toEqual([
    { ...base, phase: 'running', multiplier: 2 },
    { ...base, phase: 'active', multiplier: 2 },
  ]);
});
