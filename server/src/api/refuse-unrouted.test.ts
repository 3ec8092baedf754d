import { createServer } from 'node:http';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { expect, onTestFinished, test } from 'vitest';
import { refuseRequest, refuseUpgrade } from './refuse-unrouted.ts';

test('a request is refused as a route would', async () => {
  const server = createServer((_request, response) =>
    refuseRequest(response, refusal('OWNER_AWAY')),
  );
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const answer = await fetch(`http://127.0.0.1:${port}`);
  expect([answer.status, await answer.json()]).toMatchObject([503, { code: 'OWNER_AWAY' }]);
});

test('an upgrade is answered on the bare socket, and the socket ends', async () => {
  const socket = new PassThrough();
  refuseUpgrade(socket, refusal('NOT_SIGNED_IN'));
  const said = await text(socket);
  expect(said).toMatch(/^HTTP\/1\.1 401 Unauthorized\r\n/);
  expect(JSON.parse(said.split('\r\n\r\n')[1] ?? '')).toMatchObject({ code: 'NOT_SIGNED_IN' });
});
