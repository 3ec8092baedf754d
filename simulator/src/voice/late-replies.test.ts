import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { LateReplies } from './late-replies.ts';

/** Answers every request, and says at once that it has. */
async function served(): Promise<string> {
  const server = createServer((request, response) => response.end(request.url));
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) =>
    socket.on('message', () => {
      socket.send('{"type":"RESTResponse"}');
      socket.send('{"type":"ChannelCreated"}');
    }),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    sockets.close();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
}

test('a reply comes after the event that it caused', async () => {
  const line = await LateReplies.before(await served(), 20);
  onTestFinished(() => line.close());
  const socket = new WebSocket(line.url.replace('http', 'ws'));
  await once(socket, 'open');
  const told: string[] = [];
  const two = new Promise<void>((resolve) =>
    socket.on('message', (content) => {
      told.push(String(content));
      if (told.length === 2) resolve();
    }),
  );
  socket.send('{"type":"RESTRequest"}');
  await two;
  expect(told).toEqual(['{"type":"ChannelCreated"}', '{"type":"RESTResponse"}']);
  socket.terminate();
});

test('what is asked without a websocket passes', async () => {
  const line = await LateReplies.before(await served(), 20);
  onTestFinished(() => line.close());
  const response = await fetch(`${line.url}/ari/asterisk/ping`);
  expect(await response.text()).toBe('/ari/asterisk/ping');
});
