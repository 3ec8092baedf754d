import { chainId, siteId } from '@outpace/engine/basics/ids.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import { chainsOf, type RecordRow, recordOf } from './chain-rows.ts';
import { RecordingStatements } from './recording-statements.ts';

const row: RecordRow = {
  id: '70',
  chain_id: '7',
  chain_n: 0,
  phone: '+12125550142',
  contact_type: 4,
  record_type: 6,
  record_status: 9,
  call_result: 51,
  attempts: 2,
  zone: 'Europe/London',
  daily_from: 28_800,
  daily_till: 64_800,
  called_at: new Date(1_000),
  agent_id: null,
  fields: { job: 'nurse' },
};

const chainRow = {
  id: '7',
  list_id: 'list',
  list_name: 'List',
  contact_name: 'Ann',
  customer_id: null,
  place: 0,
  treatment: null,
  due_at: Number.NEGATIVE_INFINITY,
};

test('the numbers of the calling list format become words', () => {
  expect(recordOf(row)).toMatchObject({
    contactType: 'mobile',
    type: 'campaign-callback',
    status: 'chain-ready',
    callResult: 'do-not-call',
    calledAt: 1_000,
    agentId: undefined,
  });
});

test.each<[why: string, change: Partial<RecordRow>]>([
  ['a call result', { call_result: 54 }],
  ['a record type', { record_type: 8 }],
  ['a telephone number', { phone: '0000' }],
])('%s that the product cannot have written is a bug', (_why, change) => {
  expect(() => recordOf({ ...row, ...change })).toThrow('bug: ');
});

test('chains come in the order asked for; those without records are left out', async () => {
  const statements = new RecordingStatements({
    chains: [{ ...chainRow, id: '8' }, chainRow, { ...chainRow, id: '9' }],
    'records-of-chains': [row, { ...row, id: '71', chain_n: 1 }, { ...row, chain_id: '8' }],
  });
  const ids = ['7', '8', '9', '10'].map(chainId);
  const chains = await chainsOf(statements, siteId('main'), ids, { leaseUntil: instant(5_000) });
  expect(chains.map(({ id, records }) => [id, records.length])).toEqual([
    ['7', 2],
    ['8', 1],
  ]);
  expect(chains[0]).toMatchObject({ customerId: undefined, dueAt: 0, leaseUntil: 5_000 });
});
