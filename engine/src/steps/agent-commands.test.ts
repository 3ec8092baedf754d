import { expect, test } from 'vitest';
import { agentId, interactionId } from '../basics/ids.ts';
import { seconds } from '../basics/time.ts';
import type { AgentCommand } from '../event.ts';
import { ANN, AUTO_ANSWER, answers, BEN, kinds, TestSite } from '../test-site.ts';

type Ask = (site: TestSite) => readonly string[];
const say =
  (command: AgentCommand): Ask =>
  (site) =>
    answers(site.ask(ANN, command));
const ready = say({ type: 'set-ready' });
const lunch = say({ type: 'set-not-ready', reason: 'lunch' });
const logOff = say({ type: 'log-off' });
const stay = say({ type: 'cancel-log-off' });
const accept: Ask = (site) => answers(site.accept(ANN));
const hangUp: Ask = (site) => answers(site.endCall(ANN));
const done: Ask = (site) => answers(site.markDone(ANN));
const talk: Ask = (site) => {
  site.talk(ANN);
  return [];
};

type Row = [
  why: string,
  asks: readonly Ask[],
  answered: readonly string[],
  ann: string | undefined,
];

// biome-ignore format: a table is read in columns.
test.each<Row>([
  ['ready: the next record comes',         [ready],                 ['ok'],       'previewing 1'],
  ['lunch begins at once',                 [lunch],                ['ok'],       'not-ready lunch'],
  ['log-off too, when nothing is held',    [logOff],                ['ok'],       undefined],
  ['a reason that nobody knows',           [say({ type: 'set-not-ready', reason: 'golf' })],
    ['UNKNOWN_REASON'], 'not-ready logged-on'],
  ['an offer does not hold up who wants to stop', [ready, lunch],  ['ok', 'ok'], 'not-ready lunch'],
  ['nor who wants to leave',               [ready, logOff],         ['ok', 'ok'], undefined],
  ['lunch during a call is pending',       [ready, talk, lunch],    ['ok', 'waiting'],
    'talking 1 then not-ready'],
  ['log-off during a call is too',         [ready, talk, logOff],   ['ok', 'waiting'],
    'talking 1 then logged-off'],
  ['and while it is still being dialed',   [ready, accept, logOff], ['ok', 'ok', 'waiting'],
    'talking 1 then logged-off'],
  ['it goes on pending in after-call work', [ready, talk, logOff, hangUp], ['ok', 'waiting', 'ok'],
    'wrap-up 1 then logged-off'],
  ['then lunch begins',  [ready, talk, lunch, hangUp, done],  ['ok', 'waiting', 'ok', 'ok'],
    'not-ready lunch'],
  ['then out',           [ready, talk, logOff, hangUp, done], ['ok', 'waiting', 'ok', 'ok'],
    undefined],
  ['who changes their mind stays', [ready, talk, logOff, stay, hangUp, done],
    ['ok', 'waiting', 'ok', 'ok', 'ok'], 'previewing 2'],
  ['asking for ready clears what was pending', [ready, talk, lunch, ready, hangUp, done],
    ['ok', 'waiting', 'ok', 'ok', 'ok'], 'previewing 2'],
  ['the last wish counts', [ready, talk, lunch, logOff, hangUp, done],
    ['ok', 'waiting', 'waiting', 'ok', 'ok'], undefined],
  ['nothing pending, nothing to cancel',   [stay],                  ['ok'],
    'not-ready logged-on'],
])('%s', (_why, asks, answered, ann) => {
  const site = TestSite.running();
  expect(asks.flatMap((ask) => ask(site))).toEqual(answered);
  expect(site.picture().ann).toBe(ann);
});

test('where a reject is not allowed the offer is finished first', () => {
  const delivery = {
    kind: 'auto-answer-with-preview',
    offerMs: seconds(5),
    rejectAllowed: false,
  } as const;
  const site = TestSite.running({ plan: { delivery } });
  site.ready(ANN);
  expect([...logOff(site), site.picture().ann]).toEqual([
    'waiting',
    'previewing 1 then logged-off',
  ]);
});

test('a record given back by who stops is on top for the next agent', () => {
  const site = TestSite.running({ agents: [ANN, BEN] });
  site.ready(ANN);
  lunch(site);
  site.ready(BEN);
  expect(site.picture()).toEqual({
    ann: 'not-ready lunch',
    ben: 'previewing 1',
    group: 'running: 2 3',
  });
});

test('an agent who is reserved finishes the call first', () => {
  const site = TestSite.running({ plan: AUTO_ANSWER });
  site.ready(ANN);
  expect([...lunch(site), site.picture().ann]).toEqual(['waiting', 'reserved 1 then not-ready']);
  site.ended(site.attempt(1), 'busy');
  expect(site.picture().ann).toBe('not-ready lunch');
});

test('who asks twice for ready keeps their place in the line', () => {
  const site = TestSite.running({ chains: [] });
  site.ready(ANN);
  const { since } = site.agent(ANN);
  site.tick(seconds(9));
  expect(kinds(site.ready(ANN))).toEqual(['reply']);
  expect(site.agent(ANN).since).toBe(since);
});

test('somebody who is not logged on can do nothing', () => {
  const site = TestSite.running();
  expect(answers(site.ask(agentId('zoe'), { type: 'set-ready' }))).toEqual(['AGENT_NOT_LOGGED_ON']);
});

test('a notice is gone when acknowledged, the line of the last call when dismissed', () => {
  const site = new TestSite();
  site.logOn(ANN);
  site.load();
  site.lease([]);
  const ids = site.agent(ANN).notices.map(({ id }) => id);
  expect(ids.length).toBe(1);
  for (const noticeId of ids) site.ask(ANN, { type: 'acknowledge-notice', noticeId });
  expect(site.agent(ANN).notices).toEqual([]);
  const called = TestSite.running({ chains: [] });
  called.lease([]);
  expect(answers(called.ask(ANN, { type: 'dismiss-outcome' }))).toEqual(['ok']);
  expect(called.agent(ANN).lastOutcome).toBe(undefined);
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, status: 'ready' | 'not-ready' | 'logged-off', ann: string | undefined]>([
  ['the supervisor makes an agent ready',   'ready',      'previewing 1'],
  ['not ready, with the supervisor as reason', 'not-ready', 'not-ready supervisor'],
  ['or logs them off',                      'logged-off', undefined],
])('%s', (_why, status, ann) => {
  const site = TestSite.running();
  const effects = site.order({ type: 'set-agent-status', agentId: ANN, status });
  expect([answers(effects), site.picture().ann]).toEqual([['ok'], ann]);
});

test('the supervisor cannot take an agent out of a call', () => {
  const site = TestSite.running();
  site.ready(ANN);
  site.talk(ANN);
  const effects = site.order({ type: 'set-agent-status', agentId: ANN, status: 'logged-off' });
  expect([answers(effects), site.picture().ann]).toEqual([
    ['waiting'],
    'talking 1 then logged-off',
  ]);
  const nobody = { type: 'set-agent-status', agentId: agentId('zoe'), status: 'ready' } as const;
  expect(answers(site.order(nobody))).toEqual(['AGENT_NOT_LOGGED_ON']);
});

test('what was never asked for cannot be taken back', () => {
  const site = TestSite.running();
  const never = { type: 'undo-do-not-call', interactionId: interactionId('i1') } as const;
  expect(answers(site.ask(ANN, never))).toEqual(['UNDO_TOO_LATE']);
});
