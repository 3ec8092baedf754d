import { expect, test } from 'vitest';
import { attemptId, chainId, interactionId, recordId } from '../basics/ids.ts';
import { minutes, seconds } from '../basics/time.ts';
import type { PacingCounts } from '../pacing/counts.ts';
import { ANN, GROUP, LIMITS, phone, plan, START } from '../test-site.ts';
import type { Attempt } from './attempt.ts';
import { connected, dialing, waiting } from './attempt.ts';
import type { DialSession } from './dial-session.ts';
import { pacingCounts } from './pacing-counts.ts';
import { load } from './session-life.ts';

const session: DialSession = {
  ...load(plan({ limits: { ...LIMITS, attemptsMax: 5 } }), false, START, minutes(10)),
  buffer: [chainId('8'), chainId('9')],
};
const base = {
  id: attemptId('a1'),
  groupId: GROUP,
  chainId: chainId('1'),
  recordId: recordId('1'),
  phone: phone(1),
  openedAt: START,
  agentId: undefined,
  openedFor: undefined,
  cpd: undefined,
};
const dials = dialing(base, seconds(25));
const promised: Attempt = { ...dials, agentId: ANN };
const waits = waiting(dials, START, seconds(2));
const talks = connected(waits, ANN, interactionId('i1'), START);

type Row = [
  why: string,
  free: number,
  offers: number,
  attempts: readonly Attempt[],
  counts: Omit<PacingCounts, 'recordsFree'>,
];

// biome-ignore format: a table is read in columns.
test.each<Row>([
  ['nothing is going on',                     3, 0, [],
    { ready: 3, waiting: 0, inAir: 0, portsFree: 5 }],
  ['an offer takes its agent and a port',     2, 1, [],
    { ready: 3, waiting: 0, inAir: 1, portsFree: 4 }],
  ['a promised call does the same',           2, 0, [promised],
    { ready: 3, waiting: 0, inAir: 1, portsFree: 4 }],
  ['a call of nobody’s takes only a port',    2, 0, [dials],
    { ready: 2, waiting: 0, inAir: 1, portsFree: 4 }],
  ['one who waits is not in the air',         0, 0, [waits],
    { ready: 0, waiting: 1, inAir: 0, portsFree: 4 }],
  ['a conversation takes only its port',      0, 0, [talks],
    { ready: 0, waiting: 0, inAir: 0, portsFree: 4 }],
  ['ports are never less than none',          0, 3, [talks, talks, talks],
    { ready: 3, waiting: 0, inAir: 3, portsFree: 0 }],
])('%s', (_why, free, offers, attempts, counts) => {
  const hand = { free, offers, connected: 0, attempts, linesPerAgent: 1 };
  expect(pacingCounts(session, hand)).toEqual({ ...counts, recordsFree: 2 });
});

test.each<[linesPerAgent: number, counts: Pick<PacingCounts, 'ready' | 'inAir'>]>([
  [0.5, { ready: 5, inAir: 4 }],
  [1, { ready: 5, inAir: 4 }],
  [1.5, { ready: 2, inAir: 1 }],
])('promised agents bring no line above one: m is %s', (linesPerAgent, counts) => {
  const attempts = [promised, promised, dials];
  const hand = { free: 2, offers: 1, connected: 0, attempts, linesPerAgent };
  expect(pacingCounts(session, hand)).toMatchObject({ ...counts, portsFree: 1 });
});
