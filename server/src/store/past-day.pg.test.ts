import { campaignGroupId } from '@outpace/engine/basics/ids.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import { type CallResult, callResultNumber } from '@outpace/engine/calling-lists/call-result.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoCampaigns } from '../jobs/demo-campaigns.ts';
import { insertAgentGroup } from './agent-groups.ts';
import { insertCampaignGroup } from './campaign-groups.ts';
import { insertCampaign } from './campaigns.ts';
import { pastDay } from './past-day.ts';
import { addAttempt, addCustomer, granted, openTestList, type TestSite } from './test-site.ts';

const START = Date.UTC(2026, 0, 5, 9);
const group = campaignGroupId('g-1');
const span = { from: instant(START - 3_600_000), to: instant(START + 86_400_000) };

let at: TestSite;
beforeAll(async () => {
  at = await openTestList();
  const { pool, site } = at;
  await insertAgentGroup(pool, site, 'a-1', { name: 'Team', members: [] });
  const [demo] = demoCampaigns('l-1');
  if (demo === undefined) throw new Error('the demo has campaigns');
  await insertCampaign(pool, site, 'c-1', demo);
  const binding = { campaignId: 'c-1', agentGroupId: 'a-1', mode: 'predictive' } as const;
  const how = { name: 'Evening', multiplier: 1, assured: { of: 'nobody' } } as const;
  granted(await insertCampaignGroup(pool, site, group, { ...binding, ...how }));
});
afterAll(() => at.drop());

async function dialed(result: CallResult, minute: number, talkSeconds?: number): Promise<void> {
  const { pool, site } = at;
  const id = `${result}-${minute}`;
  await addAttempt(pool, site, {
    ...{ id, chainId: await customer, groupId: 'g-1', agentId: `agent-${minute % 3}` },
    openedAt: new Date(START + minute * 60_000).toISOString(),
    callResult: callResultNumber(result),
    ...(talkSeconds === undefined ? {} : { talkSeconds }),
  });
}
let customer: ReturnType<typeof addCustomer>;

test('a day of a handful of calls has no shape', async () => {
  customer = addCustomer(at);
  await dialed('answer', 0, 30);
  expect(await pastDay(at.pool, at.site, group, span)).toBeUndefined();
});

test('rates by hour, times and people of a day', async () => {
  for (let minute = 1; minute < 20; minute += 1) await dialed('answer', minute, 30 + minute * 10);
  for (let minute = 20; minute < 40; minute += 1) await dialed('busy', minute);
  // Nobody is dialed in the second hour; in the third every other one is lost.
  await dialed('abandoned', 130);
  await dialed('answering-machine', 140, 5);
  await at.pool.query(`update attempts set answered_at = connected_at - interval '2 seconds'
    where connected_at is not null`);
  const day = await pastDay(at.pool, at.site, group, span);
  expect(day).toMatchObject({ attempts: 42, agents: 3, answerRate: 21 / 42, wrapUpMs: 0 });
  expect(day?.hours).toBeCloseTo(140.25 / 60, 2);
  expect(day?.shape.answerRates).toEqual([0.5, 0.5, 0.5]);
  expect(day?.shape.answerAfterMs).toEqual(Array.from({ length: 21 }, () => 8_000));
  expect(day?.shape.talkMs).toHaveLength(21);
  expect([day?.shape.talkMs[0], day?.shape.talkMs[20]]).toEqual([5_000, 220_000]);
});

test('what was dialed by hand, or on another day, is not of it', async () => {
  await at.pool.query(`update attempts set mode = 'manual' where call_result <> 33`);
  expect(await pastDay(at.pool, at.site, group, span)).toMatchObject({ attempts: 20 });
  const later = { from: span.to, to: instant(span.to + 86_400_000) };
  expect(await pastDay(at.pool, at.site, group, later)).toBeUndefined();
});
