import { expect, test } from 'vitest';
import { seconds } from '../basics/time.ts';
import type { CampaignPlan } from '../campaigns/campaign.ts';
import type { Effect } from '../effect.ts';
import { ANN, AUTO_ANSWER, BEN, kinds, TestSite } from '../test-site.ts';

/** Ann and Ben with phones; Ann is ready, Ben is not. */
function start(plan: Partial<CampaignPlan> = {}): TestSite {
  const site = TestSite.running({ phones: 'needed', agents: [ANN, BEN], plan });
  site.ready(ANN);
  return site;
}
const lose = (site: TestSite): readonly Effect[] => site.reach(ANN, false);
const lost = 'not-ready phone-lost leg down';

test('a record on the screen goes back as if it had never been shown', () => {
  const site = start();
  lose(site);
  expect(site.picture()).toMatchObject({ ann: lost, group: 'running: 1 2 3' });
  expect(site.agent(ANN).today).toMatchObject({ rejects: 0, timeOuts: 0 });
  // Without the rest of a rejected record: it was not the agent's wish.
  site.reach(ANN);
  site.ready(ANN);
  expect(site.picture().ann).toBe('previewing 1 leg down');
});

test('nobody is rung for nobody', () => {
  const site = start();
  site.accept(ANN);
  site.ring(site.attempt(1));
  expect(kinds(lose(site))).toEqual([
    'hang-up',
    'close-attempt',
    'save-chain',
    'close-interaction',
    'drop-agent',
  ]);
  expect(site.picture().ann).toBe(lost);
  expect(site.agent(ANN).lastOutcome).toMatchObject({ result: 'dropped-on-no-answer' });
});

test('also when the agent was only reserved', () => {
  const site = start(AUTO_ANSWER);
  expect(kinds(lose(site)).slice(0, 3)).toEqual(['hang-up', 'close-attempt', 'save-chain']);
  expect(site.picture().ann).toBe(lost);
});

test('a person who has answered goes to whoever is free', () => {
  const site = start();
  site.accept(ANN);
  const first = site.interaction(ANN).id;
  site.ready(BEN);
  site.reject(BEN);
  site.answer(site.attempt(1));
  expect(lose(site)).toContainEqual(
    expect.objectContaining({
      type: 'close-interaction',
      interactionId: first,
      closedBy: 'not-reached',
      callResult: 'redirected',
    }),
  );
  expect(site.picture()).toMatchObject({ ann: lost, 'call 1': 'detecting' });
  site.ask(BEN, { type: 'reject-offer', offerId: site.offer(BEN).id });
  expect(site.agent(BEN).phase).toBe('ready');
  expect(kinds(site.verdict(site.attempt(1)))).toEqual([
    'open-interaction',
    'raise-agent',
    'connect-interaction',
    'bridge',
  ]);
  expect(site.picture()).toMatchObject({ ben: 'talking 1 leg raising', 'call 1': 'connected' });
});

test('or is told the message, where nobody is', () => {
  const site = start(AUTO_ANSWER);
  site.answer(site.attempt(1));
  lose(site);
  site.verdict(site.attempt(1));
  expect(site.picture()).toMatchObject({ ann: lost, 'call 1': 'waiting' });
  expect(kinds(site.tick(seconds(2)))).toEqual(['play-and-release', 'close-attempt', 'save-chain']);
});

test('who was about to leave leaves', () => {
  const site = start();
  site.accept(ANN);
  site.ask(ANN, { type: 'log-off' });
  lose(site);
  expect(site.state.agents.has(ANN)).toBe(false);
});
