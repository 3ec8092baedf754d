import { expect, test } from 'vitest';
import { after, instant, millis, minutes } from '../basics/time.ts';
import type { CallResult } from './call-result.ts';
import type { NextStep, Treatment, TreatmentPosition } from './treatment.ts';
import { treat, triggerKey } from './treatment.ts';

const at = instant(Date.UTC(2026, 0, 5, 9, 0));
const redial = (
  result: CallResult,
  interval: number,
  increment: number,
  cycleAttempts: number,
): Treatment => ({
  on: { by: 'call-result', result },
  action: 'redial',
  intervalMs: minutes(interval),
  incrementMs: minutes(increment),
  cycleAttempts,
});
const rules: readonly Treatment[] = [
  redial('busy', 5, 0, 3),
  redial('no-answer', 60, 30, 3),
  redial('busy', 999, 0, 99),
  { on: { by: 'call-result', result: 'fax' }, action: 'next-in-chain' },
  { on: { by: 'call-result', result: 'wrong-number' }, action: 'close' },
  { on: { by: 'disposition', code: 'later' }, ...redialFields(7) },
  { on: { by: 'disposition', code: 'sold' }, action: 'close' },
];
function redialFields(wait: number) {
  const action = 'redial';
  return { action, intervalMs: minutes(wait), incrementMs: millis(0), cycleAttempts: 1 } as const;
}

const before = (trigger: string, applied: number): TreatmentPosition => ({ trigger, applied });
const again = (trigger: string, applied: number, wait: number): NextStep => ({
  type: 'redial',
  dueAt: after(at, minutes(wait)),
  position: { trigger, applied },
});
const next: NextStep = { type: 'next-in-chain' };
const close: NextStep = { type: 'close' };
const none = undefined;

// biome-ignore format: a table is read in columns.
test.each<
  [
    why: string,
    result: CallResult,
    code: string | undefined,
    position: TreatmentPosition | undefined,
    step: NextStep,
  ]
>([
  ['a busy line is tried again soon',          'busy', none, none, again('result:busy', 1, 5)],
  ['and a second time',    'busy', none, before('result:busy', 1), again('result:busy', 2, 5)],
  ['and a third',          'busy', none, before('result:busy', 2), again('result:busy', 3, 5)],
  ['then it is the next number’s turn', 'busy', none, before('result:busy', 3), next],
  ['nobody home waits the interval', 'no-answer', none, none, again('result:no-answer', 1, 60)],
  ['then the interval and one increment',
    'no-answer', none, before('result:no-answer', 1), again('result:no-answer', 2, 90)],
  ['then the interval and two increments',
    'no-answer', none, before('result:no-answer', 2), again('result:no-answer', 3, 120)],
  ['another result in between starts the count again',
    'no-answer', none, before('result:busy', 3), again('result:no-answer', 1, 60)],
  ['the first rule of two for one result wins', 'busy', none, none, again('result:busy', 1, 5)],
  ['a fax goes to the next number',            'fax',          none,     none, next],
  ['a wrong number ends the chain',            'wrong-number', none,     none, close],
  ['a result without a rule ends the chain',   'silence',      none,     none, close],
  ['what the agent said wins over the result', 'busy', 'later', none, again('code:later', 1, 7)],
  ['also to end the chain',                    'busy',         'sold',   none, close],
  ['a code without a rule leaves it to the result', 'busy', 'hm', none, again('result:busy', 1, 5)],
  ['a code counts by itself', 'busy', 'later', before('result:busy', 2), again('code:later', 1, 7)],
  ['and is used up by itself', 'busy', 'later', before('code:later', 1), next],
])('%s', (_why, result, code, position, step) => {
  expect(treat(rules, { result, code }, position, at)).toEqual(step);
});

test('a plan without rules calls nobody again', () => {
  expect(treat([], { result: 'busy', code: undefined }, undefined, at)).toEqual(close);
});

test('a result and a code of the same name are two triggers', () => {
  expect([
    triggerKey({ by: 'call-result', result: 'busy' }),
    triggerKey({ by: 'disposition', code: 'busy' }),
  ]).toEqual(['result:busy', 'code:busy']);
});
