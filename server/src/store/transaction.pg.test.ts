import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestSite, type TestSite } from './test-site.ts';
import { transact } from './transaction.ts';

let at: TestSite;
beforeAll(async () => {
  at = await openTestSite();
});
afterAll(() => at.drop());

const inUse = { code: 'IN_USE', detail: 'by a test' } as const;
const addGroup = `insert into agent_groups (site, id, name) values ('main', $1, $1)`;
const groups = async (): Promise<string[]> =>
  (await at.pool.query('select id from agent_groups order by id')).rows.map(({ id }) => id);

test('what succeeds is there, what is refused or throws is not', async () => {
  await transact(at.pool, inUse, async (db) => ok(await db.query(addGroup, ['kept'])));
  const refused = await transact(at.pool, inUse, async (db) => {
    await db.query(addGroup, ['refused']);
    return fail(refusal('TOO_MANY'));
  });
  expect(refused).toEqual(fail({ code: 'TOO_MANY' }));
  const thrown = transact(at.pool, inUse, async (db) => {
    await db.query(addGroup, ['thrown']);
    throw new Error('in the middle');
  });
  await expect(thrown).rejects.toThrow('in the middle');
  expect(await groups()).toEqual(['kept']);
});

test('a name that is taken and a reference that breaks are refusals', async () => {
  const twice = await transact(at.pool, inUse, async (db) => {
    await db.query(addGroup, ['twice']);
    return ok(await db.query(addGroup, ['twice']));
  });
  expect(twice).toEqual(fail({ code: 'NAME_TAKEN' }));
  const broken = await transact(at.pool, inUse, async (db) =>
    ok(await db.query(`insert into agent_group_members values ('main', 'no', 'no')`)),
  );
  expect(broken).toEqual(fail(inUse));
});

test('a connection that is lost is thrown and not given to the next one', async () => {
  const lost = transact(at.pool, inUse, async (db) => {
    const killed = 'select pg_terminate_backend(pg_backend_pid())';
    return ok(await db.query(killed));
  });
  await expect(lost).rejects.toThrow();
  expect((await at.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
});
