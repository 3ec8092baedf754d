import { expect, test } from 'vitest';
import { must } from '../basics/assert.ts';
import { attemptId } from '../basics/ids.ts';
import { after, millis, minutes, seconds } from '../basics/time.ts';
import type { CampaignPlan } from '../campaigns/campaign.ts';
import type { Unanswered, Validation, ValidationAnswer } from '../campaigns/validation.ts';
import type { Effect } from '../effect.ts';
import {
  ANN,
  AUTO_ANSWER,
  BEN,
  chain,
  GROUP,
  kinds,
  phone,
  plan,
  record,
  START,
  TestSite,
} from '../test-site.ts';
import { agentView } from '../views/agent-view.ts';

const LATER: Unanswered = { action: 'later', waitMs: minutes(5) };
const VALIDATION: Validation = {
  url: 'https://validation.example/ask?key=1',
  secretHeader: undefined,
  timeoutMs: seconds(2),
  connectionsMax: 4,
  refusedAs: 'no-answer',
  onTimeout: LATER,
  onError: LATER,
};

const DIAL: ValidationAnswer = { said: 'dial' };
const REFUSE: ValidationAnswer = { said: 'refuse', result: undefined };
const OPEN: ValidationAnswer = { said: 'circuit-open', againAt: after(START, seconds(30)) };

type Setup = NonNullable<Parameters<typeof TestSite.running>[0]>;

/** Running, Ann ready: it is asked about the first record. */
function asked(overrides: Partial<CampaignPlan> = {}, setup: Setup = {}): TestSite {
  const validation = VALIDATION;
  const site = TestSite.running({ ...setup, plan: { ...AUTO_ANSWER, validation, ...overrides } });
  for (const id of setup.agents ?? [ANN]) site.ready(id);
  return site;
}

const answer = (site: TestSite, said: ValidationAnswer, n = 1): readonly Effect[] =>
  site.step({ type: 'validation-answered', attemptId: site.attempt(n).id, answer: said });

const find = <Type extends Effect['type']>(effects: readonly Effect[], type: Type) =>
  must(
    effects.find((effect): effect is Extract<Effect, { type: Type }> => effect.type === type),
    type,
  );

test('a question goes out, and nothing is written or dialed before its answer', () => {
  const validation = VALIDATION;
  const site = TestSite.running({ plan: { ...AUTO_ANSWER, validation } });
  const effects = site.ready(ANN);
  expect(kinds(effects)).toEqual(['reply', 'ask-validation']);
  expect(find(effects, 'ask-validation')).toMatchObject({
    validation,
    campaignName: 'Campaign',
    listName: 'List',
    mode: 'progressive',
    contactName: 'Person 1',
    record: { phone: phone(1) },
  });
  expect(site.picture()).toEqual({
    ann: 'reserved 1',
    group: 'running: 2 3',
    'call 1': 'validating',
  });
  expect(agentView(site.state, ANN)?.dialing).toMatchObject({ phase: 'validating' });
  expect(site.state.sessions.get(GROUP)?.counts.attempts).toBe(0);
});

