import { expect, test } from 'vitest';
import { attemptId } from '../basics/ids.ts';
import { after, millis, seconds } from '../basics/time.ts';
import type { CallResult } from '../calling-lists/call-result.ts';
import type { EventBody, SwitchEvent } from '../event.ts';
import { ANN, AUTO_ANSWER, BEN, GROUP, kinds, LIMITS, TestSite } from '../test-site.ts';

/** Ann has accepted the first of three records and it is being dialed. */
function dialed(): TestSite {
  const site = TestSite.running();
  site.ready(ANN);
  site.accept(ANN);
  return site;
}

type Step = (site: TestSite) => unknown;
const rings: Step = (site) => site.ring(site.attempt(1));
const answers: Step = (site) => site.answer(site.attempt(1));
const person: Step = (site) => site.verdict(site.attempt(1));
const machine: Step = (site) => site.verdict(site.attempt(1), 'machine');
const ends =
  (result: CallResult): Step =>
  (site) =>
    site.ended(site.attempt(1), result);
const fails: Step = (site) =>
  site.step({
    type: 'originate-failed',
    attemptId: site.attempt(1).id,
    result: 'no-free-port',
  });

const next = 'previewing 2';
const talk = 'talking 1';

// biome-ignore format: a table is read in columns.
test.each<[why: string, steps: readonly Step[], ann: string, call: string | undefined]>([
  ['the call is being made',                [],                         talk,        'dialing'],
  ['it rings',                              [rings],                    talk,        'ringing'],
  ['somebody answers: who is it?',          [rings, answers],           talk,        'detecting'],
  ['answered before the ring was heard of', [answers],                  talk,        'detecting'],
  ['a person: connected',                   [rings, answers, person],   talk,        'connected'],
  ['a machine: the next record is offered', [rings, answers, machine],  next,        undefined],
  ['busy: the next record is offered',      [ends('busy')],             next,        undefined],
  ['nobody home: the next record',          [rings, ends('no-answer')], next,        undefined],
  ['the switch could not dial',             [fails],                    next,        undefined],
  ['hung up before the verdict',            [answers, ends('answer')],  next,        undefined],
  ['the contact hangs up: after-call work', [answers, person, ends('answer')],
    'wrap-up 1', undefined],
])('%s', (_why, steps, ann, call) => {
  const site = dialed();
  for (const each of steps) each(site);
  expect([site.picture().ann, site.picture()['call 1']]).toEqual([ann, call]);
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, steps: readonly Step[], result: CallResult]>([
  ['what the switch says stands',            [ends('sit-vacant-code')],  'sit-vacant-code'],
  ['a machine is a machine',                 [answers, machine],         'answering-machine'],
  ['a failed order has the switch’s reason', [fails],                    'no-free-port'],
  ['lost before the verdict: nobody knows who', [answers, ends('answer')], 'call-drop-error'],
  ['a fax that the switch heard itself',     [answers, ends('fax')],     'fax'],
  ['a conversation was an answer',           [answers, person, ends('remote-release')], 'answer'],
])('%s', (_why, steps, result) => {
  const site = dialed();
  for (const each of steps) each(site);
  expect(site.state.sessions.get(GROUP)?.counts.byResult).toEqual({ [result]: 1 });
});

test('person and agent are bridged in the very step of the verdict', () => {
  const site = dialed();
  answers(site);
  const attempt = site.attempt(1);
  expect(kinds(site.verdict(attempt))).toEqual(['connect-interaction', 'bridge']);
  expect(site.interaction(ANN)).toMatchObject({ phase: 'connected', connectedAt: site.at });
  expect(site.agent(ANN).today).toMatchObject({ calls: 1, contacts: 1 });
});

test('without call progress detection an answer is a person', () => {
  const limits = { ...LIMITS, verdictMs: millis(0) };
  const site = TestSite.running({ plan: { limits } });
  site.ready(ANN);
  site.accept(ANN);
  expect(kinds(site.answer(site.attempt(1)))).toEqual(['connect-interaction', 'bridge']);
});

const sounds: readonly SwitchEvent['type'][] = ['call-ringing', 'call-answered', 'call-progress'];

// Late, repeated and reordered events are normal: they change nothing and nothing goes out.
// biome-ignore format: a table is read in columns.
test.each<[why: string, steps: readonly Step[], again: readonly SwitchEvent['type'][]]>([
  ['ringing twice',                     [rings],                  ['call-ringing']],
  ['ringing after the answer',          [answers],               ['call-ringing', 'call-answered']],
  ['anything after the conversation began', [answers, person],    sounds],
  ['a failed order after the ring',     [rings],                  ['originate-failed']],
  ['the end, twice',                    [answers, person, ends('answer')],
    ['call-ended', 'call-progress', 'originate-failed']],
])('%s changes nothing', (_why, steps, again) => {
  const site = dialed();
  const { id } = site.attempt(1);
  for (const each of steps) each(site);
  site.tick(millis(1));
  const before = site.picture();
  for (const type of again) {
    const event = { type, attemptId: id, verdict: 'machine', result: 'busy' } as EventBody;
    expect(site.step(event)).toEqual([]);
  }
  expect(site.picture()).toEqual(before);
});

test('a leg that nobody knows is not left open', () => {
  const site = dialed();
  const stray = { attemptId: attemptId('a000000-00000001') };
  expect([
    site.step({ type: 'call-ringing', ...stray }),
    site.step({ type: 'call-answered', ...stray }),
    site.step({ type: 'call-ended', ...stray, result: 'busy' }),
  ]).toEqual([[{ type: 'hang-up', ...stray }], [{ type: 'hang-up', ...stray }], []]);
});

/** Two lines for Ann, who is the only agent: both are answered. */
function twoAnswered(): TestSite {
  const site = TestSite.running({ plan: { ...AUTO_ANSWER, multiplier: 2 } });
  site.ready(ANN);
  for (const n of [1, 2]) site.answer(site.attempt(n));
  site.verdict(site.attempt(1));
  site.tick(millis(500));
  site.verdict(site.attempt(2));
  return site;
}

test('the second of two who answer waits for an agent', () => {
  expect(twoAnswered().picture()).toEqual({
    ann: 'talking 1',
    group: 'running: 3',
    'call 1': 'connected',
    'call 2': 'waiting',
  });
});

test('who waits gets the first agent to become free', () => {
  const site = twoAnswered();
  site.logOn(BEN);
  expect(kinds(site.ready(BEN))).toEqual([
    'reply',
    'open-interaction',
    'connect-interaction',
    'bridge',
  ]);
  expect(site.picture()).toEqual({
    ann: 'talking 1',
    ben: 'talking 2',
    group: 'running: 3',
    'call 1': 'connected',
    'call 2': 'connected',
  });
});

test('who waits in vain hears the message, and is counted once', () => {
  const site = twoAnswered();
  const attempt = site.attempt(2);
  expect(site.tick(millis(1_499)).filter(({ type }) => type !== 'session-changed')).toEqual([]);
  expect(kinds(site.tick(millis(1)))).toEqual(['play-and-release', 'close-attempt', 'save-chain']);
  expect(site.ended(attempt)).toEqual([]);
  expect(site.state.sessions.get(GROUP)?.counts).toEqual({
    attempts: 2,
    liveAnswers: 2,
    connected: 1,
    abandoned: 1,
    byResult: { dropped: 1 },
    offers: 0,
    rejects: 0,
    timeOuts: 0,
  });
});

test('who hangs up while waiting is abandoned too, and nothing is played', () => {
  const site = twoAnswered();
  expect(kinds(site.ended(site.attempt(2)))).toEqual(['close-attempt', 'save-chain']);
  expect(site.state.sessions.get(GROUP)?.counts).toMatchObject({
    abandoned: 1,
    byResult: { abandoned: 1 },
  });
});

test('the patience of who waits counts from the answer, not from the verdict', () => {
  const site = twoAnswered();
  expect(site.attempt(2)).toMatchObject({ abandonAt: after(site.at, seconds(1.5)) });
});

test('a verdict that has overtaken the answer is weighed with it', () => {
  const site = dialed();
  site.ring(site.attempt(1));
  site.verdict(site.attempt(1), 'machine');
  expect(site.picture()).toMatchObject({ ann: 'talking 1', 'call 1': 'ringing' });
  expect(kinds(site.answer(site.attempt(1))).slice(0, 2)).toEqual(['hang-up', 'close-attempt']);
  expect(site.state.sessions.get(GROUP)?.counts).toMatchObject({
    liveAnswers: 0,
    byResult: { 'answering-machine': 1 },
  });
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, steps: readonly Step[]]>([
  ['being made',            []],
  ['ringing',               [rings]],
  ['answered',              [rings, answers]],
])('a call that was %s when nobody listened is a person who reached nobody', (_why, steps) => {
  const site = dialed();
  for (const each of steps) each(site);
  const { id } = site.attempt(1);
  // The switch speaks to them: nothing is ordered, and nothing that is said late cuts it short.
  expect(kinds(site.step({ type: 'call-orphaned', attemptId: id }))).toEqual([
    'close-attempt',
    'save-chain',
    'close-interaction',
  ]);
  expect(site.state.sessions.get(GROUP)?.counts).toMatchObject({
    liveAnswers: 1,
    abandoned: 1,
    byResult: { dropped: 1 },
  });
  expect(site.picture().ann).toBe(next);
  const late = ['call-orphaned', 'call-ringing', 'call-answered'] as const;
  expect(late.flatMap((type) => site.step({ type, attemptId: id }))).toEqual([]);
});

test('with an agent there already, that nobody listened is old news', () => {
  const site = dialed();
  answers(site);
  person(site);
  expect(site.step({ type: 'call-orphaned', attemptId: site.attempt(1).id })).toEqual([]);
});

test('who is told the message is not hung up on by late words of their answer', () => {
  const site = twoAnswered();
  const { id } = site.attempt(2);
  expect(kinds(site.tick(millis(1_500)))).toContain('play-and-release');
  const late = ['call-ringing', 'call-answered', 'call-answered'] as const;
  expect(late.flatMap((type) => site.step({ type, attemptId: id }))).toEqual([]);
});

test('an answer to what was cancelled is cancelled once more', () => {
  const site = dialed();
  rings(site);
  const { id } = site.attempt(1);
  site.endCall(ANN);
  const again = { type: 'hang-up', attemptId: id };
  expect(site.step({ type: 'call-answered', attemptId: id })).toEqual([again]);
  // Unless nobody was listening by then: the message is not cut short either.
  site.step({ type: 'call-orphaned', attemptId: id });
  expect(site.step({ type: 'call-answered', attemptId: id })).toEqual([]);
});
