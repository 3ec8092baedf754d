import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { Gate } from './gate.ts';

async function served(): Promise<Gate> {
  const server = createServer((_request, response) => response.end('here'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const gate = await Gate.before(typeof address === 'object' ? (address?.port ?? 0) : 0);
  onTestFinished(async () => {
    await gate.close();
    server.close();
  });
  return gate;
}

const asked = async (gate: Gate): Promise<string> => {
  const response = await fetch(gate.url, { headers: { connection: 'close' } });
  return response.text();
};

test('lets everything through, nothing while it is shut, and everything again', async () => {
  const gate = await served();
  expect(await asked(gate)).toBe('here');
  gate.shut();
  await expect(asked(gate)).rejects.toThrow();
  gate.open();
  expect(await asked(gate)).toBe('here');
});
