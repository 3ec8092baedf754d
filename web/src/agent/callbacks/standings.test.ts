import type { CallbackRow } from '@outpace/protocol/callbacks.ts';
import { expect, test } from 'vitest';
import { byStanding, waiting } from './standings.ts';

const row = (contactName: string, standing: CallbackRow['standing']): CallbackRow => ({
  chainId: '1' as CallbackRow['chainId'],
  contactName,
  campaignName: 'Renewals',
  kind: 'personal',
  promisedBy: null,
  dueAt: 0,
  zone: 'America/New_York',
  standing,
  isWorkedOn: false,
  recordId: '1' as CallbackRow['recordId'],
  phone: '+12125550142',
  numbers: [],
});

test('the missed come first, and a heading over nothing is left out', () => {
  const callbacks = [row('a', 'missed'), row('b', 'missed'), row('c', 'due')];
  const groups = byStanding(callbacks).map(({ standing, callbacks: those }) => [
    standing,
    those.map(({ contactName }) => contactName),
  ]);
  expect(groups).toEqual([
    ['missed', ['a', 'b']],
    ['due', ['c']],
  ]);
  expect(byStanding([])).toEqual([]);
});

test('who is due later does not wait yet', () => {
  expect(waiting([row('a', 'missed'), row('b', 'overdue'), row('c', 'due')])).toBe(2);
});
