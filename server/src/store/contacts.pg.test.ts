import { agentId, chainId } from '@outpace/engine/basics/ids.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contactPage, hasMet, historyOfAgent } from './contacts.ts';
import {
  addChain,
  addInteraction,
  addRecording,
  openTestList,
  type TestSite,
} from './test-site.ts';

let at: TestSite;
beforeAll(async () => {
  at = await openTestList();
  await at.addUser('ana');
});
afterAll(() => at.drop());

const newChain = (customerId: string, ...phones: readonly string[]) =>
  addChain(at.pool, at.site, { listId: 'l-1', phones, customerId });

test('the page has what is known of the person, and every number', async () => {
  const { pool, site } = at;
  const chain = await newChain('C1', '+12125550100', '+12125550101');
  expect(await contactPage(pool, site, chain)).toMatchObject({
    chainId: chain,
    version: 1,
    customerId: 'C1',
    listName: 'Customers',
    state: 'ready',
    dueAt: null,
    fields: [
      { key: 'name', label: 'Name', value: 'Somebody' },
      { key: 'email', value: '' },
      { key: 'company' },
      { key: 'address' },
      { key: 'language' },
    ],
    numbers: [
      { phone: '+12125550100', contactType: 'home', callResult: 'unknown', suppressed: false },
      { phone: '+12125550101', calledAt: null },
    ],
  });
});

test.each([
  ['phone', '+12125550110', [true, false]],
  ['customer', 'C2', [true, true]],
])('a do-not-call of a %s', async (kind, value, suppressed) => {
  const { pool, site } = at;
  const chain = await newChain('C2', '+12125550110', '+12125550111');
  await pool.query(
    `insert into suppressions values ('main', $1, $2, 'asked', 'ana', null, now())`,
    [kind, value],
  );
  const page = await contactPage(pool, site, chain);
  expect(page?.numbers.map((number) => number.suppressed)).toEqual(suppressed);
  await pool.query('delete from suppressions');
});

test('nobody is behind a chain that is not there', async () => {
  expect(await contactPage(at.pool, at.site, chainId('999999'))).toBeUndefined();
});

test('an agent has met those they had an interaction with', async () => {
  const { pool, site } = at;
  const chain = await newChain('C3', '+12125550120');
  await addInteraction(pool, site, { id: 'i-2', chainId: chain, agentId: 'ben' });
  expect(await hasMet(pool, site, agentId('ben'), chain)).toBe(true);
  expect(await hasMet(pool, site, agentId('ana'), chain)).toBe(false);
});

test('my history is my own, newest first', async () => {
  const { pool, site } = at;
  const chain = await newChain('C4', '+12125550130');
  const mine = { chainId: chain, agentId: 'eva' };
  await addInteraction(pool, site, { ...mine, id: 'e-1', openedAt: '2026-01-05T08:00:00Z' });
  await addInteraction(pool, site, { ...mine, id: 'e-2', openedAt: '2026-01-05T11:00:00Z' });
  await addRecording(pool, site, 'e-1', 'kept');
  const { interactions } = await historyOfAgent(pool, site, agentId('eva'));
  expect(interactions).toMatchObject([
    { interactionId: 'e-2', contactName: 'Somebody', hasRecording: false, talkMs: 60_000 },
    {
      interactionId: 'e-1',
      chainId: chain,
      hasRecording: true,
      callResult: 'answer',
      dispositionCode: 'interested',
    },
  ]);
});
