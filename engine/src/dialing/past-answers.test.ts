import { expect, test } from 'vitest';
import { hours } from '../basics/time.ts';
import type { CallResult } from '../calling-lists/call-result.ts';
import { START } from '../test-site.ts';
import { abandonmentPeriodMs, pastAnswers } from './past-answers.ts';

// biome-ignore format: a table is read in columns.
test.each<[why: string, result: CallResult, wasConnected: boolean, liveAnswers: number, abandoned: number]>([
  ['a conversation',              'answer',            true,  7, 0],
  ['whatever the agent called it', 'wrong-party',      true,  7, 0],
  ['a machine that was heard',    'answering-machine', true,  0, 0],
  ['a machine that was not',      'answering-machine', false, 0, 0],
  ['hung up while waiting',       'abandoned',         false, 7, 7],
  ['heard the message',           'dropped',           false, 7, 7],
  ['nobody answered',             'no-answer',         false, 0, 0],
])('%s', (_why, result, wasConnected, liveAnswers, abandoned) => {
  expect(pastAnswers([{ result, wasConnected, count: 7 }])).toEqual({ liveAnswers, abandoned });
});

test('they add up', () => {
  const ends = [
    { result: 'answer', wasConnected: true, count: 97 },
    { result: 'dropped', wasConnected: false, count: 3 },
  ] as const;
  expect(pastAnswers(ends)).toEqual({ liveAnswers: 100, abandoned: 3 });
});

test('the period is that of the law, thirty days where none is named', () => {
  const uk = { profile: 'uk', hours: [], closedDates: [], limits: [], without: [] } as const;
  expect([abandonmentPeriodMs(undefined, START), abandonmentPeriodMs(uk, START)]).toEqual([
    hours(720),
    hours(24),
  ]);
});
