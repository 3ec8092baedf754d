import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must } from '@outpace/engine/basics/assert.ts';
import { millis, minutes } from '@outpace/engine/basics/time.ts';
import { readConfig } from '@outpace/server/config.ts';
import { startServer } from '@outpace/server/main.ts';
import { addressOf, testDatabase } from '@outpace/server/store/test-database.ts';
import { expect, onTestFinished, test } from 'vitest';
import { CarrierDoor, type HeardOrder } from './carrier-door.ts';
import { setClusterScene } from './cluster-scene.ts';
import { FarSwitch } from './far-switch.ts';
import { PageAgent } from './page-agent.ts';
import { orderSite } from './site-order.ts';

/** Long enough for a stop to come while it rings. */
const RINGS = {
  setUpMs: millis(10),
  kind: 'answers',
  who: 'person',
  ringMs: millis(2_000),
  talkMs: minutes(60),
  patienceMs: minutes(1),
  verdict: 'person',
  verdictMs: millis(10),
} as const;

test('a server that is stopped dials nobody more, and waits for whose phone rings', async () => {
  const { pool, connection, drop } = await testDatabase();
  onTestFinished(drop);
  const folder = await mkdtemp(join(tmpdir(), 'outpace-stopped-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const [found] = await setClusterScene(pool, { sites: 1, agents: 2, chains: 20 });
  const scene = must(found, 'the site');
  const orders: HeardOrder[] = [];
  const door = new CarrierDoor(
    () => RINGS,
    (order) => orders.push(order),
  );
  onTestFinished(() => door.close());
  const carrier = { port: await door.listen(), by: 'server' };
  const config = readConfig({
    ...{ OUTPACE_SITE: scene.siteId, OUTPACE_PORT: '0', OUTPACE_LOG: 'silent' },
    ...{ DATABASE_URL: addressOf(connection), OUTPACE_DATA: folder },
  });
  if (!config.ok) throw new Error(config.problem.join(' '));
  const server = await startServer({
    config: config.value,
    carrier: await FarSwitch.open(carrier, scene.siteId),
    webRoot: folder,
    prepareSite: async () => undefined,
  });
  for (const { id, siteId, cookie } of scene.agents) {
    const page = new PageAgent({
      ...{ siteId, cookie, name: id, door: () => server.url },
      ...{ onSaved: () => undefined, onRefused: () => undefined },
    });
    onTestFinished(() => page.close());
    page.open();
  }
  const order = { door: () => server.url, forMsMax: 60_000 };
  await orderSite(scene, { name: 'load', body: { autoComplete: false }, ...order });
  await orderSite(scene, { name: 'start', body: {}, ...order });
  const dialed = (): readonly HeardOrder[] => orders.filter(({ type }) => type === 'originate');
  await expect.poll(() => dialed()).toHaveLength(2);
  await server.close('keep');
  const after = await FarSwitch.open({ ...carrier, by: 'after' }, scene.siteId);
  onTestFinished(() => after.close());
  expect((await after.survey())?.map((leg) => 'state' in leg && leg.state)).toEqual([
    'talking',
    'talking',
  ]);
  expect(dialed()).toHaveLength(2);
});
