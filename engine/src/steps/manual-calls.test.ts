import { expect, test } from 'vitest';
import { must } from '../basics/assert.ts';
import { attemptId, campaignGroupId, campaignId, commandId } from '../basics/ids.ts';
import { after, hours, minutes, seconds } from '../basics/time.ts';
import type { Chain } from '../calling-lists/chain.ts';
import type { PastAttempt } from '../calling-lists/past-attempt.ts';
import type { CampaignPlan } from '../campaigns/campaign.ts';
import type { CampaignRules } from '../compliance/campaign-rules.ts';
import type { Effect } from '../effect.ts';
import type { NumberFound } from '../event.ts';
import {
  ANN,
  AUTO_ANSWER,
  answers,
  BEN,
  chain,
  chains,
  kinds,
  LIMITS,
  phone,
  plan,
  record,
  START,
  TestSite,
} from '../test-site.ts';
import { agentView } from '../views/agent-view.ts';

const ALLOWED: Partial<CampaignPlan> = { ...AUTO_ANSWER, manualCalls: true };
/** A number that nobody here holds. */
const OTHER = phone(9);

type Setup = NonNullable<Parameters<typeof TestSite.running>[0]>;

const site = (setup: Setup = {}): TestSite =>
  TestSite.running({ ...setup, plan: { ...ALLOWED, ...setup.plan } });

const call = (s: TestSite, number: string = OTHER, id = ANN) =>
  s.ask(id, { type: 'call-number', phone: number });

const orderIn = (effects: readonly Effect[]) =>
  must(
    effects.find((effect) => effect.type === 'lease-number'),
    'a question to the store',
  );

/** The store has it: closed, as a number is that somebody typed. */
const typed = (overrides: Partial<Chain> = {}): NumberFound => ({
  kind: 'chain',
  chain: chain(9, { contactName: '', isClosed: true, ...overrides }),
});

const found = (s: TestSite, effects: readonly Effect[], what: NumberFound = typed()) => {
  const { callId, agentId } = orderIn(effects);
  return s.step({ type: 'number-leased', callId, agentId, found: what });
};

/** Called, and the store has answered. */
function dialed(setup: Setup = {}, what: NumberFound = typed()): TestSite {
  const s = site(setup);
  found(s, call(s), what);
  return s;
}

// biome-ignore format: a table is read in columns.
test.each<[why: string, play: () => TestSite, picture: Record<string, string>]>([
  ['the store is asked while the agent waits', () => { const s = site(); call(s); return s; },
    { ann: 'placing then not-ready', group: 'running: 1 2 3' }],
  ['what it has leased is dialed for the agent', () => dialed(),
    { ann: 'talking 9 then not-ready', group: 'running: 1 2 3', 'call 9': 'dialing' }],
  ['a number that waits here is taken from the list in hand',
    () => { const s = site(); call(s, phone(2)); return s; },
    { ann: 'placing then not-ready', group: 'running: 1 3' }],
  ['and dialed when the store has looked at this very number',
    () => { const s = site(); found(s, call(s, phone(2)), { kind: 'chain', chain: chain(2) }); return s; },
    { ann: 'talking 2 then not-ready', group: 'running: 1 3', 'call 2': 'dialing' }],
  ['the agent hears who answers, whatever listens beside calls of the dialer',
    () => { const s = dialed(); s.answer(s.attempt(9)); return s; },
    { ann: 'talking 9 then not-ready', group: 'running: 1 2 3', 'call 9': 'connected' }],
  ['who was not ready is not made ready by a call of their own',
    () => { const s = dialed(); s.ended(s.attempt(9), 'busy'); return s; },
    { ann: 'not-ready logged-on', group: 'running: 1 2 3' }],
  ['who was ready goes on with the list',
    () => { const s = site({ chains: [] }); s.ready(ANN); found(s, call(s));
      s.ended(s.attempt(9), 'busy'); return s; },
    { ann: 'ready', group: 'running:' }],
  ['thought better of', () => { const s = site(); call(s);
      s.ask(ANN, { type: 'cancel-call' }); return s; },
    { ann: 'not-ready logged-on', group: 'running: 1 2 3' }],
  ['the store says nothing', () => { const s = site(); call(s); s.tick(seconds(20)); return s; },
    { ann: 'not-ready logged-on', group: 'running: 1 2 3' }],
  ['the log-off waits for the call', () => { const s = site(); const asked = call(s);
      s.ask(ANN, { type: 'log-off' }); found(s, asked); return s; },
    { ann: 'talking 9 then logged-off', group: 'running: 1 2 3', 'call 9': 'dialing' }],
  ['an unload ends it', () => { const s = site(); call(s);
      s.order({ type: 'stop', groupId: campaignGroupId('group') });
      s.order({ type: 'unload', groupId: campaignGroupId('group') }); return s; },
    { ann: 'not-ready logged-on', group: 'unloading:' }],
  ['for an agent whose browser has gone meanwhile nobody is rung',
    () => { const s = site(); const asked = call(s);
      s.step({ type: 'agent-disconnected', agentId: ANN }); found(s, asked); return s; },
    { ann: 'not-ready logged-on gone', group: 'running: 1 2 3' }],
])('%s', (_why, play, picture) => {
  expect(play().picture()).toEqual(picture);
});

