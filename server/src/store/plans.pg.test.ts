import { campaignGroupId } from '@outpace/engine/basics/ids.ts';
import { type CallResult, callResultNumber } from '@outpace/engine/calling-lists/call-result.ts';
import { USUAL_PRIORITIES } from '@outpace/engine/calling-lists/queue-rank.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoCampaigns } from '../jobs/demo-campaigns.ts';
import { insertAgentGroup } from './agent-groups.ts';
import { insertCallingList } from './calling-lists.ts';
import { insertCampaignGroup } from './campaign-groups.ts';
import { insertCampaign } from './campaigns.ts';
import { StoredPlans } from './plans.ts';
import {
  addAttempt,
  addChain,
  addInteraction,
  granted,
  listBody,
  openTestSite,
  type TestAttempt,
  type TestSite,
} from './test-site.ts';

let at: TestSite;
beforeAll(async () => {
  at = await openTestSite();
});
afterAll(() => at.drop());

const groupId = campaignGroupId('g-1');

test('a plan is the campaign with the names of everything it needs', async () => {
  const { pool, site } = at;
  granted(await insertCallingList(pool, site, 'l-1', listBody('Customers')));
  await insertAgentGroup(pool, site, 'a-1', { name: 'Team', members: [] });
  const [demo] = demoCampaigns('l-1');
  if (demo === undefined) throw new Error('the demo has campaigns');
  const { settings } = demo;
  const outcomes = { ...settings.outcomes, preselected: null };
  const recordFieldsOf = [{ listId: 'l-1', fields: settings.caseFields }];
  const kept = { ...settings, outcomes, recordFieldsOf };
  await insertCampaign(pool, site, 'c-1', { ...demo, settings: kept });
  const binding = { campaignId: 'c-1', agentGroupId: 'a-1', mode: 'progressive' } as const;
  const assured = { of: 'field', key: 'vip' } as const;
  const staffing = { priority: 3, agentsMin: 1, agentsMax: null };
  const group = { ...binding, name: 'Evening', multiplier: 1.5, assured, staffing };
  granted(await insertCampaignGroup(pool, site, groupId, group));
  expect(await new StoredPlans(pool, site).plan(groupId)).toEqual({
    ...settings,
    groupId,
    groupName: 'Evening',
    campaignId: 'c-1',
    campaignName: demo.name,
    description: demo.description,
    agentGroupId: 'a-1',
    agentGroupName: 'Team',
    mode: 'progressive',
    multiplier: 1.5,
    assured,
    staffing: { ...staffing, agentsMax: undefined },
    lists: [{ listId: 'l-1', name: 'Customers', weight: 10, attemptsMax: 10 }],
    priorities: USUAL_PRIORITIES,
    outcomes: { ...outcomes, preselected: undefined },
    recordFieldsOf,
    past: { liveAnswers: 0, abandoned: 0 },
  });
});

test('the plan tells what the law counts of the campaign in its period', async () => {
  const { pool, site } = at;
  const chainId = await addChain(pool, site, { listId: 'l-1', phones: ['+12125550142'] });
  const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();
  const ended = { chainId, openedAt: daysAgo(29) };
  const result = (name: CallResult) => ({ callResult: callResultNumber(name) });
  const attempts: readonly Omit<TestAttempt, 'id'>[] = [
    { ...ended, ...result('answer'), talkSeconds: 30 },
    { ...ended, ...result('answer'), talkSeconds: 30, groupId: 'g-2' },
    { ...ended, ...result('dropped') },
    { ...ended, ...result('answering-machine'), talkSeconds: 5 },
    { ...ended, ...result('no-answer') },
    { ...ended, talkSeconds: 30 },
    { ...ended, ...result('abandoned'), openedAt: daysAgo(31) },
    { ...ended, ...result('abandoned'), campaignId: 'c-2' },
  ];
  for (const [n, attempt] of attempts.entries()) {
    await addAttempt(pool, site, { ...attempt, id: `a-${n}` });
  }
  await addAttempt(pool, site, { ...ended, ...result('answer'), talkSeconds: 30, id: 'by-hand' });
  await pool.query(`update attempts set mode = 'manual' where id = 'by-hand'`);
  const past = async () => (await new StoredPlans(pool, site).plan(groupId))?.past;
  expect(await past()).toEqual({ liveAnswers: 3, abandoned: 1 });
  // What the switch took for persons, and what the agents say of them.
  for (const [id, said] of [
    ['met', 'wrong-party'],
    ['heard', 'answering-machine'],
  ] as const) {
    const agentId = 'ann';
    await addInteraction(pool, site, { id, chainId, agentId, openedAt: daysAgo(2) });
    const values = [id, callResultNumber(said)];
    await pool.query('update interactions set call_result = $2 where id = $1', values);
  }
  expect(await past()).toEqual({ liveAnswers: 4, abandoned: 1 });
});

test('the plan tells how often its caller ids were shown within a day, for anybody', async () => {
  const { pool, site } = at;
  const chainId = await addChain(pool, site, { listId: 'l-1', phones: ['+12125550143'] });
  const hour = Math.floor(Date.now() / 3_600_000);
  const inHour = (ago: number): string => new Date((hour - ago) * 3_600_000).toISOString();
  for (const [n, ago] of [1, 1, 3, 40].entries()) {
    const id = `shown-${n}`;
    await addAttempt(pool, site, { id, chainId, openedAt: inHour(ago), campaignId: 'c-2' });
    await pool.query(`update attempts set caller_id = '+12025550100' where id = $1`, [id]);
  }
  const callerIds = { numbers: ['+12025550100', '+12025550101'], choice: 'nearest', showsMax: 9 };
  await pool.query(
    `update campaigns set settings = settings || jsonb_build_object('callerIds', $1::jsonb)
     where id = 'c-1'`,
    [JSON.stringify(callerIds)],
  );
  const plan = await new StoredPlans(pool, site).plan(groupId);
  const { shown, ...set } = plan?.callerIds ?? { shown: [] };
  expect(set).toEqual(callerIds);
  expect(shown.toSorted((one, other) => one.hour - other.hour)).toEqual([
    { number: '+12025550100', hour: hour - 3, count: 1 },
    { number: '+12025550100', hour: hour - 1, count: 2 },
  ]);
});

test('the plan comes with what was learned of its campaign, in this release’s words', async () => {
  const { pool, site } = at;
  const memory = { version: 1, lists: { '': [2], 'l-1': [1.5, 0] }, talk: [3], wrapUp: [] };
  const keep = `insert into pacing_memories values ($1, $2, $3, now())
    on conflict (site, campaign_id) do update set memory = excluded.memory`;
  const memoryNow = async (): Promise<unknown> =>
    (await new StoredPlans(pool, site).plan(groupId))?.memory;
  expect(await memoryNow()).toBeUndefined();
  await pool.query(keep, [site, 'c-1', JSON.stringify(memory)]);
  expect(await memoryNow()).toEqual(memory);
  for (const other of [{ ...memory, version: 2 }, { ...memory, talk: ['long'] }, []]) {
    await pool.query(keep, [site, 'c-1', JSON.stringify(other)]);
    expect(await memoryNow()).toBeUndefined();
  }
});

test('settings that an older release wrote otherwise are not dialed by', async () => {
  await at.pool.query(`update campaigns set settings = '{}' where id = 'c-1'`);
  await expect(new StoredPlans(at.pool, at.site).plan(groupId)).rejects.toThrow();
});

test('there is no plan of a group that is not there', async () => {
  expect(await new StoredPlans(at.pool, at.site).plan(campaignGroupId('gone'))).toBeUndefined();
});
