import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  allAgentGroups,
  deleteAgentGroup,
  insertAgentGroup,
  updateAgentGroup,
} from './agent-groups.ts';
import { openTestSite, type TestSite } from './test-site.ts';

let at: TestSite;
beforeAll(async () => {
  at = await openTestSite();
  await at.addUser('ana');
  await at.addUser('ben');
});
afterAll(() => at.drop());

test('a group keeps its members, each once, and loses them when it goes', async () => {
  const { pool, site } = at;
  await insertAgentGroup(pool, site, 'g-1', { name: 'North', members: ['ben', 'ana', 'ben'] });
  await insertAgentGroup(pool, site, 'g-2', { name: 'Alone', members: [] });
  expect(await allAgentGroups(pool, site)).toEqual([
    { id: 'g-2', name: 'Alone', version: 1, members: [] },
    { id: 'g-1', name: 'North', version: 1, members: ['ana', 'ben'] },
  ]);
  const south = { name: 'South', members: ['ana'] };
  expect(await updateAgentGroup(pool, site, 'g-1', 1, south)).toMatchObject({ ok: true });
  expect((await allAgentGroups(pool, site))[1]).toMatchObject({ version: 2, members: ['ana'] });
  expect(await deleteAgentGroup(pool, site, 'g-1')).toMatchObject({ ok: true });
  const left = await pool.query('select * from agent_group_members');
  expect(left.rows).toEqual([]);
});