const records = (overrides: Parameters<typeof record>[1]) =>
  typed({ records: [record(9, overrides)] });
const RULES = { profile: 'us', hours: [], closedDates: [], limits: [], without: [] } as const;
const SHUT = { ...RULES, closedDates: ['2026-06-01'] };
const ONCE: CampaignRules = {
  ...RULES,
  limits: [
    {
      id: 'once',
      max: 1,
      windowMs: minutes(60),
      of: 'person',
      across: 'site',
      counted: ['busy'],
      required: true,
    },
  ],
};
const TODAY: PastAttempt = {
  attemptId: attemptId('before'),
  openedAt: START,
  phone: OTHER,
  chainId: chain(9).id,
  customerId: undefined,
  campaignId: campaignId('another'),
  result: 'busy',
};
const noLine = { plan: { limits: { ...LIMITS, attemptsMax: 0 } } };

// biome-ignore format: a table is read in columns.
test.each<[why: string, found: NumberFound, setup: Setup, code: string | undefined]>([
  ['suppressed in the store',         { kind: 'suppressed' },   {}, 'NUMBER_SUPPRESSED'],
  ['in another hand in the store',    { kind: 'in-use' },       {}, 'NUMBER_IN_USE'],
  ['the store is away',               { kind: 'store-failed' }, {}, 'STORE_UNAVAILABLE'],
  ['too early where the contact is',  records({ dailyFrom: 12 * 3_600 }), {}, 'OUTSIDE_WINDOW'],
  ['too late where the contact is',   records({ zone: 'Europe/Berlin', dailyTill: 17 * 3_600 }), {}, 'OUTSIDE_WINDOW'],
  ['called as often as allowed',      records({ attempts: 5 }), {}, 'NUMBER_USED_UP'],
  ['one attempt is left',             records({ attempts: 4 }), {}, undefined],
  ['at an hour the campaign leaves out', typed(), { plan: { rules: SHUT } }, 'OUTSIDE_WINDOW'],
  ['called today, and once is enough', typed({ past: [TODAY] }), { plan: { rules: ONCE } }, 'ATTEMPT_LIMIT_REACHED'],
  ['every line is taken',             typed(), noLine, 'TOO_MANY'],
])('%s', (_why, what, setup, code) => {
  const s = dialed(setup, what);
  expect(agentView(s.state, ANN)?.manual.refused?.code).toBe(code);
  expect(s.state.attempts.size).toBe(code === undefined ? 1 : 0);
});

