import { agentId } from '@outpace/engine/basics/ids.ts';
import type { SuppressionKey } from '@outpace/engine/calling-lists/suppression.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findPerson } from '../store/erasing.ts';
import { recentTargets } from '../store/team-search.ts';
import { addPerson, BY_PHONE, OTHER_PHONE, type TestPerson, ZOE } from '../store/test-person.ts';
import { addChain, openTestList, type TestSite } from '../store/test-site.ts';
import { tracesIn } from '../store/traces.ts';
import { type ErasureParts, erasePerson, previewErasure } from './erasure.ts';

/** Finds nothing. */
const NONE = { pattern: '(?!)', hint: '(?!)' };

let at: TestSite;
let zoe: TestPerson;
let files: string[];
let parts: ErasureParts;

beforeEach(async () => {
  at = await openTestList();
  zoe = await addPerson(at);
  files = ['file-i-1', 'file-i-2'];
  parts = {
    ...{ pool: at.pool, siteId: at.site },
    recordings: {
      remove: async (file) => {
        files = files.filter((each) => each !== file);
      },
    },
    dialer: { isWorkedOn: () => false, isBuffered: () => false, withdraw: async () => [] },
    onFault: (fault) => expect.unreachable(String(fault)),
  };
});
afterEach(() => at.drop());

const erase = (asked = BY_PHONE, keepSuppressed = true) =>
  erasePerson(parts, { asked, reference: 'R-1', keepSuppressed, by: 'ana' });
const BY_CUSTOMER: SuppressionKey = { kind: 'customer', customerId: ZOE.customerId };

const EVERYTHING = {
  ...{ chains: 1, records: 2, callbacks: 1, keys: 1, attempts: 1, interactions: 1, notes: 1 },
  ...{ recordings: 1, 'third-parties': 1, validations: 1, 'webhook-deliveries': 2 },
  ...{ 'import-errors': 2, 'audit-details': 3, favourites: 1 },
  ...{ suppressions: 1, 'suppression-entries': 1 },
};

test.each([BY_PHONE, BY_CUSTOMER])(
  'asked by $kind, one is told first what is known',
  async (by) => {
    const preview = await previewErasure(parts, by);
    expect(preview).toMatchObject({
      chains: [{ chainId: zoe.chainId, name: ZOE.name, listName: 'Customers' }],
      ...{ phones: [ZOE.phone, ZOE.second], customerIds: [ZOE.customerId] },
      ...{ counts: EVERYTHING, isWorkedOn: false, isImporting: false, erasures: [] },
    });
    expect(preview.found.length).toBeGreaterThan(15);
  },
);

test.each([BY_PHONE, BY_CUSTOMER])(
  'asked by $kind, nothing is left but suppression',
  async (by) => {
    const { search = NONE } = await findPerson(at.pool, at.site, by);
    const erased = await erase(by);
    expect(erased).toMatchObject({
      value: {
        ...{ by: 'Ana', reference: 'R-1', keepSuppressed: true, counts: EVERYTHING },
        ...{ filesLeft: 0, found: [], checkedAt: expect.any(String) },
      },
    });
    expect(await tracesIn(at.pool, at.site, search)).toEqual([
      { table: 'suppression_entries', column: 'value', rows: 1 },
      { table: 'suppressions', column: 'value', rows: 3 },
    ]);
    expect(files).toEqual(['file-i-2']);
  },
);

test('who may be called again is not even suppressed any more', async () => {
  const { search = NONE } = await findPerson(at.pool, at.site, BY_PHONE);
  expect(await erase(BY_PHONE, false)).toMatchObject({ value: { found: [] } });
  expect(await tracesIn(at.pool, at.site, search)).toEqual([]);
});

test('others stay as they were, and counts of calls stay without the person', async () => {
  await erase();
  const { rows } = await at.pool.query(
    `select a.phone, a.call_result, i.note, i.disposition_code from attempts a
     join interactions i on i.attempt_id = a.id order by a.id`,
  );
  const same = { call_result: 33, disposition_code: 'interested' };
  expect(rows).toEqual([
    { ...same, phone: '+99900000000', note: '' },
    { ...same, phone: OTHER_PHONE, note: 'busy' },
  ]);
  const left = await at.pool.query(
    `select (select count(*)::int from chains) as chains,
       (select count(*)::int from left_out) as out,
       (select count(*)::int from webhook_deliveries) as deliveries,
       (select count(*)::int from import_errors) as errors,
       (select detail from audit where subject = 'c-1') as detail`,
  );
  expect(left.rows).toEqual([
    { chains: 1, out: 0, deliveries: 1, errors: 1, detail: { name: 'Spring' } },
  ]);
});

