import { expect, test } from 'vitest';
import { millis, seconds } from '../basics/time.ts';
import type { CampaignPlan } from '../campaigns/campaign.ts';
import { ANN, AUTO_ANSWER, BEN, kinds, LIMITS, START, TestSite, VOICE } from '../test-site.ts';

const atOnce: Partial<CampaignPlan> = {
  ...AUTO_ANSWER,
  limits: { ...LIMITS, verdictMs: millis(0) },
};

test('the times of the conversation are written at its beginning', () => {
  const site = TestSite.running({ plan: AUTO_ANSWER });
  site.ready(ANN);
  site.answer(site.attempt(1));
  site.tick(seconds(1));
  const effects = site.verdict(site.attempt(1));
  expect(effects).toContainEqual({
    type: 'connect-interaction',
    interactionId: site.interaction(ANN).id,
    answeredAt: START,
    connectedAt: site.at,
  });
});

test('the customer is joined to the agent’s leg, with a tone where the campaign wants it', () => {
  const voice = { ...VOICE, mergeBeep: true };
  const site = TestSite.running({ plan: { ...atOnce, voice } });
  site.ready(ANN);
  const attemptId = site.attempt(1).id;
  expect(site.answer(site.attempt(1))).toContainEqual({
    type: 'bridge',
    attemptId,
    agentId: ANN,
    beep: true,
  });
});

test('who answers before the agent’s leg is up is joined to it all the same', () => {
  const site = TestSite.running({ phones: 'needed', plan: atOnce });
  site.ready(ANN);
  expect(site.picture().ann).toBe('reserved 1 leg raising');
  expect(kinds(site.answer(site.attempt(1)))).toEqual([
    'open-interaction',
    'connect-interaction',
    'bridge',
  ]);
  expect(kinds(site.leg(ANN, 'up'))).toEqual([]);
});

test('a leg that is down is raised before the bridge', () => {
  const site = TestSite.running({
    phones: 'needed',
    agents: [ANN, BEN],
    plan: { ...atOnce, multiplier: 2 },
  });
  site.ready(ANN);
  expect(kinds(site.answer(site.attempt(1)))).toEqual([
    'open-interaction',
    'raise-agent',
    'connect-interaction',
    'bridge',
  ]);
});

test('an agent who muted before the call is mute in it', () => {
  const site = TestSite.running();
  site.ready(ANN);
  site.accept(ANN);
  const { id, attemptId } = site.interaction(ANN);
  site.ask(ANN, { type: 'mute', interactionId: id, muted: true });
  site.answer(site.attempt(1));
  expect(kinds(site.verdict(site.attempt(1)))).toEqual(['connect-interaction', 'bridge', 'mute']);
  expect(site.interaction(ANN)).toMatchObject({ attemptId, muted: true });
});

test('the agent who was promised is passed over when nobody would hear them', () => {
  const site = TestSite.running({ phones: 'needed', agents: [ANN, BEN], plan: AUTO_ANSWER });
  site.ready(ANN);
  site.answer(site.attempt(1));
  site.leg(ANN, 'up');
  site.silence(ANN);
  site.ready(BEN);
  // Ben is kept for the person who has answered: nobody else is dialed for him.
  expect(site.picture()).toMatchObject({ ben: 'ready leg down', group: 'running: 2 3' });
  site.verdict(site.attempt(1));
  expect(site.picture()).toMatchObject({
    ann: 'not-ready phone-lost leg down',
    ben: 'talking 1 leg raising',
  });
});
