import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must } from '@outpace/engine/basics/assert.ts';
import { FakeRecordings } from '@outpace/server/api/fake-recordings.ts';
import { readConfig } from '@outpace/server/config.ts';
import { startServer } from '@outpace/server/main.ts';
import { TestBucket } from '@outpace/server/recordings/test-bucket.ts';
import { addressOf, testDatabase } from '@outpace/server/store/test-database.ts';
import { addChain, addInteraction, addRecording } from '@outpace/server/store/test-site.ts';
import { expect, onTestFinished, test } from 'vitest';
import { CarrierDoor } from './cluster/carrier-door.ts';
import { quickPeople, setClusterScene } from './cluster/cluster-scene.ts';
import { FarSwitch } from './cluster/far-switch.ts';

test('a server brings recordings into the bucket, where they are heard from', async () => {
  const { pool, connection, drop } = await testDatabase();
  onTestFinished(drop);
  const folder = await mkdtemp(join(tmpdir(), 'outpace-bucket-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const bucket = new TestBucket();
  await bucket.open();
  onTestFinished(() => bucket.close());
  const [found] = await setClusterScene(pool, { sites: 1, agents: 1, chains: 1 });
  const { siteId, supervisor } = must(found, 'the site');
  const chainId = await addChain(pool, siteId, { listId: 'list', phones: ['+12125550142'] });
  await addInteraction(pool, siteId, { id: 'i-1', chainId, agentId: 'agent-1' });
  await addRecording(pool, siteId, 'i-1', 'kept');
  const recordings = new FakeRecordings();
  recordings.files.set('file-i-1', 'what they said');
  const door = new CarrierDoor(quickPeople);
  onTestFinished(() => door.close());
  const config = readConfig({
    ...{ OUTPACE_SITE: siteId, OUTPACE_PORT: '0', OUTPACE_LOG: 'silent', OUTPACE_DATA: folder },
    DATABASE_URL: addressOf(connection),
    OUTPACE_RECORDINGS_URL: bucket.choice.url,
    OUTPACE_RECORDINGS_REGION: bucket.choice.region,
    OUTPACE_RECORDINGS_KEY: bucket.choice.keyId,
    OUTPACE_RECORDINGS_SECRET: bucket.choice.secret,
  });
  if (!config.ok) throw new Error(config.problem.join(' '));
  const port = await door.listen();
  const server = await startServer({
    config: config.value,
    carrier: await FarSwitch.open({ port, by: 'server' }, siteId),
    recordings,
    webRoot: folder,
    prepareSite: async () => undefined,
  });
  onTestFinished(() => server.close());
  await expect.poll(() => recordings.files.size).toBe(0);
  expect([...bucket.files.keys()]).toEqual(['file-i-1']);
  const heard = await fetch(`${server.url}/api/interactions/i-1/recording`, {
    headers: { cookie: supervisor.cookie },
  });
  expect([heard.status, await heard.text()]).toEqual([200, 'what they said']);
  expect((await fetch(`${server.url}/api/interactions/i-1/recording`)).status).toBe(401);
});
