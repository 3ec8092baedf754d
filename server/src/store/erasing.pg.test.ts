import { siteId } from '@outpace/engine/basics/ids.ts';
import { ok } from '@outpace/engine/basics/result.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countPerson, eraseIndexed, eraseSearched, findPerson, inHand } from './erasing.ts';
import { addPerson, BY_PHONE, type TestPerson, ZOE } from './test-person.ts';
import { addAttempt, addChain, openTestList, type TestSite } from './test-site.ts';
import { transact } from './transaction.ts';

let at: TestSite;
let zoe: TestPerson;
beforeAll(async () => {
  at = await openTestList();
  zoe = await addPerson(at);
});
afterAll(() => at.drop());

test('the person is every chain of the number and of its customers', async () => {
  const beside = { listId: 'l-1', phones: ['+12125550150'], customerId: ZOE.customerId };
  const second = await addChain(at.pool, at.site, beside);
  // Called on a number that has been corrected since.
  await addAttempt(at.pool, at.site, { id: 'a-old', chainId: second, callResult: 33 });
  await at.pool.query(`update attempts set phone = '+12125550151' where id = 'a-old'`);
  const { chains, person } = await findPerson(at.pool, at.site, BY_PHONE);
  expect(chains.map(({ id }) => id)).toEqual([zoe.chainId, second]);
  expect(person).toEqual({
    phones: [ZOE.phone, ZOE.second, '+12125550150', '+12125550151'],
    customerIds: [ZOE.customerId],
    // The other people of the list are called that as well.
    names: [ZOE.name],
    emails: [ZOE.email],
  });
});

test('nobody of a neighbour with the same number is found', async () => {
  const { pool } = at;
  await pool.query(`insert into sites (site, name) values ('beside', 'The neighbour')`);
  await pool.query(`insert into calling_lists (site, id, name) values ('beside', 'l-9', 'Theirs')`);
  await addChain(pool, siteId('beside'), { listId: 'l-9', phones: [ZOE.phone] });
  const { chains } = await findPerson(pool, at.site, BY_PHONE);
  expect(chains).toHaveLength(2);
});

test('counted is what is then erased, and afterwards there is nothing of it', async () => {
  const found = await findPerson(at.pool, at.site, BY_PHONE);
  expect(await inHand(at.pool, at.site, found)).toEqual({
    isWorkedOn: false,
    isImporting: false,
    leased: [],
  });
  const before = await countPerson(at.pool, at.site, found);
  const erased = await transact(at.pool, { code: 'IN_USE' }, async (db) => {
    const searched = await eraseSearched(db, at.site, found);
    const keep = { suppressed: false, by: 'ana' };
    const { counts, files } = await eraseIndexed(db, at.site, found, keep);
    return ok({ counts: { ...searched, ...counts }, files });
  });
  expect(erased).toEqual({ ok: true, value: { counts: before, files: ['file-i-1'] } });
  const after = await countPerson(at.pool, at.site, found);
  // Interactions are still there: of the chain, and without a word.
  const left = Object.entries(after).filter(([, rows]) => rows > 0);
  expect(left).toEqual([['interactions', 1]]);
  const { rows } = await at.pool.query(
    `select count(*)::int as n from chains where site = 'beside'`,
  );
  expect(rows).toEqual([{ n: 1 }]);
});
