import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { Api, jsonOf } from './api.ts';

test('what is not chosen is null on the wire', () => {
  expect(jsonOf({ chosen: undefined, note: '' })).toBe('{"chosen":null,"note":""}');
});

test('requests carry the cookie of the sign-in', async () => {
  const server = createServer((request, response) => {
    response.end(JSON.stringify({ code: `${request.method} ${request.headers.cookie}` }));
  });
  onTestFinished(() => void server.close());
  const port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  );
  const api = Api.signedIn(`http://127.0.0.1:${port}`, 'outpace=1');
  expect(await api.get('/api/me')).toEqual({ code: 'GET outpace=1' });
  expect(await api.post('/api/sign-out')).toEqual({ code: 'POST outpace=1' });
});
