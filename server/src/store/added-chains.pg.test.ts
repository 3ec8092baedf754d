import { parsePhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { WindowIds } from '../jobs/import-windows.ts';
import { addChain, type ChainToAdd } from './added-chains.ts';
import { openTestList, type TestSite } from './test-site.ts';
import { transact } from './transaction.ts';

let at: TestSite;
beforeAll(async () => {
  at = await openTestList();
});
beforeEach(() => at.pool.query('delete from chains'));
afterAll(() => at.drop());

function phoneOf(text: string) {
  const phone = parsePhoneNumber(text);
  if (!phone.ok) throw new Error(phone.problem);
  return phone.value;
}

const numbers = ['+12125550142', '+13035550142'].map((text, n) => ({
  phone: phoneOf(text),
  contactType: n === 0 ? ('home' as const) : ('mobile' as const),
  zone: n === 0 ? 'America/New_York' : 'America/Denver',
  dailyFrom: 32_400,
  dailyTill: 72_000,
}));

async function add(part: Partial<ChainToAdd> = {}) {
  const windows = [...(await new WindowIds(at.pool).of(numbers))];
  const chain: ChainToAdd = {
    listId: 'l-1',
    contactName: 'Rui Costa',
    customerId: 'c-1',
    numbers,
    windows,
    fields: { age: 41 },
    dueAt: undefined,
    key: undefined,
    by: 'sue',
    repeated: async () => undefined,
    ...part,
  };
  return transact(at.pool, { code: 'NOT_FOUND' }, (db) => addChain(db, at.site, chain));
}

const queued = async () =>
  (
    await at.pool.query(
      `select c.id::text, c.contact_name, c.customer_id, q.rank, q.keyed,
         q.due_at = '-infinity' as now, w.zone
       from dial_queue q join chains c on c.id = q.chain_id
       join callable_windows w on w.id = q.window_id order by c.id`,
    )
  ).rows;

test('a person waits by the window of the first number, and has every number', async () => {
  const added = await add();
  expect(added).toMatchObject({ ok: true, value: { isNew: true } });
  const { chainId, recordIds } = added.ok ? added.value : { chainId: '', recordIds: [] };
  const person = { id: chainId, contact_name: 'Rui Costa', customer_id: 'c-1' };
  expect(await queued()).toEqual([
    { ...person, rank: 3, keyed: 0, now: true, zone: 'America/New_York' },
  ]);
  const records = await at.pool.query(
    `select id::text, chain_n, phone, contact_type, record_type, zone, fields
     from records order by chain_n`,
  );
  expect(records.rows).toMatchObject([
    { id: recordIds[0], chain_n: 0, phone: '+12125550142', contact_type: 1, record_type: 2 },
    { id: recordIds[1], chain_n: 1, phone: '+13035550142', contact_type: 4, fields: { age: 41 } },
  ]);
  const trail = await at.pool.query('select by, what, subject, detail from audit');
  const detail = { listId: 'l-1', numbers: 2 };
  expect(trail.rows).toEqual([{ by: 'sue', what: 'chain-added', subject: chainId, detail }]);
});

test('who is to be called later waits for that moment among what was put off', async () => {
  await add({ dueAt: instant(Date.UTC(2040, 0, 5)) });
  expect(await queued()).toMatchObject([{ rank: 2, now: false }]);
});

test('one key is one person, however many ask at once, and another key is another', async () => {
  const asked = [1, 2, 3, 4].map(() => add({ key: 'crm/1' }));
  const answers = await Promise.all(asked);
  const added = answers.flatMap((answer) => (answer.ok ? answer.value : []));
  expect(added.filter(({ isNew }) => isNew)).toHaveLength(1);
  expect(new Set(added.map(({ chainId }) => chainId)).size).toBe(1);
  expect(added[1]?.recordIds).toEqual(added[0]?.recordIds);
  await add({ key: 'crm/2' });
  expect(await queued()).toHaveLength(2);
  await at.pool.query('delete from chains');
  expect(await add({ key: 'crm/1' })).toMatchObject({ ok: true, value: { isNew: true } });
});

test('what is refused leaves nothing', async () => {
  const repeated = async () => '+12125550142: there';
  expect(await add({ repeated })).toMatchObject({ problem: { code: 'NUMBER_LISTED' } });
  expect(await add({ listId: 'gone' })).toMatchObject({ problem: { code: 'NOT_FOUND' } });
  expect(await queued()).toEqual([]);
});

test('whom nobody may call does not come in, by number or by customer', async () => {
  const suppress = (kind: string, value: string) =>
    at.pool.query(
      `insert into suppressions (site, kind, value, reason, added_by, added_at)
       values ($1, $2, $3, 'letter', 'sue', now())`,
      [at.site, kind, value],
    );
  await suppress('phone', '+13035550142');
  const refused = await add();
  expect(refused).toMatchObject({
    problem: { code: 'NUMBER_SUPPRESSED', detail: '+13035550142' },
  });
  await at.pool.query('delete from suppressions');
  await suppress('customer', 'c-1');
  expect(await add()).toMatchObject({ problem: { detail: '+12125550142' } });
  expect(await add({ customerId: undefined })).toMatchObject({ ok: true });
});
