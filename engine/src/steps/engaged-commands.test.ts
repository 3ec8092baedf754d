import { expect, test } from 'vitest';
import type { InteractionId } from '../basics/ids.ts';
import { offerId } from '../basics/ids.ts';
import type { CampaignPlan } from '../campaigns/campaign.ts';
import type { AgentCommand } from '../event.ts';
import { ANN, AUTO_ANSWER, answers, draft, TestSite } from '../test-site.ts';
import { agentView } from '../views/agent-view.ts';

const assured: Partial<CampaignPlan> = { ...AUTO_ANSWER, assured: { of: 'everybody' } };
const seizing: Partial<CampaignPlan> = { ...AUTO_ANSWER, mode: 'progressive-seizing' };

type Asks = (interactionId: InteractionId) => AgentCommand;
const said =
  (what: Parameters<typeof draft>[0]): Asks =>
  (interactionId) => ({
    type: 'save-draft',
    interactionId,
    draft: draft(what),
  });

// biome-ignore format: a table is read in columns.
test.each<[act: string, asks: Asks, assured: string, seizing: string]>([
  ['release',           (interactionId) => ({ type: 'end-call', interactionId }),             'ENGAGED', 'ENGAGED'],
  ['hold',              (interactionId) => ({ type: 'hold', interactionId, held: true }),     'ENGAGED', 'ENGAGED'],
  ['set call result',   said({ callResult: 'wrong-party' }),                                  'ENGAGED', 'ENGAGED'],
  ['set disposition',   said({ dispositionCode: 'sale' }),                                    'ENGAGED', 'ENGAGED'],
  ['do not call',       said({ doNotCall: 'number' }),                                        'ENGAGED', 'ENGAGED'],
  ['digits',            (interactionId) => ({ type: 'send-digits', interactionId, digits: '1' }), 'ENGAGED', 'ENGAGED'],
  ['record',            (interactionId) => ({ type: 'record', interactionId, what: 'start' }), 'ENGAGED', 'ENGAGED'],
  ['edit a field',      (interactionId) => ({ type: 'edit-field', interactionId, key: 'job', value: 'x' }), 'ENGAGED', 'ENGAGED'],
  ['mark done',         (interactionId) => ({ type: 'mark-done', interactionId, draft: draft() }), 'ENGAGED', 'ENGAGED'],
  ['extend',            (interactionId) => ({ type: 'extend-wrap-up', interactionId }),       'ENGAGED', 'ENGAGED'],
  ['log off',           () => ({ type: 'log-off' }),                                          'ENGAGED', 'ENGAGED'],
  ['a new call',        () => ({ type: 'call-number', phone: '+12125550142' }),               'ENGAGED', 'ENGAGED'],
  ['another phone',     () => ({ type: 'choose-phone', phone: { kind: 'browser' } }),         'NO_PHONES', 'NO_PHONES'],
  ['an offer of before', () => ({ type: 'accept-offer', offerId: offerId('o1') }),            'OFFER_GONE', 'OFFER_GONE'],
  ['mute',              (interactionId) => ({ type: 'mute', interactionId, muted: true }),    'ok',      'ok'],
  ['write the note',    said({ note: 'a letter' }),                                           'ok',      'ok'],
  ['the preselected result is no choice', said({ callResult: 'answer', note: 'x' }),          'ok',      'ok'],
  ['ready, as they are', () => ({ type: 'set-ready' }),                                       'ok',      'ok'],
  // Nobody is on the way to an agent of a seizing group in particular.
  ['not ready',         () => ({ type: 'set-not-ready', reason: 'lunch' }),                   'waiting', 'ok'],
])('%s', (_act, asks, ofAssured, ofSeizing) => {
  const outcomes = [assured, seizing].map((plan) => {
    const site = TestSite.running({ plan });
    site.ready(ANN);
    return answers(site.ask(ANN, asks(engagedIn(site))));
  });
  expect(outcomes).toEqual([[ofAssured], [ofSeizing]]);
});

function engagedIn(site: TestSite): InteractionId {
  const agent = site.agent(ANN);
  if (agent.phase !== 'engaged') throw new Error('Ann is engaged');
  return agent.engagement.interactionId;
}

test('what is refused changes nothing, and the screen is told the same before', () => {
  const site = TestSite.running({ plan: assured });
  site.ready(ANN);
  const before = agentView(site.state, ANN);
  const interactionId = engagedIn(site);
  site.ask(ANN, { type: 'end-call', interactionId });
  site.ask(ANN, { type: 'log-off' });
  expect(agentView(site.state, ANN)).toEqual(before);
  expect(before?.interaction?.actions).toMatchObject({
    'end-call': 'ENGAGED',
    hold: 'ENGAGED',
    'set-call-result': 'ENGAGED',
    mute: 'allowed',
    note: 'allowed',
  });
  expect(before?.status.actions).toEqual({
    'log-off': 'ENGAGED',
    'new-call': 'ENGAGED',
    exit: 'ENGAGED',
  });
});
