import { expect, test } from 'vitest';
import { must } from '../basics/assert.ts';
import { after, hours, minutes, seconds } from '../basics/time.ts';
import type { NumberChoice } from '../calling-lists/callback.ts';
import type { CampaignRules } from '../compliance/campaign-rules.ts';
import type { Effect } from '../effect.ts';
import {
  ANN,
  AUTO_ANSWER,
  answers,
  BEN,
  chain,
  draft,
  kinds,
  LIMITS,
  phone,
  record,
  TestSite,
  withoutViews,
} from '../test-site.ts';
import { interactionView } from '../views/interaction-view.ts';

const same: NumberChoice = { kind: 'record', recordId: record(1).id };
const other: NumberChoice = { kind: 'record', recordId: record(2).id };
const typed: NumberChoice = { kind: 'new-number', phone: phone(50) };
const person = chain(1, {
  records: [record(1), record(2, { chainN: 1 }), record(3, { chainN: 2, dailyTill: 9 * 3_600 })],
});

function ended(setup: Parameters<typeof TestSite.running>[0] = {}): TestSite {
  const site = TestSite.running({ chains: [person, chain(9)], ...setup });
  site.ready(ANN);
  site.talk(ANN);
  site.tick(seconds(40));
  site.endCall(ANN);
  return site;
}

const recall = (site: TestSite, to: NumberChoice, suppressed = [] as const): readonly Effect[] =>
  site.step({
    type: 'agent-command',
    agentId: ANN,
    commandId: site.nextId(),
    command: { type: 'recall', interactionId: site.interaction(ANN).id, to },
    suppressed,
  });
const numbers = (site: TestSite) => interactionView(site.state, site.interaction(ANN).id).numbers;

test('the person is called again from the same screen, and the call before is counted', () => {
  const site = ended();
  const effects = recall(site, same);
  expect(answers(effects)).toEqual(['ok']);
  expect(kinds(effects)).toEqual(['open-attempt', 'originate', 'save-recall', 'reply']);
  expect(withoutViews(effects)[2]).toMatchObject({
    type: 'save-recall',
    position: 0,
    added: [],
    records: [{ id: '1', attempts: 1, callResult: 'answer' }],
  });
  expect(site.picture()).toMatchObject({ ann: 'talking 1', 'call 1': 'dialing' });
  site.answer(site.attempt(1));
  site.verdict(site.attempt(1));
  expect(site.interaction(ANN)).toMatchObject({
    phase: 'connected',
    draft: { callResult: 'answer' },
  });
});

test('the next number of the person: its record is the one that is dialed and treated', () => {
  const site = ended();
  recall(site, other);
  expect(site.attempt(1)).toMatchObject({ recordId: '2', phone: phone(2) });
  site.ended(site.attempt(1), 'no-answer');
  expect(site.interaction(ANN)).toMatchObject({
    phase: 'wrap-up',
    unmet: 'no-answer',
    endedBy: 'unreached',
  });
  const done = withoutViews(site.markDone(ANN));
  expect(done.find(({ type }) => type === 'close-interaction')).toMatchObject({
    callResult: 'no-answer',
  });
  expect(done.find(({ type }) => type === 'save-chain')).toMatchObject({
    position: 1,
    records: [
      { id: '1', attempts: 1, status: 'chain-ready' },
      { id: '2', attempts: 1, callResult: 'no-answer', status: 'ready' },
      { id: '3', status: 'chain-ready' },
    ],
  });
});

