import { agentId, interactionId } from '@outpace/engine/basics/ids.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail } from '@outpace/engine/basics/result.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { addChain, addInteraction } from '../store/test-site.ts';
import { fakeInteraction } from './fake-dialer.ts';
import { TestApp, type TestSocket } from './test-app.ts';
import { addCampaign } from './test-campaign.ts';

const PATH = '/api/agent-socket';
const ana = agentId('agent');
const hello = { type: 'hello', protocol: 1, pageId: 'page-1' };

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.open();
});
afterEach(() => app.reset());
afterAll(() => app.close());

const openPage = async (): Promise<TestSocket> => (await app.socket('agent', PATH)).opened();

const greeted = async (): Promise<TestSocket> => {
  const page = await openPage();
  page.send(hello);
  await page.next('view');
  return page;
};

describe('an agent at work', () => {
  test('hello logs on with the groups of the database and brings the view', async () => {
    await app.pool.query(`insert into agent_groups (site, id, name) values ('main', 'g-1', 'One')`);
    await app.pool.query(
      `insert into agent_group_members (site, agent_group_id, user_id)
       values ('main', 'g-1', 'agent')`,
    );
    const page = await openPage();
    page.send(hello);
    const view = await page.next('view');
    expect(view).toMatchObject({ version: 1, view: { agentId: 'agent', name: 'One agent' } });
    expect(app.dialer.groupIds.get(ana)).toEqual(['g-1']);
    expect(app.dialer.connected.has(ana)).toBe(true);
  });

  test('many changes in one turn are one view', async () => {
    const page = await greeted();
    for (const label of ['a', 'b', 'c']) {
      app.dialer.change(ana, { reasons: [{ code: label, label }] });
    }
    expect(await page.next('view')).toMatchObject({ view: { reasons: [{ code: 'c' }] } });
    page.send({ type: 'ping' });
    expect((await page.next('pong')).type).toBe('pong');
  });

  test('news of what the agent has promised come without a view', async () => {
    const page = await greeted();
    app.hub.promisesChanged(ana);
    expect(await page.next('callbacks-changed')).toEqual({ type: 'callbacks-changed' });
  });

  test('a command is answered with its own id, null in a draft is nothing chosen', async () => {
    const page = await greeted();
    const draft = { callResult: 'answer', dispositionCode: null, doNotCall: null, note: 'n' };
    const command = { type: 'mark-done', interactionId: 'i-1', draft };
    page.send({ type: 'command', id: 'c-1', command });
    expect(await page.next('reply')).toEqual({ type: 'reply', id: 'c-1', ok: true, done: 'done' });
    expect(app.dialer.agentCommands).toEqual([
      {
        agentId: 'agent',
        commandId: 'agent/c-1',
        command: {
          type: 'mark-done',
          interactionId: interactionId('i-1'),
          draft: {
            callResult: 'answer',
            dispositionCode: undefined,
            doNotCall: undefined,
            note: 'n',
          },
        },
      },
    ]);
  });

  test('a refusal comes with its code and sentence, a fault as STORE_UNAVAILABLE', async () => {
    const page = await greeted();
    app.dialer.outcome = fail(refusal('OFFER_GONE'));
    page.send({ type: 'command', id: 'c-2', command: { type: 'accept-offer', offerId: 'o-1' } });
    expect(await page.next('reply')).toMatchObject({ id: 'c-2', ok: false, code: 'OFFER_GONE' });
    app.dialer.outcome = new Error('the store is gone');
    page.send({ type: 'command', id: 'c-3', command: { type: 'set-ready' } });
    expect(await page.next('reply')).toMatchObject({ id: 'c-3', code: 'STORE_UNAVAILABLE' });
  });

  test('after the log-off the view is null until the page says hello again', async () => {
    const page = await greeted();
    page.send({ type: 'command', id: 'c-4', command: { type: 'log-off' } });
    expect(await page.next('view')).toMatchObject({ view: null });
    page.send(hello);
    expect(await page.next('view')).toMatchObject({ view: { agentId: 'agent' } });
  });

  test('closing the page disconnects the agent', async () => {
    const page = await greeted();
    page.websocket.close();
    await page.closed;
    // The server hears of the end on its own side of the wire.
    await expect.poll(() => app.dialer.connected.size).toBe(0);
    expect(app.hub.hasScreen(ana)).toBe(false);
  });
});

