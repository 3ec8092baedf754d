import { agentId } from '@outpace/engine/basics/ids.ts';
import type { ContactHistory } from '@outpace/protocol/contacts.ts';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { addChain, addInteraction } from '../store/test-site.ts';
import { fakeInteraction } from './fake-dialer.ts';
import { TestApp } from './test-app.ts';
import { addCampaign, type TestCampaign } from './test-campaign.ts';

let app: TestApp;
let made: TestCampaign;
beforeAll(async () => {
  app = await TestApp.open();
  made = await addCampaign(app);
});
afterEach(() => app.reset());
afterAll(() => app.close());

const newChain = (phone: string) =>
  addChain(app.pool, app.site, { listId: made.list.id, phones: [phone] });

test('supervisors see everybody; agents only whom they have met', async () => {
  const met = await newChain('+12125550120');
  const stranger = await newChain('+12125550121');
  await addInteraction(app.pool, app.site, { id: 'i-1', chainId: met, agentId: 'agent' });
  await addInteraction(app.pool, app.site, { id: 'i-2', chainId: stranger, agentId: 'other' });
  const codeOf = async (as: 'agent' | 'supervisor', chainId: string) =>
    (await app.ask(as, `/api/chains/${chainId}`)).code;
  expect(await codeOf('supervisor', stranger)).toBeUndefined();
  expect(await codeOf('agent', met)).toBeUndefined();
  expect(await codeOf('agent', stranger)).toBe('FORBIDDEN');
});

test('an agent sees the person they speak with now', async () => {
  const chainId = await newChain('+12125550122');
  expect((await app.ask('agent', `/api/chains/${chainId}`)).code).toBe('FORBIDDEN');
  app.dialer.change(agentId('agent'), { interaction: fakeInteraction(chainId) });
  const page = await app.ask('agent', `/api/chains/${chainId}`);
  expect(page.body).toMatchObject({ chainId, numbers: [{ phone: '+12125550122' }] });
});

test.each(['x1', '-1', '1%27'])('the chain %s does not fit', async (chainId) => {
  expect((await app.ask('supervisor', `/api/chains/${chainId}`)).code).toBe('BAD_REQUEST');
});

test('a chain that is not there', async () => {
  expect((await app.ask('supervisor', '/api/chains/999999')).code).toBe('NOT_FOUND');
});

test('my history is mine alone', async () => {
  const chainId = await newChain('+12125550123');
  await addInteraction(app.pool, app.site, { id: 'i-3', chainId, agentId: 'agent' });
  await addInteraction(app.pool, app.site, { id: 'i-4', chainId, agentId: 'other' });
  const { body } = await app.ask<{ interactions: { interactionId: string }[] }>(
    'agent',
    '/api/my-history',
  );
  const ids = body.interactions.map(({ interactionId }) => interactionId);
  expect(ids).toContain('i-3');
  expect(ids).not.toContain('i-4');
});

const put = (as: 'agent' | 'supervisor', chainId: string, version: number, body: object) =>
  app.ask(as, `/api/chains/${chainId}/contact?version=${version}`, { method: 'PUT', body });

test('an agent corrects the person they speak with, and the dialer hears the name', async () => {
  const chainId = await newChain('+12125550124');
  const name = { key: 'name', value: ' Maria  Keller ' };
  expect((await put('agent', chainId, 1, name)).code).toBe('FORBIDDEN');
  app.dialer.change(agentId('agent'), { interaction: fakeInteraction(chainId) });
  expect((await put('agent', chainId, 1, name)).body).toMatchObject({
    version: 2,
    fields: [{ key: 'name', value: 'Maria Keller' }, {}, {}, {}, {}],
  });
  expect(app.dialer.renamed).toEqual([{ chainId, contactName: 'Maria Keller' }]);
  const email = { key: 'email', value: 'maria@mail.example' };
  expect((await put('agent', chainId, 2, email)).body).toMatchObject({ version: 3 });
  expect(app.dialer.renamed).toHaveLength(1);
  const history = await app.ask('agent', `/api/chains/${chainId}/history`);
  expect(history.body).toMatchObject({
    entries: [
      { type: 'change', by: 'One agent', label: 'E-mail', to: 'maria@mail.example' },
      { label: 'Name', from: 'Somebody', to: 'Maria Keller' },
    ],
    next: null,
  });
});

test('a change in the meantime is told, and the name that lost is not shown', async () => {
  const chainId = await newChain('+12125550125');
  expect((await put('supervisor', chainId, 1, { key: 'name', value: 'Ada' })).status).toBe(200);
  const late = await put('supervisor', chainId, 1, { key: 'name', value: 'Eva' });
  expect(late.body).toMatchObject({ code: 'CHANGED_MEANWHILE' });
  expect(app.dialer.renamed).toEqual([{ chainId, contactName: 'Ada' }]);
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, body: object, refused: object]>([
  ['an address of mail that is none', { key: 'email', value: 'maria' },          { code: 'FIELD_INVALID' }],
  ['a name that is too long',         { key: 'name', value: 'x'.repeat(201) },   { code: 'FIELD_INVALID', detail: 'Name: at most 200 letters' }],
  ['a field that nobody has',         { key: 'salary', value: '1' },             { code: 'BAD_REQUEST' }],
])('%s is refused', async (_why, body, refused) => {
  const chainId = await newChain('+12125550126');
  expect((await put('supervisor', chainId, 1, body)).body).toMatchObject(refused);
});

test('where the campaign lets nobody edit, the refusal is the engine’s', async () => {
  const chainId = await newChain('+12125550127');
  const { actions, ...interaction } = fakeInteraction(chainId);
  app.dialer.change(agentId('agent'), {
    interaction: { ...interaction, actions: { ...actions, 'edit-record': 'ENGAGED' } },
  });
  expect((await put('agent', chainId, 1, { key: 'name', value: 'X' })).code).toBe('ENGAGED');
});

test('the history is read page by page, by whoever may see the person', async () => {
  const chainId = await newChain('+12125550128');
  for (const id of ['h-1', 'h-2', 'h-3']) {
    await addInteraction(app.pool, app.site, { id, chainId, agentId: 'other' });
  }
  const read = (as: 'agent' | 'supervisor', query: string) =>
    app.ask<ContactHistory>(as, `/api/chains/${chainId}/history${query}`);
  expect((await read('agent', '')).code).toBe('FORBIDDEN');
  const first = (await read('supervisor', '?limit=2')).body;
  expect(first.entries).toHaveLength(2);
  const rest = await read('supervisor', `?limit=2&before=${encodeURIComponent(first.next ?? '')}`);
  expect(rest.body).toMatchObject({ entries: [{ interactionId: 'h-1' }], next: null });
  expect((await read('supervisor', '?before=yesterday')).code).toBe('BAD_REQUEST');
  expect((await read('supervisor', '?limit=1000')).code).toBe('BAD_REQUEST');
});
