import { agentId, chainId } from '@outpace/engine/basics/ids.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contactPage, hasMet, historyOfAgent } from './contacts.ts';
import {
  addAttempt,
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

test('the page has every number and all attempts, newest first', async () => {
  const { pool, site } = at;
  const chain = await newChain('C1', '+12125550100', '+12125550101');
  const busy = { chainId: chain, callResult: 6, openedAt: '2026-01-05T09:00:00Z' };
  await addAttempt(pool, site, { ...busy, id: 'a-1' });
  await addInteraction(pool, site, {
    id: 'i-1',
    chainId: chain,
    agentId: 'ana',
    note: 'Call 5 pm',
  });
  expect(await contactPage(pool, site, chain)).toMatchObject({
    chainId: chain,
    contactName: 'Somebody',
    customerId: 'C1',
    listName: 'Customers',
    state: 'ready',
    dueAt: null,
    numbers: [
      { phone: '+12125550100', contactType: 'home', callResult: 'unknown', suppressed: false },
      { phone: '+12125550101', calledAt: null },
    ],
    history: [
      {
        attemptId: 'a-i-1',
        at: '2026-01-05T10:00:00.000Z',
        agentName: 'ANA',
        callResult: 'answer',
        agentCallResult: 'answer',
        dispositionCode: 'interested',
        talkMs: 60_000,
        note: 'Call 5 pm',
      },
      {
        attemptId: 'a-1',
        interactionId: null,
        agentName: null,
        callResult: 'busy',
        agentCallResult: null,
        talkMs: 0,
        cpd: null,
        cpdSaid: null,
        hasRecording: false,
      },
    ],
  });
});

test('an attempt says who was heard, and what may be listened to', async () => {
  const { pool, site } = at;
  const chain = await newChain('C5', '+12125550140');
  await addInteraction(pool, site, { id: 'i-5', chainId: chain, agentId: 'ana' });
  await addRecording(pool, site, 'i-5', 'kept');
  await pool.query(
    `update attempts set cpd_verdict = 'machine', cpd_cause = 'MAXWORDS-7-6', cpd_after_ms = 3100
     where id = 'a-i-5'`,
  );
  await pool.query(`insert into cpd_corrections values ('main', 'a-i-5', 'person', 'ana', now())`);
  const heard = {
    interactionId: 'i-5',
    cpd: { verdict: 'machine', cause: 'MAXWORDS-7-6', afterMs: 3_100 },
    cpdSaid: 'person',
  };
  const historyFor = async (hearer?: string) => {
    const page = await contactPage(
      pool,
      site,
      chain,
      hearer === undefined ? hearer : agentId(hearer),
    );
    return page?.history;
  };
  expect(await historyFor()).toMatchObject([{ ...heard, hasRecording: true }]);
  expect(await historyFor('ana')).toMatchObject([{ ...heard, hasRecording: true }]);
  expect(await historyFor('ben')).toMatchObject([{ ...heard, hasRecording: false }]);
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