describe('the sound of a call', () => {
  const sample = {
    lossShare: 0.5,
    jitterMs: 8,
    jitterMsMax: 20,
    levelIn: 0.25,
    levelOut: 0.25,
    overMs: 5_000,
  };
  const kept = async (): Promise<unknown[]> =>
    (await app.pool.query('select interaction_id, loss_share from call_quality')).rows;

  test('is stored for conversations that the page was shown', async () => {
    const { list } = await addCampaign(app);
    const { pool, site } = app;
    const chainId = await addChain(pool, site, { listId: list.id, phones: ['+12125550142'] });
    for (const id of ['i-0', 'i-now']) {
      await addInteraction(pool, site, { id, chainId, agentId: 'agent' });
    }
    const page = await greeted();
    page.send({ type: 'call-quality', interactionId: 'i-0', sample });
    app.dialer.change(ana, { interaction: fakeInteraction(chainId) });
    await page.next('view');
    app.dialer.change(ana, { interaction: undefined });
    await page.next('view');
    page.send({ type: 'call-quality', interactionId: 'i-now', sample });
    await expect.poll(kept).toEqual([{ interaction_id: 'i-now', loss_share: 0.5 }]);
  });

  test('is refused when it cannot be', async () => {
    const page = await greeted();
    const impossible = { ...sample, lossShare: 1.5 };
    page.send({ type: 'call-quality', interactionId: 'i-now', sample: impossible });
    expect(await page.next('refused')).toMatchObject({ code: 'BAD_MESSAGE' });
  });
});

describe('two pages of one agent', () => {
  test('the newer takes over; the older is told, closed, and disconnects nobody', async () => {
    const older = await greeted();
    const newer = await greeted();
    expect(await older.next('refused')).toMatchObject({ code: 'SUPERSEDED' });
    expect(await older.closed).toBe(4001);
    expect(app.dialer.connected.has(ana)).toBe(true);
    app.dialer.change(ana, { reasons: [{ code: 'x', label: 'X' }] });
    expect(await newer.next('view')).toMatchObject({ view: { reasons: [{ code: 'x' }] } });
  });

  test('a page without hello takes nothing over', async () => {
    const working = await greeted();
    await openPage();
    working.send({ type: 'ping' });
    expect((await working.next('pong')).type).toBe('pong');
  });
});

describe('what is not in the protocol', () => {
  test.each<[why: string, message: object | string | Buffer]>([
    ['no JSON', 'hello?'],
    ['an empty message', ''],
    ['JSON of another kind', '[1,2,3]'],
    ['null', 'null'],
    ['an unknown type', { type: 'dance' }],
    ['an unknown command', { type: 'command', id: 'c', command: { type: 'fly' } }],
    ['an unknown field', { type: 'command', id: 'c', command: { type: 'set-ready', now: true } }],
    ['a wrong type', { type: 'command', id: 7, command: { type: 'set-ready' } }],
    ['a poisoned prototype', '{"type":"ping","__proto__":{"a":1}}'],
    [
      'an endless note',
      {
        type: 'command',
        id: 'c',
        command: {
          type: 'save-draft',
          interactionId: 'i',
          draft: {
            callResult: null,
            dispositionCode: null,
            doNotCall: null,
            note: 'x'.repeat(5_000),
          },
        },
      },
    ],
    ['bytes', Buffer.from([0, 255, 7])],
  ])('%s is refused, and the socket goes on', async (_why, message) => {
    const page = await greeted();
    page.send(message);
    expect(await page.next('refused')).toMatchObject({ code: 'BAD_MESSAGE' });
    page.send({ type: 'command', id: 'c-9', command: { type: 'set-ready' } });
    expect(await page.next('reply')).toMatchObject({ id: 'c-9', ok: true });
  });

  test('a command before hello is refused', async () => {
    const page = await openPage();
    page.send({ type: 'command', id: 'c-1', command: { type: 'set-ready' } });
    expect(await page.next('refused')).toMatchObject({ code: 'BAD_MESSAGE' });
    expect(app.dialer.agentCommands).toEqual([]);
  });

  test('another version of the protocol is told and closed', async () => {
    const page = await openPage();
    page.send({ ...hello, protocol: 99 });
    expect(await page.next('refused')).toMatchObject({ code: 'BAD_MESSAGE' });
    expect(await page.closed).toBe(4000);
  });

  test('a message above the limit closes the socket', async () => {
    const page = await greeted();
    page.send('x'.repeat(70_000));
    expect(await page.closed).toBe(1009);
  });

  test('a flood is refused and closed', async () => {
    app.dialer.at = instant(1_000_000);
    const page = await greeted();
    for (let sent = 0; sent < 60; sent += 1) page.send({ type: 'ping' });
    expect(await page.next('refused')).toMatchObject({ code: 'TOO_MANY' });
    expect(await page.closed).toBe(4002);
  });
});
