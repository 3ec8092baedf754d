import { join } from 'node:path';
import { newSecretKey } from '@outpace/server/store/secret-box.ts';
import { testDatabase } from '@outpace/server/store/test-database.ts';
import { expect, onTestFinished, test } from 'vitest';
import { CarrierDoor } from './carrier-door.ts';
import { quickPeople } from './cluster-scene.ts';
import { ProvedNode } from './proved-nodes.ts';

test('a node is one among others until it is drained, and is back when it was killed', async () => {
  const { pool, connection, drop } = await testDatabase();
  onTestFinished(drop);
  const carrier = new CarrierDoor(quickPeople);
  onTestFinished(() => carrier.close());
  const faults: string[] = [];
  const node = new ProvedNode({
    ...{ nodeId: 'a', port: 0, carrierPort: await carrier.listen(), without: undefined },
    secretKey: newSecretKey(),
    socketPath: join(`${connection.host}`, `.s.PGSQL.${connection.port}`),
    user: `${connection.user}`,
    database: `${connection.database}`,
    onFault: (fault) => faults.push(fault),
  });
  onTestFinished(() => node.close());
  const ids = async () => (await pool.query('select id from nodes')).rows.map(({ id }) => id);
  await node.start();
  expect([node.isOpen, await ids()]).toEqual([true, ['a']]);
  await node.kill();
  expect([node.isOpen, await ids()]).toEqual([false, ['a']]);
  await node.start();
  await node.drain();
  expect([await ids(), faults]).toEqual([[], []]);
});
