import { expect, test } from 'vitest';
import { ANN, record } from '../test-site.ts';
import {
  type CallingRecord,
  CONTACT_TYPES,
  isOut,
  isPromise,
  isWaiting,
  ownerOf,
  promiserOf,
  RECORD_STATUSES,
  RECORD_TYPES,
  type RecordType,
} from './record.ts';

// The order gives the numbers of the published API, so the whole order is what is tested.
test('record types are numbered 0 to 7', () => {
  expect(Object.entries(RECORD_TYPES)).toEqual([
    ['0', 'no-record-type'],
    ['1', 'unknown'],
    ['2', 'general'],
    ['3', 'campaign-rescheduled'],
    ['4', 'personal-rescheduled'],
    ['5', 'personal-callback'],
    ['6', 'campaign-callback'],
    ['7', 'no-call'],
  ]);
});

test('record statuses are numbered 0 to 10', () => {
  expect(Object.entries(RECORD_STATUSES)).toEqual([
    ['0', 'no-record-status'],
    ['1', 'ready'],
    ['2', 'retrieved'],
    ['3', 'updated'],
    ['4', 'stale'],
    ['5', 'cancelled'],
    ['6', 'agent-error'],
    ['7', 'chain-updated'],
    ['8', 'missed-callback'],
    ['9', 'chain-ready'],
    ['10', 'delegated'],
  ]);
});

test('contact types are numbered 0 to 11', () => {
  expect(Object.entries(CONTACT_TYPES)).toEqual([
    ['0', 'none'],
    ['1', 'home'],
    ['2', 'direct-business'],
    ['3', 'business-with-extension'],
    ['4', 'mobile'],
    ['5', 'vacation'],
    ['6', 'pager'],
    ['7', 'modem'],
    ['8', 'voice-mail'],
    ['9', 'pin-pager'],
    ['10', 'e-mail'],
    ['11', 'instant-messaging'],
  ]);
});

// biome-ignore format: a table is read in columns.
test.each<[type: RecordType, isPromise: boolean, isOwned: boolean]>([
  ['general',              false, false],
  ['campaign-rescheduled', false, false],
  ['campaign-callback',    true,  false],
  ['personal-callback',    true,  true],
  ['personal-rescheduled', true,  true],
])('%s: a promise %s, with an owner %s', (type, promise, isOwned) => {
  const one = record(1, { type, agentId: ANN });
  expect([isPromise(one), promiserOf(one)]).toEqual([promise, promise ? ANN : undefined]);
  expect(ownerOf(one)).toBe(isOwned ? ANN : undefined);
});

test('only what waits for its turn waits, and what is out stays out', () => {
  const having = (is: (record: CallingRecord) => boolean) =>
    RECORD_STATUSES.filter((status) => is(record(1, { status })));
  expect(having(isWaiting)).toEqual(['ready', 'chain-ready']);
  expect(having(isOut)).toEqual(['cancelled', 'agent-error', 'delegated']);
  expect(isOut(record(1, { type: 'no-call' }))).toBe(true);
});