test('a typed number becomes a record of the chain', () => {
  const site = ended();
  const effects = recall(site, typed);
  const saved = must(
    effects.find((effect) => effect.type === 'save-recall'),
    'a recall',
  );
  expect(saved).toMatchObject({ position: 3, added: [{ phone: phone(50), chainN: 3 }] });
  expect(numbers(site).map((each) => each.phone)).toEqual([1, 2, 3, 50].map(phone));
  expect(Number(saved.recordId)).toBeLessThan(0);
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, to: NumberChoice, answer: string]>([
  ['at nine in the morning it was too late', { kind: 'record', recordId: record(3).id }, 'WINDOW_CLOSED'],
  ['nobody’s number', { kind: 'record', recordId: record(77).id }, 'NUMBER_UNKNOWN'],
])('%s', (_why, to, answer) => {
  const site = ended();
  expect(answers(recall(site, to))).toEqual([answer]);
  expect(site.interaction(ANN).phase).toBe('wrap-up');
});

const RULES = { profile: 'us', hours: [], closedDates: [], limits: [], without: [] } as const;
const TALK_ONCE = {
  id: 'once',
  max: 1,
  windowMs: hours(24),
  of: 'person',
  across: 'site',
  counted: ['answer'],
  required: true,
} as const;

// biome-ignore format: a table is read in columns.
test.each<[why: string, rules: CampaignRules, answer: string]>([
  ['the law has nothing against it',            RULES, 'ok'],
  ['a talk is enough for a day',                { ...RULES, limits: [TALK_ONCE] }, 'ATTEMPT_LIMIT_REACHED'],
  ['a count of other ends does not mind',       { ...RULES, limits: [{ ...TALK_ONCE, counted: ['busy'] }] }, 'ok'],
  ['the talk was with the person, not a number', { ...RULES, limits: [{ ...TALK_ONCE, of: 'number' }] }, 'ok'],
])('rules are asked at a recall as at any dial: %s', (_why, rules, answer) => {
  expect(answers(recall(ended({ plan: { rules } }), other))).toEqual([answer]);
});

test('a typed number that the store knows as suppressed is not dialed', () => {
  const site = ended();
  const command = { type: 'recall', interactionId: site.interaction(ANN).id, to: typed } as const;
  const commandId = site.nextId();
  const event = { type: 'agent-command', agentId: ANN, commandId, command } as const;
  expect(
    answers(site.step({ ...event, suppressed: [{ phone: phone(50), campaignId: undefined }] })),
  ).toEqual(['NUMBER_SUPPRESSED']);
});

test('what the person has just asked for is in force before it is written', () => {
  const site = ended();
  const { id: interactionId, draft } = site.interaction(ANN);
  site.ask(ANN, {
    type: 'save-draft',
    interactionId,
    draft: { ...draft, doNotCall: 'number' },
  });
  expect(answers(recall(site, same))).toEqual(['NUMBER_SUPPRESSED']);
  expect(answers(recall(site, other))).toEqual(['ok']);
});

test('each call counts: no attempt more than the list allows', () => {
  const site = ended({ chains: [chain(1, { records: [record(1, { attempts: 3 })] })] });
  expect(answers(recall(site, same))).toEqual(['ok']);
  site.ended(site.attempt(1), 'busy');
  expect(numbers(site)).toMatchObject([{ attempts: 5, lastResult: 'busy', now: 'NUMBER_USED_UP' }]);
  expect(answers(recall(site, same))).toEqual(['NUMBER_USED_UP']);
});

test('a recall whose write was lost never was', () => {
  const site = ended();
  const before = site.interaction(ANN);
  recall(site, typed);
  const { id } = site.attempt(1);
  site.step({ type: 'write-failed', attemptIds: [id] });
  expect(site.interaction(ANN)).toEqual(before);
  expect(numbers(site).map((each) => each.phone)).toEqual([1, 2, 3].map(phone));
  expect(site.picture()).toMatchObject({ ann: 'wrap-up 1' });
});

test('all ports taken, an unloading group, or a lease that is over: said so', () => {
  const full = ended({ agents: [ANN, BEN], plan: { limits: { ...LIMITS, attemptsMax: 1 } } });
  full.ready(BEN);
  expect(answers(recall(full, same))).toEqual(['TOO_MANY']);
  const leaving = ended();
  leaving.order({ type: 'complete', groupId: leaving.interaction(ANN).groupId });
  expect(answers(recall(leaving, same))).toEqual(['SESSION_UNLOADING']);
  const late = ended();
  late.tick(minutes(70));
  expect(answers(recall(late, same))).toEqual(['STORE_UNAVAILABLE']);
});

test('a number that was suppressed in a long talk stays so, however long ago that was', () => {
  const site = TestSite.running({ chains: [person, chain(9)] });
  site.ready(ANN);
  site.talk(ANN);
  const suppress = (n: number) =>
    site.order({ type: 'suppress', keys: [{ kind: 'phone', phone: phone(n) }], reason: 'letter' });
  suppress(2);
  suppress(40);
  const until = after(site.at, hours(9));
  site.step({ type: 'leases-renewed', chainIds: [person.id], lost: [], until });
  site.tick(hours(1));
  suppress(41);
  expect([...site.state.suppressed.keys()]).toEqual([`phone:${phone(2)}`, `phone:${phone(41)}`]);
  site.endCall(ANN);
  expect(answers(recall(site, other))).toEqual(['NUMBER_SUPPRESSED']);
});

/** Ann has talked with somebody who is dialed only for an agent on the line; her leg is down. */
function endedAssured(): TestSite {
  const site = TestSite.running({
    phones: 'needed',
    chains: [person, chain(9)],
    plan: { ...AUTO_ANSWER, assured: { of: 'everybody' } },
  });
  site.ready(ANN);
  site.leg(ANN, 'up');
  site.answer(site.attempt(1));
  site.tick(seconds(5));
  site.ask(ANN, { type: 'end-call', interactionId: site.interaction(ANN).id });
  return site;
}

test('an assured contact is called again once the agent is on the line', () => {
  const site = endedAssured();
  const waits = (): boolean => interactionView(site.state, site.interaction(ANN).id).recallWaits;
  expect(waits()).toBe(false);
  const asked = recall(site, same);
  expect(waits()).toBe(true);
  expect([answers(asked), kinds(asked)]).toEqual([['ok'], ['raise-agent', 'reply']]);
  expect(kinds(site.leg(ANN, 'up'))).toEqual(['open-attempt', 'originate', 'save-recall']);
  expect(waits()).toBe(false);
  expect(kinds(site.answer(site.attempt(1)))).toContain('bridge');
});

type Play = (site: TestSite) => unknown;
const fails: Play = (site) => site.leg(ANN, 'failed');
const up: Play = (site) => site.leg(ANN, 'up');
const closesTab: Play = (site) => site.step({ type: 'agent-disconnected', agentId: ANN });
const blocked: Play = (site) =>
  site.order({ type: 'suppress', keys: [{ kind: 'phone', phone: phone(1) }], reason: 'asked' });
const done: Play = (site) =>
  site.ask(ANN, { type: 'mark-done', interactionId: site.interaction(ANN).id, draft: draft() });

// biome-ignore format: a table is read in columns.
test.each<[why: string, plays: readonly Play[], refused: string | undefined]>([
  ['the phone is not answered',             [fails],         'PHONE_NOT_READY'],
  ['the number is blocked meanwhile',       [blocked, up],   'RECORD_TAKEN_BACK'],
  ['the screen is gone when the leg is up', [closesTab, up], 'NO_CALL'],
  ['the agent marks it done instead',       [done, up],      undefined],
])('nobody is called again where %s', (_why, plays, refused) => {
  const site = endedAssured();
  recall(site, same);
  for (const play of plays) play(site);
  const calls = [...site.state.attempts.values()].filter(({ chainId }) => chainId === person.id);
  expect([calls, site.agent(ANN).refusedCall?.code]).toEqual([[], refused]);
});
