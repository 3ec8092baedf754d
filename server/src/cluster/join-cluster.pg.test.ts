import { expect, onTestFinished, test } from 'vitest';
import { StartFault } from '../start-fault.ts';
import { thisProcess } from '../store/site-leases.ts';
import { testDatabase } from '../store/test-database.ts';
import { joinCluster } from './join-cluster.ts';

test('a name that somebody goes by is waited for, and then it is a fault', async () => {
  const { pool, drop } = await testDatabase();
  onTestFinished(drop);
  const me = { nodeId: 'a', address: 'http://a.example', phase: 'working' } as const;
  const elsewhere = { ...me, process: 'another-machine - 1 1' };
  await joinCluster(pool, elsewhere, 0);
  const mine = { ...me, process: thisProcess() };
  await expect(joinCluster(pool, mine, 0)).rejects.toThrow(
    new StartFault('The node "a" is running already.'),
  );
  const waiting = joinCluster(pool, mine, 60_000);
  await pool.query("update nodes set seen_at = seen_at - interval '1 min'");
  await waiting;
  expect((await pool.query('select process from nodes')).rows).toEqual([{ process: mine.process }]);
});
