import { type ChainId, chainId } from '@outpace/engine/basics/ids.ts';
import type { ContactEdit } from '@outpace/protocol/contacts.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { insertCallingList } from './calling-lists.ts';
import { changeContact } from './contact-details.ts';
import { addChain, granted, listBody, openTestSite, type TestSite } from './test-site.ts';
import { transact } from './transaction.ts';

let at: TestSite;
let chain: ChainId;
beforeAll(async () => {
  at = await openTestSite();
  granted(await insertCallingList(at.pool, at.site, 'l-1', listBody('Customers')));
});
beforeEach(async () => {
  chain = await addChain(at.pool, at.site, { listId: 'l-1', phones: ['+12125550160'] });
});
afterAll(() => at.drop());

const put = (version: number, key: ContactEdit['key'], value: string, of: ChainId = chain) =>
  transact(at.pool, { code: 'NOT_FOUND' }, (db) =>
    changeContact(db, at.site, of, { key, value, version, by: 'ana' }),
  );
const row = async () =>
  (await at.pool.query('select * from chains where id = $1', [chain])).rows[0];

test('name and details are changed under a version; the trail has what stood there', async () => {
  expect(await put(1, 'name', 'Maria Keller')).toMatchObject({
    ok: true,
    value: { version: 2, fields: [{ value: 'Maria Keller' }, {}, {}, {}, {}] },
  });
  granted(await put(2, 'email', 'maria@mail.example'));
  granted(await put(3, 'email', ''));
  expect(await row()).toMatchObject({
    contact_name: 'Maria Keller',
    details: { email: '' },
    version: 4,
  });
  const trail = await at.pool.query(
    'select by, what, detail from audit where subject = $1 order by id',
    [chain],
  );
  const by = { by: 'ana', what: 'contact-changed' };
  expect(trail.rows).toEqual([
    { ...by, detail: { key: 'name', from: 'Somebody', to: 'Maria Keller' } },
    { ...by, detail: { key: 'email', from: '', to: 'maria@mail.example' } },
    { ...by, detail: { key: 'email', from: 'maria@mail.example', to: '' } },
  ]);
});

test('of two at once one is told, and nothing of the other is lost', async () => {
  const both = await Promise.all([put(1, 'company', 'North'), put(1, 'company', 'South')]);
  const codes = both.map((outcome) => (outcome.ok ? 'ok' : outcome.problem.code));
  expect(codes.sort()).toEqual(['CHANGED_MEANWHILE', 'ok']);
  expect((await row()).version).toBe(2);
});

test('asked again because the answer was lost, it is as it is, and written once', async () => {
  granted(await put(1, 'company', 'North'));
  expect(await put(1, 'company', 'North')).toMatchObject({ ok: true, value: { version: 2 } });
  const { rowCount } = await at.pool.query('select 1 from audit where subject = $1', [chain]);
  expect(rowCount).toBe(1);
});

test('nobody is changed who is not there', async () => {
  expect(await put(1, 'name', 'X', chainId('999999'))).toMatchObject({
    problem: { code: 'NOT_FOUND' },
  });
});
