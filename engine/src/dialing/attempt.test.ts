import { expect, test } from 'vitest';
import { attemptId, chainId, interactionId, recordId } from '../basics/ids.ts';
import type { Instant } from '../basics/time.ts';
import { after, seconds } from '../basics/time.ts';
import { ANN, GROUP, phone, START } from '../test-site.ts';
import type { Attempt } from './attempt.ts';
import {
  attemptDeadline,
  connected,
  detecting,
  dialing,
  isServedBefore,
  isUnanswered,
  ringing,
  validated,
  validating,
  waiting,
} from './attempt.ts';

const base = {
  id: attemptId('a1'),
  groupId: GROUP,
  chainId: chainId('1'),
  recordId: recordId('1'),
  phone: phone(1),
  openedAt: START,
  agentId: ANN,
  openedFor: undefined,
  cpd: undefined,
};
const in1 = after(START, seconds(1));
const in2 = after(START, seconds(2));
const isAsked = validating(base, interactionId('i1'), in2);
const dials = dialing(base, seconds(25));
const rings = ringing(dials, in1, seconds(25));
const listens = detecting(rings, in1, seconds(3));
const waits = waiting(listens, in1, seconds(2));
const talks = connected(waits, ANN, interactionId('i1'), in2);

// biome-ignore format: a table is read in columns.
test.each<[why: string, attempt: Attempt, due: Instant | undefined, whole: object]>([
  ['what is asked about waits for its answer', isAsked, in2,
    { ...base, phase: 'validating', answerBy: in2, opens: 'i1' }],
  ['and begins to be dialed with it', validated(isAsked, in1, seconds(25)), after(in1, seconds(40)),
    { ...base, openedFor: 'i1', openedAt: in1, phase: 'dialing', giveUpAt: after(in1, seconds(40)) }],
  ['dialing has the ringing time and 15 s to set up', dials, after(START, seconds(40)),
    { ...base, phase: 'dialing', giveUpAt: after(START, seconds(40)) }],
  ['ringing lasts its whole time from the first ring', rings, after(START, seconds(26)),
    { ...base, phase: 'ringing', ringingAt: in1, giveUpAt: after(START, seconds(26)) }],
  ['detecting lasts until the verdict is due', listens, after(START, seconds(4)),
    { ...base, phase: 'detecting', answeredAt: in1, verdictBy: after(START, seconds(4)) }],
  ['waiting counts from the answer', waits, after(START, seconds(3)),
    { ...base, phase: 'waiting', answeredAt: in1, abandonAt: after(START, seconds(3)) }],
  ['a conversation has no end of its own', talks, undefined,
    { ...base, phase: 'connected', answeredAt: in1, connectedAt: in2, interactionId: 'i1' }],
])('%s', (_why, attempt, due, whole) => {
  expect([attempt, attemptDeadline(attempt)]).toEqual([whole, due]);
});

test('only what nobody has answered can be taken back unnoticed', () => {
  expect([isAsked, dials, rings, listens, waits, talks].map(isUnanswered)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});

test('the earlier answer is served first, ties by id', () => {
  const later = waiting(listens, in2, seconds(2));
  const tied = { ...waits, id: attemptId('a2') };
  expect([isServedBefore(waits, later), isServedBefore(later, waits)]).toEqual([true, false]);
  expect([isServedBefore(waits, tied), isServedBefore(tied, waits)]).toEqual([true, false]);
});

test('that it was ordered by hand stays with an attempt through all its phases', () => {
  const byHand = dialing({ ...base, kind: 'manual' }, seconds(25));
  const rang = ringing(byHand, in1, seconds(25));
  const waited = waiting(detecting(rang, in1, seconds(3)), in1, seconds(2));
  const talked = connected(waited, ANN, interactionId('i1'), in2);
  expect([rang, waited, talked].map(({ kind }) => kind)).toEqual(['manual', 'manual', 'manual']);
});
