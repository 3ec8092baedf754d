import { agentId, campaignGroupId } from '@outpace/engine/basics/ids.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import { USUAL_CALLBACK_RULES } from '@outpace/engine/calling-lists/callback.ts';
import type { RecordType } from '@outpace/engine/calling-lists/record.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { agentsOfGroup, callbacksOfAgent, callbacksOfSite, promisingGroup } from './callbacks.ts';
import { addChain, addPromise, openTestList, type TestSite } from './test-site.ts';

const ANA = agentId('ana');
let at: TestSite;
beforeAll(async () => {
  at = await openTestList();
  await at.addUser('ana');
});
afterAll(() => at.drop());
beforeEach(() => at.pool.query('truncate chains, records, dial_queue, leases'));

async function promise(type: RecordType, agent: string | null, dueAt = '2026-06-01T15:00:00Z') {
  const phones = ['+12125550100', '+12125550101'];
  const chainId = await addChain(at.pool, at.site, { listId: 'l-1', phones });
  const promised = { chainId, place: 1, dueAt, groupId: 'gone', agentId: agent, type };
  await addPromise(at.pool, at.site, promised);
  return chainId;
}

// biome-ignore format: a table is read in columns.
test.each<[type: RecordType, agent: string | null, isMine: boolean, isOfSite: boolean]>([
  ['personal-callback',    'ana', true,  true],
  ['personal-rescheduled', 'ana', true,  true],
  ['campaign-callback',    'ana', true,  true],
  ['campaign-callback',    null,  false, true],
  ['personal-callback',    'ben', false, true],
  ['campaign-rescheduled', 'ana', false, false],
  ['general',              'ana', false, false],
])('%s of %s: mine %s, of the site %s', async (type, agent, isMine, isOfSite) => {
  const id = await promise(type, agent);
  const mine = await callbacksOfAgent(at.pool, at.site, ANA);
  const all = await callbacksOfSite(at.pool, at.site);
  expect(mine.map(({ chainId }) => chainId)).toEqual(isMine ? [id] : []);
  expect(all.map(({ chainId }) => chainId)).toEqual(isOfSite ? [id] : []);
});

test('only the number that is called next is promised', async () => {
  const id = await promise('personal-callback', 'ana');
  await at.pool.query('update chains set place = 0 where id = $1::bigint', [id]);
  expect(await callbacksOfAgent(at.pool, at.site, ANA)).toEqual([]);
});

test('what is called first comes first, with what is known of it', async () => {
  await promise('personal-callback', 'ana', '2026-06-01T16:00:00Z');
  const first = await promise('campaign-callback', 'ana', '2026-06-01T15:00:00Z');
  const [callback] = await callbacksOfAgent(at.pool, at.site, ANA);
  expect(callback).toEqual({
    chainId: first,
    contactName: 'Somebody',
    campaignName: null,
    kind: 'campaign',
    promisedBy: { agentId: 'ana', name: 'ANA' },
    dueAt: instant(Date.UTC(2026, 5, 1, 15, 0)),
    zone: 'America/New_York',
    rules: USUAL_CALLBACK_RULES,
    recordId: expect.stringMatching(/^[0-9]+$/),
    phone: '+12125550101',
    numbers: [
      { recordId: expect.any(String), phone: '+12125550100' },
      { recordId: callback?.recordId, phone: '+12125550101' },
    ],
  });
});

test('who made the promise is asked by the group, which may be gone', async () => {
  const id = await promise('personal-callback', 'ana');
  expect(await promisingGroup(at.pool, at.site, id)).toBe('gone');
  const other = await addChain(at.pool, at.site, { listId: 'l-1', phones: ['+12125550102'] });
  expect(await promisingGroup(at.pool, at.site, other)).toBeUndefined();
  expect(await agentsOfGroup(at.pool, at.site, campaignGroupId('gone'))).toEqual([]);
});
