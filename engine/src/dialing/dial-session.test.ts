import { expect, test } from 'vitest';
import type { Instant } from '../basics/time.ts';
import { after, minutes, seconds } from '../basics/time.ts';
import { plan, START } from '../test-site.ts';
import type { DialSession } from './dial-session.ts';
import {
  counted,
  countedResult,
  isCircuitOpen,
  isPaused,
  NO_COUNTS,
  refreshed,
  sameWaits,
  sessionDeadline,
  withoutLast,
} from './dial-session.ts';
import { load } from './session-life.ts';

const loaded = load(plan(), false, START, minutes(15));
const soon = after(START, seconds(30));
const third = after(START, minutes(5));
const idleUntil = (askAgainAt: Instant | undefined): DialSession => ({
  ...loaded,
  lease: { phase: 'idle', askAgainAt },
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, session: DialSession, due: Instant]>([
  ['leases are renewed at a third',            loaded,                                third],
  ['before that the store is asked again',       idleUntil(soon),                       soon],
  ['an answer that is awaited is no deadline',
    { ...loaded, lease: { phase: 'asking', askedAt: START } },                          third],
  ['the end of a pause is one',                  { ...loaded, pausedUntil: soon },      soon],
])('%s', (_why, session, due) => {
  expect(sessionDeadline(session)).toBe(due);
});

const every = minutes(5);

// biome-ignore format: a table is read in columns.
test.each<[why: string, session: DialSession, at: Instant, then: DialSession]>([
  ['nothing is due',               idleUntil(third), soon, idleUntil(third)],
  ['the time to ask has come: now it may be asked whenever needed',
    idleUntil(soon), soon, idleUntil(undefined)],
  ['the pause is over',            { ...loaded, pausedUntil: soon }, soon, loaded],
  ['the pause is not over',        { ...loaded, pausedUntil: third }, soon,
    { ...loaded, pausedUntil: third }],
  ['renewed, and again in as long', loaded, third, { ...loaded, renewAt: after(third, every) }],
])('%s', (_why, session, at, then) => {
  expect(refreshed(session, at, every)).toEqual(then);
});

test('a pause holds until its last moment', () => {
  const paused = { ...loaded, pausedUntil: soon };
  const before = after(START, seconds(29));
  expect([isPaused(loaded, START), isPaused(paused, before), isPaused(paused, soon)]).toEqual([
    false,
    true,
    false,
  ]);
});

test('what happens is counted, one by one', () => {
  const busy = countedResult(countedResult(loaded, 'busy'), 'busy');
  const session = counted(counted(counted(busy, 'attempts'), 'attempts'), 'offers');
  expect(session.counts).toEqual({ ...NO_COUNTS, attempts: 2, offers: 1, byResult: { busy: 2 } });
});

test('what turns out to be none is taken back', () => {
  expect(counted(counted(loaded, 'liveAnswers'), 'liveAnswers', -1)).toEqual(loaded);
});

test('an attempt that never was is not counted, and dialing pauses', () => {
  expect(withoutLast(counted(loaded, 'attempts'), soon)).toEqual({ ...loaded, pausedUntil: soon });
});

test('the circuit is open until its instant, looked at then, and forgotten after it', () => {
  const open = { ...loaded, circuitOpenUntil: soon };
  expect([isCircuitOpen(open, START), isCircuitOpen(open, soon)]).toEqual([true, false]);
  expect(sessionDeadline(open)).toBe(soon);
  expect(refreshed(open, soon, minutes(1)).circuitOpenUntil).toBeUndefined();
  const waits = { records: false, ports: false, agents: false, trunks: false };
  expect(sameWaits(waits, { ...waits, validation: true })).toBe(false);
  expect(sameWaits(waits, { ...waits, validation: false })).toBe(true);
});

test('waits differ if one of them does', () => {
  const all = { records: true, ports: true, agents: true, trunks: true };
  const kinds = ['records', 'ports', 'agents', 'trunks'] as const;
  expect(sameWaits(all, { ...all })).toBe(true);
  expect(kinds.map((kind) => sameWaits(all, { ...all, [kind]: false }))).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
