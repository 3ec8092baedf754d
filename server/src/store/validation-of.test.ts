import { expect, test } from 'vitest';
import { validationOf } from './validation-of.ts';

test('what is stored is what is asked', () => {
  const stored = {
    url: 'https://validation.example/ask',
    secretHeader: null,
    timeoutMs: 500,
    connectionsMax: 8,
    refusedAs: 'wrong-number',
    onTimeout: { action: 'later', waitMs: 60_000 },
    onError: { action: 'refuse', result: 'busy' },
  } as const;
  expect(validationOf(stored)).toEqual({ ...stored, secretHeader: undefined });
  expect(validationOf({ ...stored, secretHeader: 'x-key' }).secretHeader).toBe('x-key');
});
