import { expect, test } from 'vitest';
import { offerId } from '../basics/ids.ts';
import { hours, millis, seconds } from '../basics/time.ts';
import type { Delivery } from '../campaigns/campaign.ts';
import { ANN, answers, BEN, chain, GROUP, kinds, record, TestSite } from '../test-site.ts';

const timed = (rejectAllowed: boolean): { readonly delivery: Delivery } => ({
  delivery: { kind: 'auto-answer-with-preview', offerMs: seconds(5), rejectAllowed },
});

function offered(setup: Parameters<typeof TestSite.running>[0] = {}): TestSite {
  const site = TestSite.running(setup);
  site.ready(ANN);
  return site;
}

// biome-ignore format: a table is read in columns.
test.each<[why: string, play: () => TestSite, picture: Record<string, string>]>([
  ['a ready agent sees the first record', () => offered(),
    { ann: 'previewing 1', group: 'running: 2 3' }],
  ['accepted: it is dialed', () => { const s = offered(); s.accept(ANN); return s; },
    { ann: 'talking 1', group: 'running: 2 3', 'call 1': 'dialing' }],
  ['rejected: back on top, and the next one comes',
    () => { const s = offered(); s.reject(ANN); return s; },
    { ann: 'previewing 2', group: 'running: 1 3' }],
  ['nobody reacts: back on top, and the agent is taken for absent',
    () => { const s = offered(); s.tick(seconds(20)); return s; },
    { ann: 'not-ready no-answer', group: 'running: 1 2 3' }],
  ['one click and the agent is back, with another record',
    () => { const s = offered(); s.tick(seconds(20)); s.ready(ANN); return s; },
    { ann: 'previewing 2', group: 'running: 1 3' }],
  ['the call starts by itself when the countdown ends',
    () => { const s = offered({ plan: timed(true) }); s.tick(seconds(5)); return s; },
    { ann: 'talking 1', group: 'running: 2 3', 'call 1': 'dialing' }],
  ['unless it was rejected before',
    () => { const s = offered({ plan: timed(true) }); s.reject(ANN); return s; },
    { ann: 'previewing 2', group: 'running: 1 3' }],
  ['for an agent whose browser is gone no call starts by itself',
    () => { const s = offered({ plan: timed(true) });
      s.step({ type: 'agent-disconnected', agentId: ANN }); s.tick(seconds(5)); return s; },
    { ann: 'not-ready no-answer gone', group: 'running: 1 2 3' }],
])('%s', (_why, play, picture) => {
  expect(play().picture()).toEqual(picture);
});

test('the countdown lasts to its last moment', () => {
  const site = offered();
  site.tick(millis(19_999));
  expect(site.picture().ann).toBe('previewing 1');
});

test('where a reject is not allowed it is refused and the offer stays', () => {
  const site = offered({ plan: timed(false) });
  expect(answers(site.reject(ANN))).toEqual(['REJECT_NOT_ALLOWED']);
  expect(site.picture().ann).toBe('previewing 1');
});

test('a rejected record is offered to another agent at once, not to the same', () => {
  const site = TestSite.running({ agents: [ANN, BEN], chains: [chain(1)] });
  site.ready(ANN);
  site.ready(BEN);
  site.reject(ANN);
  expect(site.picture()).toEqual({ ann: 'ready', ben: 'previewing 1', group: 'running:' });
});

test('a record that ran out rests for that agent too', () => {
  const site = offered({ chains: [chain(1)] });
  site.tick(seconds(20));
  site.ready(ANN);
  expect(site.picture()).toEqual({ ann: 'ready', group: 'running: 1' });
});

test('an offer that is gone, or another agent’s, is refused', () => {
  const site = TestSite.running({ agents: [ANN, BEN] });
  site.ready(ANN);
  const stale = { offerId: offerId('o000000-00000001') };
  const hers = { offerId: site.offer(ANN).id };
  const refused = [
    site.ask(ANN, { type: 'accept-offer', ...stale }),
    site.ask(ANN, { type: 'reject-offer', ...stale }),
    site.ask(BEN, { type: 'accept-offer', ...hers }),
    site.ask(BEN, { type: 'reject-offer', ...hers }),
  ];
  expect(refused.flatMap(answers)).toEqual(Array.from({ length: 4 }, () => 'OFFER_GONE'));
});

test('a window that closed meanwhile: refused, the record given back, the next comes', () => {
  const closing = chain(1, { records: [record(1, { dailyTill: 11 * 3_600 + 10 })] });
  const site = offered({ chains: [closing, chain(2)] });
  site.tick(seconds(10));
  const effects = site.accept(ANN);
  expect([kinds(effects), answers(effects)]).toEqual([['release-chains', 'reply'], ['OFFER_GONE']]);
  expect(site.picture()).toEqual({ ann: 'previewing 2', group: 'running:' });
});

test('nor is it called by itself when the window has closed', () => {
  const closing = chain(1, { records: [record(1, { dailyTill: 11 * 3_600 + 3 })] });
  const site = offered({ plan: timed(true), chains: [closing] });
  site.tick(seconds(5));
  expect(site.picture()).toEqual({ ann: 'ready', group: 'running:' });
});

test('unloading takes an offer back to the top, and it is not the agent’s doing', () => {
  const site = offered();
  const effects = site.order({ type: 'complete', groupId: GROUP });
  expect(effects.filter(({ type }) => type === 'release-chains')).toEqual([
    { type: 'release-chains', chainIds: ['2', '3'], toTop: false },
    { type: 'release-chains', chainIds: ['1'], toTop: true },
  ]);
  expect([site.picture().ann, site.agent(ANN).today.rejects]).toEqual(['ready', 0]);
});

test('offers, rejects and time-outs are counted for the agent and the group', () => {
  const site = offered();
  site.reject(ANN);
  site.tick(seconds(20));
  expect(site.agent(ANN).today).toMatchObject({ offers: 2, rejects: 1, timeOuts: 1 });
  expect(site.state.sessions.get(GROUP)?.counts).toMatchObject({
    offers: 2,
    rejects: 1,
    timeOuts: 1,
    attempts: 0,
  });
});

test('a record whose lease ran out in hand is not offered any more', () => {
  const site = offered({ chains: [chain(1)] });
  site.tick(seconds(20));
  site.tick(hours(2));
  site.ready(ANN);
  expect(site.picture()).toEqual({ ann: 'ready', group: 'running:' });
});
