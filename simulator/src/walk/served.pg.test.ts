import { expect, test } from 'vitest';
import { QuickCarrier } from '../quick-carrier.ts';
import { serveDemo } from './served.ts';

test('the demo is served on a port of its own, changed as the walk wants it', async () => {
  const carrier = new QuickCarrier({ onDial: () => {}, stepMs: 40, talkMs: undefined });
  const server = await serveDemo(carrier, async (pool) => {
    await pool.query(`update campaigns set name = 'Changed' where name = 'Summer renewals'`);
  });
  const offer = await fetch(new URL('/api/sign-in', server.url));
  expect(await offer.json()).toMatchObject({ demo: true });
  const { rows } = await server.pool.query(`select name from campaigns where name = 'Changed'`);
  expect(rows).toEqual([{ name: 'Changed' }]);
  await server.close();
  await expect(fetch(new URL('/api/sign-in', server.url))).rejects.toThrow();
});
