import { expect, test } from 'vitest';
import { EMPTY_DAY } from '../agents/agent-session.ts';
import { agentGroupId, agentId } from '../basics/ids.ts';
import { after, seconds } from '../basics/time.ts';
import type { CampaignPlan } from '../campaigns/campaign.ts';
import { ANN, AUTO_ANSWER, CAT, chain, GROUP, phone, START, TestSite } from '../test-site.ts';
import type { AgentView } from './agent-view.ts';
import { agentView } from './agent-view.ts';

const job = { key: 'job', label: 'Job', type: 'text', editable: false, choices: [] } as const;
const previewed: Partial<CampaignPlan> = { previewFields: [job, { ...job, key: '@zone' }] };
const fields = [
  { ...job, value: null },
  { ...job, key: '@zone', value: 'America/New_York' },
];

/** Nobody is held on a line. */
const FREE = { 'log-off': 'allowed', 'new-call': 'allowed', exit: 'allowed' } as const;

const idle = (site: TestSite, id = ANN): AgentView => ({
  agentId: id,
  name: id,
  status: {
    phase: 'not-ready',
    reason: 'logged-on',
    since: START,
    pending: undefined,
    holding: 'nothing',
    actions: FREE,
  },
  phone: { kind: 'none' },
  reasons: [{ code: 'lunch', label: 'Lunch' }],
  notices: [],
  campaigns: [
    {
      groupId: GROUP,
      status: 'running',
      name: 'Campaign',
      mode: 'progressive',
      delivery: 'automatic',
      description: 'A campaign',
    },
  ],
  offer: undefined,
  interaction: undefined,
  dialing: undefined,
  lastOutcome: undefined,
  lastShared: undefined,
  manual: {
    permission: 'MANUAL_CALL_NOT_ALLOWED',
    campaigns: [],
    placing: undefined,
    refused: undefined,
  },
  internal: undefined,
  undo: undefined,
  today: site.agent(id).today,
});

test('somebody who is not logged on sees nothing', () => {
  expect(agentView(new TestSite().state, agentId('zoe'))).toBe(undefined);
});

test('an agent who has just logged on sees the status, the reasons and the campaigns', () => {
  const site = TestSite.running();
  expect(agentView(site.state, ANN)).toEqual({ ...idle(site), today: EMPTY_DAY });
});

test('campaigns of other groups, or on their way in or out, are not shown', () => {
  const site = new TestSite();
  site.logOn(CAT, [agentGroupId('others')]);
  site.logOn(ANN);
  site.load();
  const shown = (id = ANN) => agentView(site.state, id)?.campaigns.map(({ status }) => status);
  expect(shown()).toEqual([]);
  site.lease([chain(1)]);
  expect([shown(), shown(CAT)]).toEqual([['active'], []]);
  site.ready(ANN);
  site.start();
  site.talk(ANN);
  site.order({ type: 'complete', groupId: GROUP });
  expect(shown()).toEqual([]);
});

test('an offered record shows its countdown and the fields that the administrator chose', () => {
  const site = TestSite.running({ plan: previewed });
  site.ready(ANN);
  expect(agentView(site.state, ANN)).toEqual({
    ...idle(site),
    manual: { ...idle(site).manual, permission: 'AGENT_BUSY' },
    status: {
      phase: 'previewing',
      reason: undefined,
      since: START,
      pending: undefined,
      holding: 'offer',
      actions: FREE,
    },
    offer: {
      id: site.offer(ANN).id,
      campaignName: 'Campaign',
      contactName: 'Person 1',
      phone: phone(1),
      offeredAt: START,
      until: after(START, seconds(20)),
      atEnd: 'time-out',
      rejectAllowed: true,
      fields,
    },
  });
});

test('without preview the record is shown while it is dialed', () => {
  const site = TestSite.running({ plan: { ...previewed, ...AUTO_ANSWER } });
  site.ready(ANN);
  const dialing = {
    campaignName: 'Campaign',
    contactName: 'Person 1',
    phone: phone(1),
    since: START,
    phase: 'dialing',
    fields,
  };
  expect(agentView(site.state, ANN)?.dialing).toEqual(dialing);
  site.ring(site.attempt(1));
  expect(agentView(site.state, ANN)?.dialing).toEqual({ ...dialing, phase: 'ringing' });
});

test('a status asked for during a call is shown as pending, with what it waits for', () => {
  const site = TestSite.running();
  site.ready(ANN);
  site.talk(ANN);
  site.ask(ANN, { type: 'log-off' });
  const status = {
    phase: 'talking',
    reason: undefined,
    since: START,
    pending: { to: 'logged-off' },
    holding: 'call',
    actions: FREE,
  };
  expect(agentView(site.state, ANN)?.status).toEqual(status);
  site.endCall(ANN);
  expect(agentView(site.state, ANN)?.status).toEqual({
    ...status,
    phase: 'wrap-up',
    holding: 'wrap-up',
  });
});

test('a do-not-call can be seen, and taken back, only by who said it', () => {
  const site = TestSite.running({ agents: [ANN, CAT] });
  site.ready(ANN);
  const { id } = site.talk(ANN);
  site.endCall(ANN);
  site.markDone(ANN, { doNotCall: 'person' });
  const undo = {
    interactionId: id,
    contactName: 'Person 1',
    phone: phone(1),
    until: after(START, seconds(10)),
  };
  expect([agentView(site.state, ANN)?.undo, agentView(site.state, CAT)?.undo]).toEqual([
    undo,
    undefined,
  ]);
});
