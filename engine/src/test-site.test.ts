import { expect, test } from 'vitest';
import { after, minutes, seconds } from './basics/time.ts';
import {
  ANN,
  answers,
  BEN,
  chain,
  chains,
  draft,
  kinds,
  LIST,
  phone,
  plan,
  record,
  START,
  TestSite,
  withoutViews,
} from './test-site.ts';

test('numbers are fictional, and another area begins after a hundred', () => {
  expect([phone(1), phone(99), phone(142)]).toEqual([
    '+12125550101',
    '+12125550199',
    '+12135550142',
  ]);
});

test('builders take what a row wants to be different', () => {
  expect(plan({ multiplier: 2 })).toEqual({ ...plan(), multiplier: 2 });
  expect(chain(2, { contactName: '' })).toEqual({ ...chain(2), contactName: '' });
  expect(chains(2)).toEqual([chain(1), chain(2)]);
  expect(record(1, { attempts: 3 })).toEqual({ ...chain(1).records[0], attempts: 3 });
  expect(draft({ note: 'x' })).toEqual({ ...draft(), note: 'x' });
  expect(chain(7).listId).toBe(LIST);
});

test('a running site has its agents not ready and nothing to acknowledge', () => {
  const site = TestSite.running({ agents: [ANN, BEN], chains: chains(2) });
  expect(site.picture()).toEqual({
    ann: 'not-ready logged-on',
    ben: 'not-ready logged-on',
    group: 'running: 1 2',
  });
  expect([site.agent(ANN).notices, site.at]).toEqual([[], START]);
});

test('a picture shows who is where', () => {
  const site = TestSite.running({ agents: [ANN, BEN] });
  site.ready(ANN);
  site.talk(ANN);
  site.ready(BEN);
  site.ask(ANN, { type: 'log-off' });
  site.step({ type: 'agent-disconnected', agentId: BEN });
  expect(site.picture()).toEqual({
    ann: 'talking 1 then logged-off',
    ben: 'previewing 2 gone',
    group: 'running: 3',
    'call 1': 'connected',
  });
  expect(site.attemptIds()).toEqual([site.attempt(1).id]);
});

test('time passes through every deadline on the way', () => {
  const site = TestSite.running({ chains: [chain(1)] });
  site.ready(ANN);
  const logged = site.tick(minutes(1)).filter(({ type }) => type === 'log-agent-state');
  expect(logged).toMatchObject([{ phase: 'not-ready', at: after(START, seconds(20)) }]);
  expect(site.at).toBe(after(START, minutes(1)));
});

test('effects can be read without views, as kinds, and as answers', () => {
  const site = TestSite.running();
  const effects = site.ready(ANN);
  expect(withoutViews(effects).map(({ type }) => type)).toEqual([
    'log-agent-state',
    'reply',
    'log-agent-state',
  ]);
  expect([kinds(effects), answers(effects)]).toEqual([['reply'], ['ok']]);
  site.talk(ANN);
  expect(answers(site.ask(ANN, { type: 'log-off' }))).toEqual(['waiting']);
  expect(answers(site.markDone(ANN))).toEqual(['CALL_STILL_UP']);
});

test('what is not there is a bug of the script', () => {
  const site = TestSite.running();
  expect(() => site.offer(ANN)).toThrow('offer of ann');
  expect(() => site.interaction(ANN)).toThrow('interaction of ann');
  expect(() => site.attempt(1)).toThrow('attempt on chain 1');
});

test('a step that breaks an invariant stops the script', () => {
  const site = TestSite.running();
  site.state.chains.clear();
  expect(() => site.step({ type: 'tick' })).toThrow('after tick: chain 1 is buffered');
});
