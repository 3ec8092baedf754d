import { expect, test } from 'vitest';
import { agentId, interactionId } from '../basics/ids.ts';
import { seconds } from '../basics/time.ts';
import { ANN, FIRST_DIAL, START } from '../test-site.ts';
import { connected, detecting, dialing, ringing, validating, waiting } from './attempt.ts';
import type { CustomerLeg, Meanwhile } from './surviving-leg.ts';
import { meanwhile, meanwhileHandedOn, releaseOf, surveyOf } from './surviving-leg.ts';

const isAsked = validating(FIRST_DIAL, undefined, START);
const dials = dialing(FIRST_DIAL, seconds(25));
const rings = ringing(dials, START, seconds(25));
const listens = detecting(rings, START, seconds(3));
const waits = waiting(rings, START, seconds(2));
const talks = connected(waits, ANN, interactionId('i1'), START);

const leg = (state: CustomerLeg['state']): CustomerLeg => ({
  of: 'attempt',
  attemptId: dials.id,
  state,
  agentId: undefined,
  isHeld: false,
  recording: 'off',
});

const STATES = [undefined, 'ringing', 'waiting', 'talking', 'message'] as const;
type Row = readonly [Meanwhile, Meanwhile, Meanwhile, Meanwhile, Meanwhile];

// biome-ignore format: a table is read in columns.
test.each<[attempt: Parameters<typeof meanwhile>[0], found: Row]>([
  //          not there  ringing    waiting     talking    message
  [isAsked,  ['nothing', 'nothing', 'nothing',  'nothing', 'nothing']],
  [dials,    ['gone',    'rings',   'answered', 'nothing', 'orphaned']],
  [rings,    ['gone',    'nothing', 'answered', 'nothing', 'orphaned']],
  [listens,  ['gone',    'nothing', 'nothing',  'nothing', 'orphaned']],
  [waits,    ['gone',    'nothing', 'nothing',  'nothing', 'orphaned']],
  [talks,    ['gone',    'nothing', 'alone',    'nothing', 'gone']],
])('$phase', (attempt, found) => {
  expect(
    STATES.map((state) => meanwhile(attempt, state === undefined ? undefined : leg(state))),
  ).toEqual(found);
});

test('a leg whose call was closed here is released; strangers who talk are left alone', () => {
  const states = ['ringing', 'waiting', 'talking', 'message'] as const;
  expect(states.map((state) => releaseOf(leg(state), true))).toEqual([
    'hang-up',
    'message',
    'hang-up',
    'leave',
  ]);
  expect(states.map((state) => releaseOf(leg(state), false))).toEqual([
    'hang-up',
    'message',
    'leave',
    'leave',
  ]);
});

test('a survey is looked up by what its legs belong to', () => {
  const found = surveyOf([leg('talking'), { of: 'agent', agentId: agentId('ben') }]);
  expect(found).toEqual({
    customers: new Map([[dials.id, leg('talking')]]),
    agents: new Set(['ben']),
  });
});

test('of a call that is handed on its destination decides', () => {
  const third = { agentId: undefined, isUp: false, side: 'customer', hasCall: false } as const;
  expect([
    meanwhileHandedOn(undefined),
    meanwhileHandedOn(leg('waiting')),
    meanwhileHandedOn({ ...leg('message'), third }),
    meanwhileHandedOn({ ...leg('waiting'), third }),
    meanwhileHandedOn({ ...leg('talking'), third: { ...third, isUp: true, hasCall: true } }),
  ]).toEqual(['gone', 'gone', 'gone', 'rings', 'there']);
});