test('a refused number is told with its reason until the agent has read it', () => {
  const s = dialed({}, { kind: 'suppressed' });
  const refused = { whom: OTHER, code: 'NUMBER_SUPPRESSED', at: START };
  expect(agentView(s.state, ANN)?.manual.refused).toEqual(refused);
  s.ask(ANN, { type: 'dismiss-outcome' });
  expect(agentView(s.state, ANN)?.manual.refused).toBeUndefined();
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, number: string, play: (s: TestSite) => unknown, setup: Setup, code: string]>([
  ['not a number',              '12',  () => {},                             {}, 'NUMBER_INVALID'],
  ['without a country code',    '212 555 0109', () => {},                    {}, 'NUMBER_INVALID'],
  ['no campaign allows it',     OTHER, () => {}, { plan: { manualCalls: false } }, 'MANUAL_CALL_NOT_ALLOWED'],
  ['already in a call',         OTHER, (s) => s.ready(ANN),                  {}, 'AGENT_BUSY'],
  ['already setting one up',    OTHER, (s) => call(s),                       {}, 'AGENT_BUSY'],
  ['another agent’s number',    OTHER, (s) => found(s, call(s, OTHER, BEN)), { agents: [ANN, BEN] }, 'NUMBER_IN_USE'],
  ['the switch is away',        OTHER, (s) => s.step({ type: 'switch-down' }), {}, 'SWITCH_UNAVAILABLE'],
  ['no room for another chain', OTHER, () => {},               { limits: { chainsMax: 3 } }, 'TOO_MANY'],
])('refused: %s', (_why, number, play, setup, code) => {
  const s = site(setup);
  play(s);
  expect(answers(call(s, number))).toEqual([code]);
});

test('another campaign than those that allow it is refused', () => {
  const s = site();
  const other = campaignGroupId('other');
  const asked = s.ask(ANN, { type: 'call-number', phone: OTHER, groupId: other });
  expect(answers(asked)).toEqual(['MANUAL_CALL_NOT_ALLOWED']);
});

test('a repeated command is answered alike and makes no second call', () => {
  const s = site();
  const command = { type: 'call-number', phone: OTHER } as const;
  const event = {
    type: 'agent-command',
    agentId: ANN,
    commandId: commandId('x'),
    command,
  } as const;
  const first = s.step(event);
  found(s, first);
  expect(kinds(s.step(event))).toEqual(['reply']);
  expect(s.state.attempts.size).toBe(1);
});

test('the dial is written before it is made, and said to be made by hand', () => {
  const s = site();
  const effects = found(s, call(s));
  expect(kinds(effects)).toEqual(['open-attempt', 'originate', 'open-interaction']);
  const [written, ordered] = effects;
  expect(written).toMatchObject({ type: 'open-attempt', mode: 'manual', agentId: ANN });
  expect(ordered).toMatchObject({ type: 'originate', phone: OTHER, detect: undefined });
});

test('the agent is called first, and the contact only when the agent is there', () => {
  const s = site({ phones: 'needed' });
  const asked = call(s);
  expect(kinds(asked)).toEqual(['raise-agent', 'lease-number', 'reply']);
  expect(kinds(found(s, asked))).toEqual([]);
  expect(kinds(s.leg(ANN, 'up'))).toContain('originate');
});

test('an agent who cannot be reached keeps nobody waiting: the number goes back', () => {
  const s = site({ phones: 'needed' });
  found(s, call(s), { kind: 'chain', chain: chain(9) });
  const effects = s.leg(ANN, 'failed');
  expect(effects).toContainEqual({ type: 'release-chains', chainIds: ['9'], toTop: true });
  expect(s.picture().ann).toBe('not-ready phone-lost leg down');
});

test('an answer that nobody waits for any more gives the chain back', () => {
  const s = site();
  const asked = call(s);
  s.ask(ANN, { type: 'cancel-call' });
  expect(kinds(found(s, asked))).toEqual(['release-chains']);
});

test('another number of a person is called as asked, and the store keeps whose turn it was', () => {
  const two = chain(9, { records: [record(8), { ...record(9), chainN: 1 }] });
  const s = dialed({}, { kind: 'chain', chain: two });
  expect(s.attempt(9).phone).toBe(OTHER);
});

test('a dial that could not be written was not made, and the agent is told', () => {
  const s = dialed();
  const effects = s.step({ type: 'write-failed', attemptIds: s.attemptIds() });
  expect(effects).toContainEqual({ type: 'release-chains', chainIds: ['9'], toTop: true });
  expect(agentView(s.state, ANN)?.manual.refused?.code).toBe('STORE_UNAVAILABLE');
  expect(s.picture().ann).toBe('not-ready logged-on');
});

test('a number that only agents call is never redialed by the dialer', () => {
  const s = dialed();
  const effects = s.ended(s.attempt(9), 'no-answer');
  expect(effects).toContainEqual(expect.objectContaining({ type: 'save-chain', state: 'closed' }));
});

test('one that is on the list is treated by the plan, and counts as an attempt', () => {
  const s = dialed({}, { kind: 'chain', chain: chain(9) });
  const effects = s.ended(s.attempt(9), 'no-answer');
  const records = [expect.objectContaining({ attempts: 1 })];
  expect(effects).toContainEqual(
    expect.objectContaining({ type: 'save-chain', state: 'ready', records }),
  );
});

test('a do-not-call that comes while the number is set up stops the call', () => {
  const s = site({
    agents: [ANN, BEN],
    phones: 'needed',
    plan: { delivery: { kind: 'manual-accept', offerMs: seconds(20) } },
  });
  s.ready(BEN);
  s.talk(BEN);
  s.leg(BEN, 'up');
  const person = chain(9, { records: [record(8), { ...record(9), chainN: 1 }], customerId: 'c' });
  found(s, call(s), { kind: 'chain', chain: person });
  const { chain: hers } = must(s.state.chains.get(s.interaction(BEN).chainId), 'the chain');
  s.state.chains.set(hers.id, {
    ...must(s.state.chains.get(hers.id), 'the chain'),
    chain: { ...hers, customerId: 'c' },
  });
  s.endCall(BEN);
  s.markDone(BEN, { doNotCall: 'person' });
  expect(agentView(s.state, ANN)?.manual.refused?.code).toBe('NUMBER_SUPPRESSED');
  expect(s.state.attempts.size).toBe(0);
});

test('calls by hand are not live answers of the dialer', () => {
  const s = dialed();
  s.answer(s.attempt(9));
  const { counts } = must(s.state.sessions.get(campaignGroupId('group')), 'the session');
  expect(counts).toMatchObject({ attempts: 1, liveAnswers: 0, connected: 0 });
});

test('nor does a machine that one has reached take any away', () => {
  const callResults = ['answer', 'answering-machine'] as const;
  const s = dialed({ plan: { outcomes: { ...plan().outcomes, callResults } } });
  s.answer(s.attempt(9));
  s.endCall(ANN);
  s.markDone(ANN, { callResult: 'answering-machine' });
  const { counts } = must(s.state.sessions.get(campaignGroupId('group')), 'the session');
  expect(counts).toMatchObject({ attempts: 1, liveAnswers: 0, connected: 0 });
});

test('a chain that is set up is renewed like any other in hand', () => {
  const s = site({ phones: 'needed', limits: { leaseMs: seconds(20) } });
  found(s, call(s), typed({ leaseUntil: after(START, hours(1)) }));
  const renewed = s.tick(seconds(10)).find(({ type }) => type === 'renew-leases');
  expect(renewed).toMatchObject({ chainIds: expect.arrayContaining(['9']) });
});

test('only loaded campaigns that allow it are offered', () => {
  const s = site();
  const expected = { permission: 'allowed', campaigns: [{ groupId: 'group', name: 'Campaign' }] };
  expect(agentView(s.state, ANN)?.manual).toMatchObject(expected);
  const none = site({ plan: { manualCalls: false } });
  const nothing = { permission: 'MANUAL_CALL_NOT_ALLOWED', campaigns: [] };
  expect(agentView(none.state, ANN)?.manual).toMatchObject(nothing);
});

const promisedTo = (agentId: typeof ANN): Chain =>
  chain(7, { dueAt: START, records: [record(7, { type: 'personal-callback', agentId })] });

test('a callback that waits for its agent is called by that agent, and by nobody else', () => {
  const s = site({ agents: [ANN, BEN], chains: [promisedTo(BEN)] });
  expect(answers(call(s, phone(7)))).toEqual(['NUMBER_IN_USE']);
  expect(s.state.sessions.get(campaignGroupId('group'))?.callbacks).toEqual(['7']);
  found(s, call(s, phone(7), BEN), { kind: 'chain', chain: promisedTo(BEN) });
  expect(s.state.sessions.get(campaignGroupId('group'))?.callbacks).toEqual([]);
  expect(s.picture()).toMatchObject({ ben: 'talking 7 then not-ready', 'call 7': 'dialing' });
});

test('a record that is taken back while the call is set up is closed, and the agent told', () => {
  const s = site({ phones: 'needed' });
  found(s, call(s), { kind: 'chain', chain: chain(9) });
  const effects = s.order({
    type: 'cancel-record',
    chainId: chain(9).id,
    taken: { kind: 'in-use' },
  });
  expect(effects).toContainEqual(
    expect.objectContaining({ type: 'save-chain', chainId: '9', state: 'closed' }),
  );
  expect(agentView(s.state, ANN)?.manual.refused?.code).toBe('RECORD_TAKEN_BACK');
  s.leg(ANN, 'up');
  expect(s.state.attempts.size).toBe(0);
});

test('a promise that goes back from a call that was not made is asked for at once', () => {
  // Enough in hand, so that nothing else is asked for.
  const s = site({ agents: [BEN], chains: [...chains(6), promisedTo(BEN)] });
  const effects = found(s, call(s, phone(7), BEN), { kind: 'suppressed' });
  expect(agentView(s.state, BEN)?.manual.refused?.code).toBe('NUMBER_SUPPRESSED');
  expect(effects.map(({ type }) => type)).toContain('release-chains');
  const asked = effects.find(({ type }) => type === 'lease-chains');
  expect(asked).toMatchObject({ only: 'callbacks' });
});

// biome-ignore format: a table is read in columns.
test.each<[what: string, isClosed: boolean, next: object]>([
  ['a number that was typed',          true,  { type: 'close' }],
  ['a record that is not due for long', false, { type: 'redial', dueAt: after(START, hours(3)) }],
])('%s and does not get out goes back as it was: nobody else is to call it', (_what, isClosed, next) => {
  const dueAt = after(START, hours(3));
  const closed = isClosed ? ({ isClosed } as const) : {};
  const what: NumberFound = { kind: 'chain', chain: chain(9, { dueAt, ...closed }) };
  const s = dialed({ chains: [], agents: [ANN, BEN] }, what);
  s.ready(BEN);
  const attempt = s.attempt(9);
  const failed = { type: 'originate-failed', attemptId: attempt.id } as const;
  const effects = s.step({ ...failed, result: 'all-trunks-busy' });
  expect(effects).toContainEqual({ type: 'release-chains', chainIds: ['9'], toTop: true });
  expect(kinds(effects)).not.toContain('open-attempt');
  expect(s.picture()).toEqual({ ann: 'not-ready logged-on', ben: 'ready', group: 'running:' });
  expect(s.state.agents.get(ANN)?.lastOutcome).toMatchObject({ result: 'all-trunks-busy', next });
});
