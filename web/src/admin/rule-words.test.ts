import { expect, test } from 'vitest';
import { ruleWords, versionWords } from './rule-words.ts';

test.each([
  ['us-hours', 'US hours'],
  ['us-fl-hours', 'US FL hours'],
  ['us-fl-three-a-day', 'US FL three a day'],
  ['uk-rest-after-abandoned', 'UK rest after abandoned'],
  ['fr-hours', 'FR hours'],
  ['us-debt-collection-hours', 'US debt collection hours'],
  ['canada-hours', 'Canada hours'],
  ['reg-f-seven-in-seven-days', 'Reg f seven in seven days'],
  ['record-attempts', 'Record attempts'],
])('%s reads %s', (rule, words) => {
  expect(ruleWords(rule)).toBe(words);
});

test('a version says of what it is', () => {
  expect(versionWords('2025-11')).toBe('law as of 2025-11');
  expect(versionWords('record')).toBe('the record');
});
