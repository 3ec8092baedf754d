import { expect, test } from 'vitest';
import { seconds } from '../basics/time.ts';
import type { CampaignPlan } from '../campaigns/campaign.ts';
import { ANN, AUTO_ANSWER, answers, BEN, chains, GROUP, kinds, TestSite } from '../test-site.ts';

const assured: Partial<CampaignPlan> = { ...AUTO_ANSWER, assured: { of: 'everybody' } };
const seizing: Partial<CampaignPlan> = { ...AUTO_ANSWER, mode: 'progressive-seizing' };

const shift = (plan: Partial<CampaignPlan> = assured, agents = [ANN]): TestSite => {
  const site = TestSite.running({ phones: 'needed', plan, chains: chains(3), agents });
  for (const id of agents) site.ready(id);
  return site;
};

type Play = (site: TestSite) => unknown;
const up: Play = (site) => site.leg(ANN, 'up');
const rings: Play = (site) => site.ring(site.attempt(1));
const lost: Play = (site) => site.leg(ANN, 'lost');
const fails: Play = (site) => site.leg(ANN, 'failed');
const silent: Play = (site) => site.silence(ANN);
const unreachable: Play = (site) => site.reach(ANN, false);
const released: Play = (site) => site.order({ type: 'release-engagement', agentId: ANN });
const gone: Play = (site) => {
  site.step({ type: 'agent-disconnected', agentId: ANN });
  site.tick(seconds(30));
};
const unloaded: Play = (site) => site.order({ type: 'complete', groupId: GROUP });

const undialed = { group: 'running: 1 2 3' };
const cancelled = { group: 'running: 2 3' };

// biome-ignore format: a table is read in columns.
test.each<[why: string, plays: readonly Play[], ann: string, picture: object]>([
  ['the phone is not answered: nobody is dialed', [fails],          'not-ready phone-lost leg down', undialed],
  ['the browser cannot be called any more',   [unreachable],        'not-ready phone-lost leg down', undialed],
  ['the leg is lost while the phone rings',   [up, rings, lost],    'not-ready phone-lost leg down', cancelled],
  ['the leg is lost before it rings',         [up, lost],           'not-ready phone-lost leg down', cancelled],
  ['nothing is heard on the leg',             [up, rings, silent],  'not-ready phone-lost leg down', cancelled],
  ['an unregistered browser is still heard',  [up, unreachable],    'engaged 1 leg up', { 'call 1': 'dialing' }],
  ['the tab is closed for too long',          [gone],               'not-ready connection-lost gone leg down', undialed],
  ['the same while the phone rings',          [up, rings, gone],    'not-ready connection-lost gone leg down', cancelled],
  ['a supervisor takes the agent off',        [released],           'not-ready released leg down', undialed],
  ['the same while the phone rings',          [up, rings, released], 'not-ready released leg down', cancelled],
  ['the group leaves: nobody is dialed',      [unloaded],           'ready leg down', {}],
  ['what is dialed already goes on',          [up, unloaded],       'engaged 1 leg up', { 'call 1': 'dialing' }],
])('%s', (_why, plays, ann, picture) => {
  const site = shift();
  for (const play of plays) play(site);
  expect(site.picture()).toMatchObject({ ann, ...picture });
  const inAir = 'call 1' in picture ? 1 : 0;
  expect(site.state.attempts.size).toBe(inAir);
});

test('who is ringing is cancelled, and the record treated as a call that was dropped', () => {
  const site = shift();
  up(site);
  rings(site);
  expect(kinds(site.leg(ANN, 'lost'))).toEqual(['hang-up', 'close-attempt', 'save-chain']);
});

test('a phone that rings for too long is taken back', () => {
  const site = shift();
  expect(site.tick(seconds(40))).toContainEqual({ type: 'drop-agent', agentId: ANN });
  expect(site.picture().ann).toBe('not-ready phone-lost leg down');
});

test('the reservation lives through a reload', () => {
  const site = shift();
  site.step({ type: 'agent-disconnected', agentId: ANN });
  site.tick(seconds(29));
  site.step({ type: 'agent-connected', agentId: ANN });
  site.tick(seconds(5));
  expect(site.picture().ann).toBe('engaged 1 leg raising');
});

test('an agent of a seizing group who leaves takes one unanswered call with them', () => {
  const site = shift(seizing, [ANN, BEN]);
  site.leg(ANN, 'up');
  site.leg(BEN, 'up');
  site.ring(site.attempt(1));
  expect(kinds(site.ask(ANN, { type: 'set-not-ready', reason: 'lunch' }))).toContain('hang-up');
  // The youngest: who has rung for longest is nearest to an answer.
  expect(site.picture()).toMatchObject({
    ann: 'not-ready lunch leg up',
    ben: 'engaged leg up',
    'call 1': 'ringing',
  });
  expect(site.state.attempts.size).toBe(1);
});

test('nobody who has answered is taken back', () => {
  const site = shift(seizing);
  up(site);
  site.answer(site.attempt(1));
  site.ask(ANN, { type: 'set-not-ready', reason: 'lunch' });
  expect(site.picture()).toMatchObject({ ann: 'not-ready lunch leg up', 'call 1': 'detecting' });
});

test('only who is on the line can be taken off it', () => {
  const site = TestSite.running();
  const ask = (agentId: typeof ANN) => site.order({ type: 'release-engagement', agentId });
  expect([answers(ask(ANN)), answers(ask(BEN))]).toEqual([
    ['NOT_ENGAGED'],
    ['AGENT_NOT_LOGGED_ON'],
  ]);
});
