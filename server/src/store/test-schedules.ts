import { type CampaignGroupId, campaignGroupId } from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import type { ScheduleBody, SchedulePointBody } from '@outpace/protocol/schedules.ts';
import { demoCampaigns } from '../jobs/demo-campaigns.ts';
import { insertAgentGroup } from './agent-groups.ts';
import { insertCampaignGroup } from './campaign-groups.ts';
import { insertCampaign } from './campaigns.ts';
import { insertSchedule } from './schedules.ts';
import { granted, openTestSite, type TestSite } from './test-site.ts';

export const [RENEWALS, SURVEY] = [campaignGroupId('renewals'), campaignGroupId('survey')];

/** A site with two campaign groups that can be named by schedules. */
export async function openTestGroups(): Promise<TestSite> {
  const at = await openTestSite();
  const { pool, site } = at;
  const [demo] = demoCampaigns('none');
  if (demo === undefined) throw new Error('the demo has campaigns');
  await insertCampaign(pool, site, 'c-1', { ...demo, lists: [] });
  await insertAgentGroup(pool, site, 'a-1', { name: 'Team', members: [] });
  const group = {
    campaignId: 'c-1',
    agentGroupId: 'a-1',
    mode: 'progressive',
    multiplier: 1,
    assured: { of: 'everybody' },
    staffing: { priority: 2, agentsMin: 1, agentsMax: null },
  } as const;
  granted(await insertCampaignGroup(pool, site, RENEWALS, { ...group, name: 'Renewals' }));
  granted(await insertCampaignGroup(pool, site, SURVEY, { ...group, name: 'Survey' }));
  return at;
}

export const pointOf = (
  pointId: string,
  at: string | number | 'after-group',
  action: SchedulePointBody['action'],
  groupId: CampaignGroupId = RENEWALS,
): SchedulePointBody => ({ id: pointId, at: timeOf(at), groupId, action });

function timeOf(at: string | number): SchedulePointBody['at'] {
  if (typeof at === 'number') return { kind: 'offset', minutes: at };
  return at === 'after-group' ? { kind: at } : { kind: 'local-time', time: at };
}

/** Every day at nine in New York, whatever it does. */
export const scheduleBody = (more: Partial<ScheduleBody> = {}): ScheduleBody => ({
  name: 'Morning',
  zone: 'America/New_York',
  enabled: true,
  begins: {
    kind: 'weekly',
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    time: '09:00',
    firstDay: '2026-01-01',
    lastDay: null,
  },
  graceMinutes: 10,
  points: [pointOf('p1', 0, { kind: 'load', autoComplete: false })],
  ...more,
});

export const addSchedule = (
  at: TestSite,
  scheduleId: string,
  savedAt: Instant,
  more: Partial<ScheduleBody> = {},
) =>
  at.write((db) => insertSchedule(db, at.site, { ...scheduleBody(more), id: scheduleId }, savedAt));
