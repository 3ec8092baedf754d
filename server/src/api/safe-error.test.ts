import { expect, test } from 'vitest';
import { safeError } from './safe-error.ts';

test('the values of a row stay out of the log', () => {
  const cause = Object.assign(new Error('duplicate key'), {
    code: '23505',
    detail: 'Key (name)=(Ana)',
  });
  const safe = safeError(new Error('not saved', { cause }));
  expect(safe).toMatchObject({
    type: 'Error',
    message: 'not saved',
    cause: { message: 'duplicate key', code: '23505' },
  });
  expect(JSON.stringify(safe)).not.toContain('Ana');
});

test('what is no error is named by its kind only', () => {
  expect(safeError('Ana')).toEqual({ type: 'string', message: 'no error was thrown' });
});
