import { expect, test } from 'vitest';
import { pathOf, recordsPath } from './saved.ts';

test('objects live below the API under the name of their section', () => {
  expect(pathOf('agent-groups')).toBe('/api/agent-groups');
});

test('records come page by page', () => {
  expect(recordsPath('l1', '')).toBe('/api/calling-lists/l1/records?limit=100');
  expect(recordsPath('l1', '250')).toBe('/api/calling-lists/l1/records?limit=100&after=250');
});