test('nobody is shown a number that is nobody’s as one they called', async () => {
  const ana = agentId('ana');
  expect(await recentTargets(at.pool, at.site, ana)).toEqual([{ kind: 'number', id: ZOE.second }]);
  await erase();
  expect(await recentTargets(at.pool, at.site, ana)).toEqual([]);
});

test('the proof is found again by any number, and tells none', async () => {
  await erase();
  const again = await previewErasure(parts, BY_PHONE);
  expect(again).toMatchObject({ chains: [], erasures: [{ reference: 'R-1', found: [] }] });
  expect((await previewErasure(parts, BY_CUSTOMER)).erasures).toHaveLength(1);
  const other = { kind: 'customer', customerId: 'CUST-43' } as const;
  expect((await previewErasure(parts, other)).erasures).toEqual([]);
  // The same numbers of another site have other hashes.
  await at.pool.query('update sites set erasure_secret = $1', [Buffer.from('another')]);
  expect((await previewErasure(parts, BY_PHONE)).erasures).toEqual([]);
});

test('what cannot be known to be theirs is left, and the proof says where', async () => {
  const text = `update interactions set note = 'his wife is Zoë Example' where id = 'i-2'`;
  await at.pool.query(text);
  const found = [{ table: 'interactions', column: 'note', rows: 1 }];
  expect(await erase()).toMatchObject({ value: { found } });
});

test('a number that somebody else has as well stays theirs', async () => {
  await addChain(at.pool, at.site, { listId: 'l-1', phones: [ZOE.second] });
  expect(await erase()).toMatchObject({ value: { found: [], counts: { 'third-parties': 0 } } });
  const { rows } = await at.pool.query('select value from suppressions order by value');
  expect(rows).toEqual([{ value: ZOE.phone }, { value: ZOE.customerId }]);
});

const BUSY: [why: string, text: string][] = [
  [
    'leased',
    `insert into leases select site, id, 'g-1', 1, now() + interval '1 minute', 3 from chains`,
  ],
  ['in a call', 'update attempts set call_result = null'],
  ['written about', 'update interactions set done_at = null'],
];

test.each(BUSY)('who is %s is not erased', async (_why, text) => {
  await at.pool.query(text);
  const before = await previewErasure(parts, BY_PHONE);
  expect(before).toMatchObject({ isWorkedOn: true, counts: EVERYTHING });
  expect(await erase()).toMatchObject({ ok: false, problem: { code: 'PERSON_IN_HAND' } });
  expect(await previewErasure(parts, BY_PHONE)).toEqual(before);
});

const LEASED = `
  insert into leases select site, id, 'g-1', 1, now() + interval '1 minute', 3 from chains`;

const leases = async () =>
  (await at.pool.query('select from leases where chain_id = $1', [zoe.chainId])).rowCount;

test('who waits in the buffer of a group is taken out of it and erased', async () => {
  await at.pool.query(LEASED);
  const buffered = new Set([zoe.chainId]);
  parts = {
    ...parts,
    dialer: {
      isWorkedOn: () => false,
      isBuffered: (id) => buffered.has(id),
      withdraw: async (ids) => ids.filter((id) => buffered.delete(id)),
    },
  };
  expect(await previewErasure(parts, BY_PHONE)).toMatchObject({ isWorkedOn: false });
  expect(buffered.size).toBe(1);
  expect(await erase()).toMatchObject({ value: { counts: { chains: 1 }, found: [] } });
  expect(buffered.size).toBe(0);
  expect(await leases()).toBe(0);
});

test('who is offered between the look and the erasure is not erased', async () => {
  await at.pool.query(LEASED);
  let isOffered = false;
  parts = {
    ...parts,
    dialer: {
      isWorkedOn: () => isOffered,
      isBuffered: () => !isOffered,
      withdraw: async () => {
        isOffered = true;
        return [];
      },
    },
  };
  expect(await erase()).toMatchObject({ problem: { code: 'PERSON_IN_HAND' } });
  expect(await leases()).toBe(1);
});

test('who is in the hands of the dialer is not erased', async () => {
  parts = { ...parts, dialer: { ...parts.dialer, isWorkedOn: (id) => id === zoe.chainId } };
  expect(await erase()).toMatchObject({ problem: { code: 'PERSON_IN_HAND' } });
});

test('nobody is erased while an import may bring them back', async () => {
  await at.pool.query(`update imports set state = 'running'`);
  expect(await erase()).toMatchObject({ problem: { code: 'ERASURE_DURING_IMPORT' } });
});

test('of whom nothing is known there is a proof as well', async () => {
  const asked = { kind: 'customer', customerId: 'CUST-99' } as const;
  expect(await erase(asked)).toMatchObject({ value: { counts: { chains: 0 }, found: [] } });
});
