import { expect, test } from 'vitest';
import { savedCallback } from './saved-callback.ts';

const time = { local: '2026-11-30T10:00', zone: 'UTC' };
const to = { kind: 'record', recordId: '7' };

test('a promise is read as it was saved', () => {
  expect(savedCallback({ time, kind: 'personal', to })).toEqual({
    callback: { time: { ...time, reading: undefined }, kind: 'personal', to },
  });
});

test.each([
  ['nothing', undefined],
  ['something else', { kind: 'personal' }],
  ['no number', { time, kind: 'personal', to: { kind: 'new-number', phone: 'soon' } }],
])('%s is no promise', (_why, saved) => {
  expect(savedCallback(saved)).toEqual({});
});
