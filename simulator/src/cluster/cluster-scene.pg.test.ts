import { instant } from '@outpace/engine/basics/time.ts';
import { phone } from '@outpace/engine/test-site.ts';
import { hashOfToken } from '@outpace/server/api/user-token.ts';
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

test('an attempt that is written under an older epoch is noted', async () => {
  const { pool, drop } = await testDatabase();
  onTestFinished(drop);
  await setClusterScene(pool, { sites: 1, agents: 1, chains: 2 });
  await noteLateWrites(pool);
  await pool.query("insert into ownership (site, epoch, owner) values ('site-1', 3, 'somebody')");
  const attempt = (id: string, epoch: number) =>
    pool.query(
      `insert into attempts (site, id, epoch, group_id, campaign_id, list_id, chain_id, record_id,
         phone, mode, opened_at)
       select site, $1, $2, 'crash-group', 'campaign', list_id, chain_id, id, phone, 'progressive',
         now() from records limit 1`,
      [id, epoch],
    );
  await attempt('on time', 3);
  await attempt('late', 2);
  expect(await lateWrites(pool)).toEqual(['site-1: attempt late was written under an older epoch']);
});

test('most of those who are called answer, and the same ones each time', () => {
  const people = Array.from({ length: 200 }, (_, n) => quickPeople(phone(n), 0, instant(0)));
  const answering = people.filter(({ kind }) => kind === 'answers');
  expect(answering.length).toBeGreaterThan(150);
  expect(answering.length).toBeLessThan(200);
  expect(people).toEqual(people.map((_, n) => quickPeople(phone(n), 0, instant(5))));
});
