import { agentId } from '@outpace/engine/basics/ids.ts';
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
  expect(page.body).toMatchObject({ chainId, numbers: [{ phone: '+12125550122' }], history: [] });
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
