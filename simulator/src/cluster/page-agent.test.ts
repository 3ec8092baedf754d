import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { must } from '@outpace/engine/basics/assert.ts';
import { siteId } from '@outpace/engine/basics/ids.ts';
import { agentView } from '@outpace/engine/views/agent-view.ts';
import { expect, onTestFinished, test } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { openedIn, Scene } from '../checkers/scene.ts';
import type { Habit } from '../crash/quick-agents.ts';
import { PageAgent } from './page-agent.ts';

/** A server that shows what it is told to, and keeps what pages say. */
async function desk(habit?: Habit) {
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  const said: { type: string; id?: string; command?: { type: string } }[] = [];
  const pages: WebSocket[] = [];
  const requests: IncomingMessage[] = [];
  sockets.on('connection', (socket, request) => {
    pages.push(socket);
    requests.push(request);
    socket.on('message', (text) => said.push(JSON.parse(text.toString())));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const page of pages) page.terminate();
    server.close();
  });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  const saved: string[] = [];
  const refused: string[] = [];
  const page = new PageAgent({
    ...{ siteId: siteId('north'), name: 'north.ann', cookie: 'outpace=token' },
    door: () => url,
    onSaved: (id, note) => saved.push(`${id} ${note}`),
    onRefused: (code) => refused.push(code),
    ...(habit === undefined ? {} : { habit }),
  });
  onTestFinished(() => page.close());
  page.open();
  await expect.poll(() => said).toMatchObject([{ type: 'hello' }]);
  const show = (view: unknown): void =>
    pages.at(-1)?.send(JSON.stringify({ type: 'view', version: 1, now: 0, view }));
  const reply = (what: object): void => pages.at(-1)?.send(JSON.stringify(what));
  return { page, said, pages, requests, saved, refused, show, reply };
}

/** What an agent sees after a call. */
function wrapUp() {
  const scene = new Scene([]);
  const { attemptId } = openedIn(scene.dial());
  scene.answer(attemptId);
  scene.step({ type: 'call-ended', attemptId, result: 'answer' });
  return must(agentView(scene.state, scene.agentId), 'a view');
}

test('a page signs in at its site, and says again under the same id what was lost', async () => {
  const { said, pages, requests, saved, show, reply } = await desk();
  expect(requests[0]?.headers).toMatchObject({
    cookie: 'outpace=token',
    host: expect.stringMatching(/^north\.localhost:/),
  });
  const view = wrapUp();
  show(view);
  await expect.poll(() => said[1]?.command?.type).toBe('mark-done');
  pages[0]?.terminate();
  await expect.poll(() => said[2]?.type).toBe('hello');
  show(view);
  await expect.poll(() => said[3]).toEqual(said[1]);
  reply({ type: 'reply', id: said[1]?.id, ok: true, done: 'done' });
  const { id } = must(view.interaction, 'an interaction');
  await expect.poll(() => saved).toEqual([`${id} note of ${id} in north.ann`]);
  show(view);
  reply({ type: 'pong' });
  expect(said).toHaveLength(4);
});

test('what was refused is no promise, and is tried again', async () => {
  const { said, saved, refused, show, reply } = await desk();
  const view = wrapUp();
  show(view);
  await expect.poll(() => said).toHaveLength(2);
  reply({ type: 'reply', id: said[1]?.id, ok: false, code: 'RESTARTING', message: '' });
  await expect.poll(() => refused).toEqual(['RESTARTING']);
  show(view);
  await expect.poll(() => said[2]?.command).toEqual(said[1]?.command);
  expect([said[2]?.id === said[1]?.id, saved]).toEqual([false, []]);
});

test('an agent has habits of their own, and sees nothing while cut off', async () => {
  let isTime = false;
  const { page, said, pages, show } = await desk((seen) =>
    isTime ? { once: `away ${seen.agentId}`, command: { type: 'dismiss-outcome' } } : undefined,
  );
  const view = wrapUp();
  show(view);
  await expect.poll(() => page.view?.agentId).toBe(view.agentId);
  expect(said).toHaveLength(1);
  isTime = true;
  page.lookAgain();
  await expect.poll(() => said[1]?.command?.type).toBe('dismiss-outcome');
  expect(page.longestBlindMs).toBe(0);
  pages[0]?.terminate();
  await expect.poll(() => page.view).toBeUndefined();
  await expect.poll(() => said[2]?.type).toBe('hello');
  show(view);
  await expect.poll(() => page.view).toBeDefined();
  expect(page.longestBlindMs).toBeGreaterThan(0);
});
