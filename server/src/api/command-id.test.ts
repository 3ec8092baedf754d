import { commandId } from '@outpace/engine/basics/ids.ts';
import { expect, test } from 'vitest';
import { ownCommandId, ownRequestedId, requestedId } from './command-id.ts';

test('the same id of two persons is two commands', () => {
  const id = commandId('1');
  expect(ownCommandId('ann', id)).not.toBe(ownCommandId('ben', id));
  expect(ownCommandId('ann', id)).toBe(ownCommandId('ann', id));
});

test('the key of the request is the id, and without one each request is new', () => {
  expect(requestedId({ headers: { 'idempotency-key': 'k-1' } })).toBe('k-1');
  expect(requestedId({ headers: {} })).not.toBe(requestedId({ headers: {} }));
});

test('the same key of two persons is two commands as well', () => {
  const request = { headers: { 'idempotency-key': 'k-1' } };
  expect(ownRequestedId('ann', request)).toBe(ownCommandId('ann', commandId('k-1')));
  expect(ownRequestedId('ann', request)).not.toBe(ownRequestedId('ben', request));
});
