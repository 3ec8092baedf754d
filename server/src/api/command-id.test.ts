import { expect, test } from 'vitest';
import { commandIdOf } from './command-id.ts';

test('the key of the caller, else a new id each time', () => {
  const keyed = { headers: { 'idempotency-key': 'k-1' } };
  expect([commandIdOf(keyed), commandIdOf(keyed)]).toEqual(['k-1', 'k-1']);
  const plain = { headers: {} };
  expect(commandIdOf(plain)).not.toBe(commandIdOf(plain));
});
