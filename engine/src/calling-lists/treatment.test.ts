import { expect, test } from 'vitest';
import { minutes } from '../basics/time.ts';
import type { Treatment, Triggers } from './treatment.ts';
import { rulesFor, rulesOf, sequenceNumber, triggerKey } from './treatment.ts';

const close = (on: Treatment['on'], sequence?: number): Treatment => ({
  on,
  action: 'close',
  sequence,
});
const busy = { by: 'call-result', result: 'busy' } as const;
const later = { by: 'disposition', code: 'later' } as const;
const third = close(busy, 3);
const first = close(busy);
const firstAgain: Treatment = { on: busy, action: 'assign-to-group', intervalMs: minutes(1) };
const said = close(later);
const plan = [third, first, firstAgain, said];

// biome-ignore format: a table is read in columns.
test.each<[why: string, on: Triggers, rules: readonly Treatment[]]>([
  ['by their number, and the first of two of one number',
    { result: 'busy', code: undefined }, [first, third]],
  ['a disposition with a rule wins, and nothing of the result is mixed in',
    { result: 'busy', code: 'later' }, [said]],
  ['one without a rule leaves it to the result', { result: 'busy', code: 'hm' }, [first, third]],
  ['nothing where nobody made a rule',        { result: 'fax', code: undefined }, []],
])('rules for what happened: %s', (_why, on, rules) => {
  expect(rulesFor(plan, on)).toEqual(rules);
});

test('rules are found again by the text of their trigger, and by it alone', () => {
  expect(rulesOf(plan, triggerKey(busy))).toEqual([first, third]);
  expect(rulesOf(plan, triggerKey(later))).toEqual([said]);
  expect(rulesOf(plan, 'chain')).toEqual([]);
});

test('a rule without a number is the first', () => {
  expect([sequenceNumber(first), sequenceNumber(third)]).toEqual([1, 3]);
});

test('a result and a code of the same name are two triggers', () => {
  expect([
    triggerKey({ by: 'call-result', result: 'busy' }),
    triggerKey({ by: 'disposition', code: 'busy' }),
  ]).toEqual(['result:busy', 'code:busy']);
});
