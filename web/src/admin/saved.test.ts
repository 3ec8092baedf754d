import { expect, test } from 'vitest';
import { attemptsPath, entriesPath, lookUpPath, pathOf, recordsPath } from './saved.ts';

test('objects live below the API under the name of their section', () => {
  expect(pathOf('agent-groups')).toBe('/api/agent-groups');
});

test('records come page by page', () => {
  expect(recordsPath('l1', '')).toBe('/api/calling-lists/l1/records?limit=100');
  expect(recordsPath('l1', '250')).toBe('/api/calling-lists/l1/records?limit=100&after=250');
});

test('what somebody types travels as it was typed', () => {
  expect(lookUpPath({ kind: 'phone', of: '+1 212' })).toBe('/api/suppressions?phone=%2B1%20212');
  expect(lookUpPath({ kind: 'customer', of: 'a&b' })).toBe('/api/suppressions?customerId=a%26b');
  expect(attemptsPath('+1')).toBe('/api/attempts?phone=%2B1');
  expect(entriesPath('s1')).toBe('/api/suppression-lists/s1/entries');
});
