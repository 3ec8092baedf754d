import { instant } from '@outpace/engine/basics/time.ts';
import { phone } from '@outpace/engine/test-site.ts';
import { hashOfToken } from '@outpace/server/api/user-token.ts';
import { newPool } from '@outpace/server/store/database.ts';
import { testDatabase } from '@outpace/server/store/test-database.ts';
import { personOfToken } from '@outpace/server/store/user-sessions.ts';
import { groupsOfAgent } from '@outpace/server/store/users.ts';
import { expect, onTestFinished, test } from 'vitest';
import { lateWrites, noteLateWrites, quickPeople, setClusterScene } from './cluster-scene.ts';

test('each site has its own people to call, and agents who have signed in', async () => {
  const { pool, drop } = await testDatabase();
  onTestFinished(drop);
  const sites = await setClusterScene(pool, { sites: 2, agents: 2, chains: 30 });
  expect(sites.map(({ siteId, agents }) => [siteId, agents.length])).toEqual([
    ['site-1', 2],
    ['site-2', 2],
  ]);
  const { rows } = await pool.query('select site, count(*)::int from dial_queue group by site');
  expect(rows.map(({ count }) => count)).toEqual([30, 30]);
  for (const { siteId, agents, supervisor } of sites) {
    for (const { id, cookie } of [...agents, supervisor]) {
      const hash = hashOfToken(cookie.split('=')[1]);
      const person = hash === undefined ? undefined : await personOfToken(pool, siteId, hash);
      expect(person?.userId).toBe(id);
    }
    expect(await groupsOfAgent(pool, siteId, 'agent-2')).toEqual(['agents']);
  }
});

test('what is written by who is not the owner any more is noted', async () => {
  const { pool, connection, drop } = await testDatabase();
  onTestFinished(drop);
  await setClusterScene(pool, { sites: 1, agents: 1, chains: 4 });
  await noteLateWrites(pool);
  await pool.query("insert into ownership (site, epoch, owner) values ('site-1', 3, 'somebody')");
  await pool.query(
    `insert into site_leases (site, epoch, node, expires_at)
     values ('site-1', 3, 'node-2', 'infinity')`,
  );
  const as = (node: string) => {
    const own = newPool({ ...connection, application_name: node });
    onTestFinished(() => own.end());
    return {
      attempt: (id: string, epoch: number) =>
        own.query(
          `insert into attempts (site, id, epoch, group_id, campaign_id, list_id, chain_id,
             record_id, phone, mode, opened_at)
           select site, $1, $2, 'crash-group', 'campaign', list_id, chain_id, id, phone,
             'progressive', now() from records limit 1`,
          [id, epoch],
        ),
      unqueue: () =>
        own.query('delete from dial_queue where chain_id = (select min(chain_id) from dial_queue)'),
    };
  };
  const [former, owner] = [as('node-1'), as('node-2')];
  await owner.attempt('on time', 3);
  await owner.unqueue();
  expect(await lateWrites(pool)).toEqual([]);
  await former.unqueue();
  await former.unqueue();
  expect(await lateWrites(pool)).toEqual([
    "site-1: node-1 wrote 2 of dial_queue when it was node-2's",
  ]);
  // By the same node, which has given the site up and taken it again meanwhile.
  await owner.attempt('late', 2);
  expect(await lateWrites(pool)).toContain(
    "site-1: node-2 wrote 1 of attempts when it was a later epoch's",
  );
});

test('most of those who are called answer, and the same ones each time', () => {
  const people = Array.from({ length: 200 }, (_, n) => quickPeople(phone(n), 0, instant(0)));
  const answering = people.filter(({ kind }) => kind === 'answers');
  expect(answering.length).toBeGreaterThan(150);
  expect(answering.length).toBeLessThan(200);
  expect(people).toEqual(people.map((_, n) => quickPeople(phone(n), 0, instant(5))));
});