test('allowed: written, then dialed, with the answer among the evidence', () => {
  const site = asked();
  site.at = after(site.at, millis(300));
  const effects = answer(site, DIAL);
  expect(kinds(effects)).toEqual(['open-attempt', 'originate']);
  const opened = find(effects, 'open-attempt');
  expect(opened.openedAt).toBe(site.at);
  expect(opened.answers.at(-1)).toEqual({
    rule: 'pre-dial-validation',
    asked: 'https://validation.example/ask: dial after 300 ms',
    answer: 'allowed',
    version: 'campaign',
  });
  expect(site.picture()).toMatchObject({ ann: 'reserved 1', 'call 1': 'dialing' });
  expect(site.state.sessions.get(GROUP)?.counts.attempts).toBe(1);
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, play: (site: TestSite) => void]>([
  ['a second answer',                (s) => { answer(s, DIAL); }],
  ['a later word against it',        (s) => { answer(s, REFUSE); }],
  ['an answer to what nobody asked', (s) => {
    s.step({ type: 'validation-answered', attemptId: attemptId('a9'), answer: REFUSE }); }],
])('%s changes nothing', (_why, play) => {
  const site = asked();
  answer(site, DIAL);
  const before = site.picture();
  play(site);
  expect(site.picture()).toEqual(before);
});

test('what the switch says of a call that nobody has ordered does not dial it', () => {
  const site = asked();
  const { id } = site.attempt(1);
  expect(kinds(site.step({ type: 'call-answered', attemptId: id }))).toEqual(['hang-up']);
  site.step({ type: 'call-ended', attemptId: id, result: 'busy' });
  site.step({ type: 'switch-down' });
  site.step({ type: 'switch-up', legs: [] });
  expect(site.attempt(1).phase).toBe('validating');
});

test('refused: treated with its result, counted on the record, and nobody was called', () => {
  const site = asked();
  const effects = answer(site, REFUSE);
  expect(kinds(effects)).toEqual(['save-validation', 'save-chain', 'ask-validation']);
  expect(find(effects, 'save-validation')).toMatchObject({
    chainId: '1',
    phone: phone(1),
    address: 'https://validation.example/ask',
    answer: 'refuse',
    result: 'no-answer',
  });
  const { dueAt, treatment, records } = find(effects, 'save-chain');
  expect([dueAt, treatment?.applied]).toEqual([after(START, minutes(1)), 1]);
  expect(records).toMatchObject([{ attempts: 1, callResult: 'no-answer', calledAt: undefined }]);
  expect(site.picture()).toMatchObject({ ann: 'reserved 2', 'call 2': 'validating' });
  expect(site.state.dialed.pastOf(chain(1))).toEqual([]);
});

test('the agent who waited for it reads what became of it', () => {
  const site = asked({}, { chains: [chain(1)] });
  answer(site, REFUSE);
  expect(site.agent(ANN).lastOutcome).toMatchObject({ result: 'no-answer', phone: phone(1) });
  expect(site.picture()).toMatchObject({ ann: 'ready' });
  expect(site.agent(ANN).today.calls).toBe(0);
});

test('what is refused over and over comes to an end', () => {
  const worn = chain(1, { records: [record(1, { attempts: 4 })] });
  const site = asked({}, { chains: [worn] });
  expect(find(answer(site, REFUSE), 'save-chain').state).toBe('closed');
});

test('refused for good: this number is never called again', () => {
  const site = asked();
  const effects = answer(site, { said: 'refuse', result: 'do-not-call' });
  const { state, records } = find(effects, 'save-chain');
  expect([state, records[0]?.type]).toEqual(['closed', 'no-call']);
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, how: Unanswered, out: readonly string[], dueAt: number | undefined]>([
  ['later', LATER, ['save-validation', 'save-chain', 'ask-validation'], after(START, seconds(303))],
  ['treated', { action: 'refuse', result: 'no-answer' },
    ['save-validation', 'save-chain', 'ask-validation'], after(START, seconds(63))],
  ['dialed', { action: 'dial' }, ['open-attempt', 'originate'], undefined],
])('nothing is ever heard of it: %s', (_why, onTimeout, out, dueAt) => {
  const site = asked({ validation: { ...VALIDATION, onTimeout } });
  site.tick(millis(2_999));
  expect(site.attempt(1).phase).toBe('validating');
  const effects = site.tick(millis(1));
  expect(kinds(effects)).toEqual(out);
  const saved = effects.find((effect) => effect.type === 'save-chain');
  expect(saved?.dueAt).toBe(dueAt);
});

test('while the circuit is open the record waits where it was, and so does everybody', () => {
  const site = asked();
  const effects = answer(site, OPEN);
  expect(kinds(effects)).toEqual([]);
  expect(site.picture()).toEqual({ ann: 'ready', group: 'running: 1 2 3' });
  expect(site.state.sessions.get(GROUP)?.waits.validation).toBe(true);
  site.tick(millis(29_999));
  expect(site.picture().ann).toBe('ready');
  site.tick(millis(1));
  expect(site.picture()).toMatchObject({ ann: 'reserved 1', 'call 1': 'validating' });
  answer(site, DIAL);
  expect(site.state.sessions.get(GROUP)?.waits.validation ?? false).toBe(false);
});

test('one answer shows that there is somebody: the others need not wait', () => {
  const site = asked({}, { agents: [ANN, BEN] });
  answer(site, OPEN, 1);
  answer(site, DIAL, 2);
  expect(site.picture()).toMatchObject({ ann: 'reserved 1', 'call 1': 'validating' });
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, meanwhile: (s: TestSite) => void, picture: object]>([
  ['dialing has stopped',
    (s) => { s.order({ type: 'stop', groupId: GROUP }); },
    { ann: 'ready', group: 'active: 1 2 3' }],
  ['the switch is gone',
    (s) => { s.step({ type: 'switch-down' }); },
    { ann: 'ready', group: 'running: 1 2 3' }],
  ['its agent’s screen is gone',
    (s) => { s.step({ type: 'agent-disconnected', agentId: ANN }); },
    { ann: 'ready gone', group: 'running: 1 2 3' }],
  ['the lease is over: it may be somebody else’s',
    (s) => { s.step({ type: 'leases-renewed', chainIds: [], lost: [chain(1).id], until: after(s.at, minutes(90)) }); },
    { ann: 'reserved 2', group: 'running: 3', 'call 2': 'validating' }],
  ['the group is being unloaded',
    (s) => { s.order({ type: 'complete', groupId: GROUP }); },
    { ann: 'ready', group: 'unloading:' }],
])('allowed, but %s: nobody is dialed', (_why, meanwhile, picture) => {
  const site = asked();
  meanwhile(site);
  const effects = answer(site, DIAL);
  expect(kinds(effects)).not.toContain('originate');
  expect(site.picture()).toEqual(picture);
});

test('too late an hour when the answer comes: the record is given back', () => {
  // Until 11:00:01 there.
  const closing = chain(1, { records: [record(1, { dailyTill: 11 * 3_600 + 1 })] });
  const site = asked({}, { chains: [closing] });
  site.at = after(site.at, seconds(1));
  const effects = answer(site, DIAL);
  expect(kinds(effects)).toContain('release-chains');
  expect(kinds(effects)).not.toContain('originate');
  expect(site.picture().ann).toBe('ready');
});

test('suppressed while it is asked about: closed at once, and the answer is in vain', () => {
  const site = asked();
  const { id } = site.attempt(1);
  const keys = [{ kind: 'phone', phone: phone(1) }] as const;
  const effects = site.order({ type: 'suppress', keys, reason: 'letter' });
  const { state, records } = find(effects, 'save-chain');
  expect([state, records[0]?.attempts]).toEqual(['closed', 0]);
  expect(kinds(effects)).not.toContain('hang-up');
  const late = site.step({ type: 'validation-answered', attemptId: id, answer: DIAL });
  expect(kinds(late)).toEqual([]);
  expect(site.agent(ANN).lastOutcome?.result).toBe('do-not-call');
});

const ANYBODYS = { multiplier: 2 } as const;

test('for nobody in particular: counted as opened, so that the wait opens nothing more', () => {
  const site = asked(ANYBODYS);
  expect(site.picture()).toEqual({
    ann: 'ready',
    group: 'running: 3',
    'call 1': 'validating',
    'call 2': 'validating',
  });
  site.tick(seconds(1));
  expect(site.attemptIds()).toHaveLength(2);
});

test('agents who have left meanwhile are not dialed for', () => {
  const site = asked(ANYBODYS);
  site.ask(ANN, { type: 'set-not-ready', reason: 'lunch' });
  expect(kinds(answer(site, DIAL, 1))).not.toContain('originate');
  expect(kinds(answer(site, DIAL, 2))).not.toContain('originate');
  expect(site.picture()).toMatchObject({ ann: 'not-ready lunch', group: 'running: 2 1 3' });
});

test('predictive pacing learns the wait as part of how long it takes to ring', () => {
  const site = asked({ mode: 'predictive' });
  site.at = after(site.at, seconds(1));
  expect(kinds(answer(site, DIAL))).toContain('originate');
  expect(site.attemptIds()).toHaveLength(1);
});

const PREVIEW = { delivery: plan().delivery };

test('an accepted record is asked about before the call, and opens with it', () => {
  const site = asked(PREVIEW);
  expect(kinds(site.accept(ANN))).toEqual(['ask-validation', 'reply']);
  expect(site.picture()).toMatchObject({ ann: 'reserved 1', 'call 1': 'validating' });
  expect(kinds(answer(site, DIAL))).toEqual(['open-attempt', 'originate', 'open-interaction']);
  expect(site.picture()).toMatchObject({ ann: 'talking 1', 'call 1': 'dialing' });
});

test('what was accepted is called also when dialing has stopped, as without a question', () => {
  const site = asked(PREVIEW);
  site.accept(ANN);
  site.order({ type: 'stop', groupId: GROUP });
  expect(kinds(answer(site, DIAL))).toContain('originate');
});

test('a line that is held waits for the answer too', () => {
  const site = asked({ assured: { of: 'everybody' } });
  expect(site.picture()).toMatchObject({ ann: 'engaged 1', 'call 1': 'validating' });
  expect(agentView(site.state, ANN)?.interaction?.engaging?.call).toBe('none');
  answer(site, REFUSE);
  expect(site.picture()).toMatchObject({ ann: 'engaged 2', 'call 2': 'validating' });
});

/** Ann calls a number of her own choice, and the store has it. */
function byHand(validation: Validation = VALIDATION): TestSite {
  const site = TestSite.running({
    chains: [],
    plan: { ...AUTO_ANSWER, manualCalls: true, validation },
  });
  const effects = site.ask(ANN, { type: 'call-number', phone: phone(9) });
  const { callId, agentId } = find(effects, 'lease-number');
  const found = { kind: 'chain', chain: chain(9) } as const;
  site.step({ type: 'number-leased', callId, agentId, found });
  return site;
}

test('a call by hand is asked about as any other', () => {
  const site = byHand();
  expect(site.picture()).toMatchObject({
    ann: 'reserved 9 then not-ready',
    'call 9': 'validating',
  });
  const effects = answer(site, DIAL, 9);
  expect(find(effects, 'open-attempt').mode).toBe('manual');
  expect(site.picture().ann).toBe('talking 9 then not-ready');
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, said: ValidationAnswer, code: string, out: readonly string[]]>([
  ['refused',       REFUSE, 'VALIDATION_REFUSED', ['save-validation', 'save-chain']],
  ['not answered',  { said: 'time-out' }, 'VALIDATION_UNAVAILABLE', ['save-validation', 'release-chains']],
  ['not asked',     OPEN, 'VALIDATION_UNAVAILABLE', ['release-chains']],
])('a call by hand that is %s: the agent reads why', (_why, said, code, out) => {
  const site = byHand();
  expect(kinds(answer(site, said, 9)).slice(0, out.length)).toEqual(out);
  expect(agentView(site.state, ANN)?.manual.refused).toMatchObject({ whom: phone(9), code });
  expect(site.picture().ann).toBe('not-ready logged-on');
});

test('whoever is called again from the same screen is not asked about anew', () => {
  const site = asked(PREVIEW);
  site.accept(ANN);
  answer(site, DIAL);
  for (const say of [site.ring, site.answer, site.verdict]) say(site.attempt(1));
  site.ended(site.attempt(1));
  const interactionId = site.interaction(ANN).id;
  const to = { kind: 'record', recordId: record(1).id } as const;
  const effects = site.ask(ANN, { type: 'recall', interactionId, to });
  expect(kinds(effects)).not.toContain('ask-validation');
  expect(kinds(effects)).toContain('originate');
});
