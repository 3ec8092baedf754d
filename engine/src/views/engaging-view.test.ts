import { expect, test } from 'vitest';
import { after, seconds } from '../basics/time.ts';
import type { CampaignPlan } from '../campaigns/campaign.ts';
import { ANN, AUTO_ANSWER, phone, START, TestSite } from '../test-site.ts';
import { agentView } from './agent-view.ts';

const line = { label: 'x', type: 'text', editable: false, choices: [] } as const;
const fields: Partial<CampaignPlan> = {
  caseFields: [{ ...line, key: '@campaign' }],
  recordFields: [{ ...line, key: '@contact' }],
};

const shift = (plan: Partial<CampaignPlan>): TestSite => {
  const site = TestSite.running({ phones: 'needed', plan: { ...AUTO_ANSWER, ...fields, ...plan } });
  site.ready(ANN);
  return site;
};
const seen = (site: TestSite) => agentView(site.state, ANN)?.interaction;

test('of an assured customer all is known before anybody is dialed', () => {
  const site = shift({ assured: { of: 'everybody' } });
  expect(seen(site)).toMatchObject({
    phase: 'engaging',
    contactName: 'Person 1',
    phone: phone(1),
    attempt: 1,
    attemptsMax: 5,
    recordFields: [{ value: 'Person 1' }],
    consequence: undefined,
    engaging: {
      isAssured: true,
      upAt: undefined,
      call: 'none',
      until: after(START, seconds(40)),
    },
  });
});

test('and then how far the dial has come, and until when', () => {
  const site = shift({ assured: { of: 'everybody' } });
  site.leg(ANN, 'up');
  const up = { isAssured: true, upAt: START };
  expect(seen(site)?.engaging).toEqual({
    ...up,
    call: 'dialing',
    until: after(START, seconds(40)),
  });
  site.ring(site.attempt(1));
  expect(seen(site)?.engaging).toEqual({
    ...up,
    call: 'ringing',
    until: after(START, seconds(25)),
  });
});

test('with seizing the campaign is known, and nobody else; the same places fill', () => {
  const site = shift({ mode: 'progressive-seizing' });
  site.leg(ANN, 'up');
  const empty = seen(site);
  expect(empty).toMatchObject({
    phase: 'engaging',
    campaignName: 'Campaign',
    contactName: '',
    phone: '',
    attempt: 0,
    caseFields: [{ value: 'Campaign' }],
    recordFields: [{ value: null }],
    engaging: { isAssured: false, upAt: START, call: 'none', until: undefined },
  });
  site.answer(site.attempt(1));
  site.verdict(site.attempt(1));
  expect(seen(site)).toMatchObject({
    id: empty?.id,
    phase: 'connected',
    engaging: undefined,
    contactName: 'Person 1',
    recordFields: [{ value: 'Person 1' }],
  });
});
