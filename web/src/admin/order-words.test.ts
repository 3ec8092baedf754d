import { expect, test } from 'vitest';
import {
  firstValue,
  operatorWords,
  orderSentence,
  passingWords,
  shareWords,
  valueWords,
} from './order-words.ts';

const three = (callback: number, rescheduled: number, general: number) => ({
  'campaign-callback': callback,
  'campaign-rescheduled': rescheduled,
  general,
});

test.each([
  [
    three(1, 2, 3),
    'Personal callbacks first, then callbacks of the campaign, then rescheduled records, ' +
      'then records never called.',
  ],
  [
    three(5, 1, 1),
    'Personal callbacks first, then rescheduled records and records never called, ' +
      'then callbacks of the campaign.',
  ],
])('an order in words', (priorities, words) => {
  expect(orderSentence(priorities)).toBe(words);
});

test.each([
  [30, [30, 10], '75 %'],
  [1, [1, 999], '0.1 %'],
  [0, [0, 10], 'rests'],
  [10, [10], '100 %'],
])('a weight of %i among %o', (weight, weights, words) => {
  expect(shareWords(weight, weights)).toBe(words);
});

test('operators read like a sentence, of days as well', () => {
  expect(operatorWords('at-least', 'number')).toBe('is at least');
  expect(operatorWords('at-least', 'date')).toBe('is on or after');
  expect(operatorWords('equals', 'date')).toBe('is');
});

test('values are words, and a fresh condition has one', () => {
  const field = (key: string, type: 'choice' | 'yes-no' | 'text' | 'number') => ({
    key,
    type,
    choices: ['gold'],
  });
  expect(valueWords('no-answer', field('@last-result', 'choice'))).toBe('no answer');
  expect(valueWords(true, field('vip', 'yes-no'))).toBe('yes');
  expect(valueWords(undefined, field('city', 'text'))).toBe('');
  expect(firstValue(field('tier', 'choice'))).toBe('gold');
  expect(firstValue(field('balance', 'number'))).toBe(0);
});

test('how many pass, and how many are not looked at yet', () => {
  const row = {
    filter: { match: 'all' as const, conditions: [] },
    ...{ sort: [], version: 1, passing: 1_200, heldBack: 0, unseen: 0 },
  };
  expect(passingWords(row)).toBe('1,200 waiting persons may be called.');
  expect(passingWords({ ...row, passing: 1, heldBack: 3, unseen: 2 })).toBe(
    '1 waiting person may be called, 3 held back, 2 being looked at.',
  );
});
