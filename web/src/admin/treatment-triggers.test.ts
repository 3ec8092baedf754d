import { expect, test } from 'vitest';
import { parseTrigger, triggerChoices } from './treatment-triggers.ts';
import { triggerText } from './treatment-words.ts';

const codes = [{ code: 'later', label: 'Later', path: [] }];

test('every choice reads back as the trigger it stands for', () => {
  const values = triggerChoices(codes).flatMap(({ items }) => items.map(({ value }) => value));
  expect(values).toHaveLength(55);
  for (const value of values) {
    const on = parseTrigger(value);
    expect(on && triggerText(on)).toBe(value);
  }
});

test('without dispositions there is no empty group, and nonsense is nothing', () => {
  expect(triggerChoices([]).map(({ group }) => group)).toEqual(['Call results']);
  expect(parseTrigger('result:nothing')).toBeUndefined();
});
