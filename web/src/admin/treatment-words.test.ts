import { expect, test } from 'vitest';
import {
  type Treatment,
  treatmentProblem,
  treatmentSentence,
  untreated,
  withAction,
} from './treatment-words.ts';

const codes = [{ code: 'later', label: 'Asks to be called later', path: [] }];
const busy = (part: object = {}): Treatment => ({
  on: { by: 'call-result', result: 'busy' },
  action: 'redial',
  intervalMs: 300_000,
  incrementMs: 0,
  cycleAttempts: 3,
  ...part,
});

test.each<[Treatment, string]>([
  [busy(), '“Busy”: again after 5 minutes, 3 times in a row; then the next number.'],
  [
    busy({ incrementMs: 60_000, cycleAttempts: 1 }),
    '“Busy”: again after 5 minutes, 1 minute longer each time, once; then the next number.',
  ],
  [busy({ intervalMs: 0 }), '“Busy”: again at once, 3 times in a row; then the next number.'],
  [
    { on: { by: 'call-result', result: 'fax' }, action: 'next-in-chain' },
    '“Fax”: on to the person’s next number; without one, closed.',
  ],
  [
    { on: { by: 'disposition', code: 'later' }, action: 'close' },
    'Said “Asks to be called later”: closed, no further calls.',
  ],
])('a rule reads as a sentence: %#', (rule, sentence) => {
  expect(treatmentSentence(rule, codes)).toBe(sentence);
});

test('a rule below another for the same result is told that it never acts', () => {
  const [first, second] = [busy(), busy({ cycleAttempts: 9 })];
  expect(treatmentProblem(first, [first, second], codes)).toBeUndefined();
  expect(treatmentProblem(second, [first, second], codes)).toMatch(/^Never acts/);
});

test('a rule for a disposition that is gone is told so', () => {
  const rule: Treatment = { on: { by: 'disposition', code: 'gone' }, action: 'close' };
  expect(treatmentProblem(rule, [rule], codes)).toMatch(/does not exist/);
});

test('results without a rule are listed', () => {
  expect(untreated([busy()])).toContain('no-answer');
  expect(untreated([busy()])).not.toContain('busy');
});

test('another action keeps the trigger and begins with a careful wait', () => {
  const closed = withAction(busy(), 'close');
  expect(closed).toEqual({ on: { by: 'call-result', result: 'busy' }, action: 'close' });
  expect(withAction(closed, 'redial')).toMatchObject({ intervalMs: 3_600_000, cycleAttempts: 3 });
  expect(withAction(busy(), 'redial')).toEqual(busy());
});
