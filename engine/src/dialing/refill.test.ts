import { expect, test } from 'vitest';
import { chainId } from '../basics/ids.ts';
import type { Instant } from '../basics/time.ts';
import { after, minutes, seconds } from '../basics/time.ts';
import { plan, START } from '../test-site.ts';
import type { DialSession, LeaseState } from './dial-session.ts';
import type { LeaseAnswer } from './refill.ts';
import { isFinished, leaseAfter, leaseAnew, refill, withMissed, withOpenChain } from './refill.ts';
import { load } from './session-life.ts';

const levels = { min: 4, full: 6 };
const idle = (askAgainAt: Instant | undefined): LeaseState => ({ phase: 'idle', askAgainAt });
const soon = after(START, seconds(30));
const late = after(START, minutes(30));

const session = (over: Partial<DialSession>, buffered: number): DialSession => ({
  ...load(plan(), false, START, minutes(10)),
  phase: 'running',
  buffer: Array.from({ length: buffered }, (_, n) => chainId(String(n))),
  ...over,
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, session: DialSession, agents: number, asked: number]>([
  ['an empty buffer is filled: six for one agent',  session({}, 0),          1, 6],
  ['without agents there is one’s worth in hand',   session({}, 0),          0, 6],
  ['more for ten agents',                           session({}, 2),         10, 58],
  ['three in hand are few for one agent',           session({}, 3),          1, 3],
  ['four are enough',                               session({}, 4),          1, 0],
  ['an answer is awaited',
    session({ lease: { phase: 'asking', askedAt: START } }, 0),              1, 0],
  ['it is not yet time to ask again',               session({ lease: idle(soon) }, 0),  1, 0],
  ['now it is',                                     session({ lease: idle(START) }, 0), 1, 6],
  ['nothing is fetched on the way out',             session({ phase: 'unloading' }, 0), 1, 0],
])('%s', (_why, given, agents, asked) => {
  expect(refill(given, agents, levels, START)).toEqual(asked);
});

const answer = (leased: number, openChains: number, nextDueAt?: Instant): LeaseAnswer => ({
  leased,
  openChains,
  nextDueAt,
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, answer: LeaseAnswer, lease: LeaseState, finished: boolean]>([
  ['it gave some: ask when low',           answer(3, 9),        idle(undefined), false],
  ['it gave the last: ask when low',       answer(3, 0),        idle(undefined), false],
  ['it has some, but not now: in a minute', answer(0, 9),
    idle(after(START, minutes(1))), false],
  ['the next falls due soon: then',        answer(0, 9, soon),  idle(soon),      false],
  ['the next falls due late: in a minute', answer(0, 9, late),  idle(after(START, minutes(1))),
    false],
  ['the next is due already: in 5 s',      answer(0, 9, START), idle(after(START, seconds(5))),
    false],
  ['it has nothing left',                  answer(0, 0),        idle(after(START, minutes(1))),
    true],
])('%s', (_why, given, lease, finished) => {
  expect([leaseAfter(given, START, seconds(5)), isFinished(given)]).toEqual([lease, finished]);
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, lease: LeaseState, due: Instant, then: LeaseState]>([
  ['it asks no later than the chain falls due', idle(late),      soon,  idle(soon)],
  ['it asks earlier anyway',                    idle(soon),      late,  idle(soon)],
  ['it asks whenever it is low',                idle(undefined), soon,  idle(undefined)],
  ['a chain due in the past is due now',        idle(late), after(START, minutes(-5)), idle(START)],
  ['an answer that may not know of it is awaited', { phase: 'asking', askedAt: START }, soon,
    { phase: 'asking', askedAt: START, missedAt: soon }],
  ['or of another one that is due before', { phase: 'asking', askedAt: START, missedAt: soon }, late,
    { phase: 'asking', askedAt: START, missedAt: soon }],
])('%s', (_why, lease, due, then) => {
  const before = session({ lease, finished: true }, 0);
  expect(withOpenChain(before, due, START)).toEqual({ ...before, lease: then, finished: false });
});

const asking = (missedAt?: Instant): LeaseState => ({
  phase: 'asking',
  askedAt: START,
  ...(missedAt === undefined ? {} : { missedAt }),
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, lease: LeaseState, before: LeaseState, then: LeaseState]>([
  ['nothing came meanwhile',                 idle(late),      asking(),      idle(late)],
  ['what came is asked for when it is due',  idle(late),      asking(soon),  idle(soon)],
  ['at once where it is due',                idle(late),      asking(after(START, minutes(-1))), idle(START)],
  ['it asks earlier anyway',                 idle(soon),      asking(late),  idle(soon)],
  ['it asks whenever it is low',             idle(undefined), asking(soon),  idle(undefined)],
])('%s', (_why, lease, before, then) => {
  expect(withMissed(lease, before, START)).toEqual(then);
});

test('after a change it asks at once, and what an older question brings is not used', () => {
  const asked = { phase: 'asking', askedAt: START } as const;
  expect([
    leaseAnew(session({ lease: idle(late) }, 0)),
    leaseAnew(session({ lease: asked }, 0)),
  ]).toEqual([idle(undefined), { ...asked, isOutdated: true }]);
});
