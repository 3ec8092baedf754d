import { expect, test } from 'vitest';
import { after, hours, millis, minutes, seconds } from '../basics/time.ts';
import type { Chain } from '../calling-lists/chain.ts';
import type { CampaignPlan, FieldLayout } from '../campaigns/campaign.ts';
import type { Draft } from '../interactions/interaction.ts';
import { ANN, chain, draft, heard, phone, plan, record, START, TestSite } from '../test-site.ts';
import type { Consequence } from './interaction-view.ts';
import { fieldViews, interactionView, recordOf } from './interaction-view.ts';

const job: FieldLayout = { key: 'job', label: 'Job', type: 'text', editable: true, choices: [] };
const list: FieldLayout = { ...job, key: '@list', label: 'List', editable: false };
const home = record(1, { attempts: 1, fields: { job: 'teacher' } });
const both = chain(1, { records: [home, record(2, { chainN: 1 })] });

function talking(overrides: Partial<CampaignPlan> = {}, of: Chain = both): TestSite {
  const site = TestSite.running({ plan: overrides, chains: [of] });
  site.ready(ANN);
  site.talk(ANN);
  return site;
}
const view = (site: TestSite) => interactionView(site.state, site.interaction(ANN).id);
const allowed = (site: TestSite) =>
  Object.entries(view(site).actions).flatMap(([action, may]) =>
    may === 'allowed' ? [action] : [],
  );

test('an interaction in its call, whole', () => {
  const responseCategoryId = 'script';
  const site = talking({ recordFields: [job], caseFields: [list], responseCategoryId });
  const { callResults, dispositions } = plan().outcomes;
  expect({ ...view(site), actions: {} }).toEqual({
    id: site.interaction(ANN).id,
    role: 'owner',
    ownerName: 'ann',
    third: undefined,
    otherName: undefined,
    campaignName: 'Campaign',
    phase: 'connected',
    contactName: 'Person 1',
    phone: phone(1),
    contactType: 'home',
    chainId: '1',
    recordId: '1',
    attempt: 2,
    attemptsMax: 5,
    openedAt: START,
    connectedAt: START,
    endedAt: undefined,
    endedBy: undefined,
    heldAt: undefined,
    rejoinBy: undefined,
    wrapUpUntil: undefined,
    muted: false,
    recording: { state: 'off' },
    attemptId: site.interaction(ANN).attemptId,
    cpd: heard('person'),
    cpdSaid: undefined,
    caseFields: [{ ...list, value: 'List' }],
    recordFields: [{ ...job, value: 'teacher' }],
    responseCategoryId,
    outcomes: { callResults, dispositions, dispositionMandatory: false, frozenAfterCall: false },
    draft: draft({ callResult: 'answer' }),
    draftSavedAt: undefined,
    consequence: { type: 'closed' },
    actions: {},
    zone: 'America/New_York',
    numbers: [
      {
        recordId: '1',
        phone: phone(1),
        contactType: 'home',
        zone: 'America/New_York',
        attempts: 1,
        lastResult: 'unknown',
        calledAt: undefined,
        isCurrent: true,
        now: 'allowed',
      },
      {
        recordId: '2',
        phone: phone(2),
        contactType: 'home',
        zone: 'America/New_York',
        attempts: 0,
        lastResult: 'unknown',
        calledAt: undefined,
        isCurrent: false,
        now: 'allowed',
      },
    ],
    callbackRules: plan().callbacks,
    unmet: undefined,
    ...{ isRecall: false, recallWaits: false },
    takenBack: undefined,
  });
});

test('after the call it says when, by whom, and until when to finish', () => {
  const site = talking();
  site.tick(seconds(9));
  site.endCall(ANN);
  const endedAt = after(START, seconds(9));
  expect(view(site)).toMatchObject({
    phase: 'wrap-up',
    connectedAt: START,
    endedAt,
    endedBy: 'agent',
    wrapUpUntil: after(endedAt, seconds(30)),
  });
});

test('the actions of each phase come from the one table', () => {
  const site = TestSite.running();
  site.ready(ANN);
  site.accept(ANN);
  expect(allowed(site)).toEqual(['end-call', 'mute', 'edit-record', 'note']);
  const inCall = talking();
  const choices = ['set-call-result', 'set-disposition', 'do-not-call', 'edit-record', 'note'];
  const talk = ['end-call', 'hold', 'mute', 'send-digits', 'correct-cpd'];
  const thirds = ['transfer', 'conference', 'consult'];
  expect(allowed(inCall)).toEqual([...talk, ...choices, 'reschedule', ...thirds]);
  inCall.endCall(ANN);
  const again = ['reschedule', 'recall'];
  expect(allowed(inCall)).toEqual([
    'correct-cpd',
    ...choices,
    'mark-done',
    'extend-wrap-up',
    ...again,
  ]);
});

const later: CampaignPlan['treatments'][number] = {
  on: { by: 'disposition', code: 'none' },
  action: 'redial',
  intervalMs: minutes(60),
  incrementMs: millis(0),
  cycleAttempts: 9,
};
const onward = { on: { by: 'disposition', code: 'sale' }, action: 'next-in-chain' } as const;
const onwardLater: CampaignPlan['treatments'][number] = {
  on: { by: 'disposition', code: 'golf' },
  action: 'next-in-chain-after',
  intervalMs: minutes(9),
  incrementMs: millis(0),
  cycleAttempts: 1,
};
const away = { on: { by: 'disposition', code: 'visit' }, action: 'delegate' } as const;
const visit = { code: 'visit', label: 'Wants a visit', path: [] };
const golf = { code: 'golf', label: 'Plays golf', path: [] };
const { outcomes } = plan();
const rules = {
  treatments: [later, onward, onwardLater, away],
  outcomes: { ...outcomes, dispositions: [...outcomes.dispositions, golf, visit] },
};
const alone = chain(1, { records: [home] });
const redial: Consequence = {
  type: 'redial',
  phone: phone(1),
  dueAt: after(START, minutes(60)),
  zone: 'America/New_York',
};

// biome-ignore format: a table is read in columns.
test.each<[why: string, of: Chain, said: Partial<Draft>, line: Consequence]>([
  ['nothing said: closed',              both,  {},                            { type: 'closed' }],
  ['a code that redials',               both,  { dispositionCode: 'none' },   redial],
  ['a code that goes on',               both,  { dispositionCode: 'sale' },
    { type: 'next-in-chain', phone: phone(2), zone: 'America/New_York', dueAt: undefined }],
  ['a code that goes on later',         both,  { dispositionCode: 'golf' },
    { type: 'next-in-chain', phone: phone(2), zone: 'America/New_York',
      dueAt: after(START, minutes(9)) }],
  ['there is no other number: closed',  alone, { dispositionCode: 'sale' },   { type: 'closed' }],
  ['a code that gives them away',       both,  { dispositionCode: 'visit' },
    { type: 'delegated', zone: 'America/New_York', dueAt: after(START, hours(24)) }],
  ['do not call this number',           both,  { doNotCall: 'number' },
    { type: 'blocked-number', phone: phone(1) }],
  ['do not call this person: all numbers', both, { doNotCall: 'person' },
    { type: 'blocked-person', numbers: 2 }],
  ['the call result says so',           both,  { callResult: 'do-not-call' },
    { type: 'blocked-number', phone: phone(1) }],
])('%s', (_why, of, said, line) => {
  const site = talking(rules, of);
  const { id } = site.interaction(ANN);
  site.ask(ANN, { type: 'save-draft', interactionId: id, draft: draft(said) });
  expect(view(site).consequence).toEqual(line);
});

test('Mark done does what the line has promised', () => {
  const site = talking(rules, alone);
  const { id } = site.interaction(ANN);
  const said = draft({ dispositionCode: 'none' });
  site.endCall(ANN);
  site.ask(ANN, { type: 'save-draft', interactionId: id, draft: said });
  const promised = view(site).consequence;
  site.tick(seconds(20));
  expect(view(site).consequence).toEqual(promised);
  const saved = site.markDone(ANN, said).filter(({ type }) => type === 'save-chain');
  expect([promised, saved]).toMatchObject([redial, [{ state: 'ready', dueAt: redial.dueAt }]]);
});

test('fields come in the administrator’s order, empty where the record has none', () => {
  expect(fieldViews([list, job], plan(), chain(2), record(2))).toEqual([
    { ...list, value: 'List' },
    { ...job, value: null },
  ]);
});

test('a record that is not of the chain is a bug', () => {
  expect(recordOf(both, '2')).toEqual(both.records[1]);
  expect(() => recordOf(both, '9')).toThrow('record 9 of chain 1');
});

test('a code said in the call is frozen after it, in the view as for the command', () => {
  const outcomes = { ...plan(rules).outcomes, frozenAfterCall: true };
  const site = talking({ ...rules, outcomes });
  const { id } = site.interaction(ANN);
  const said = draft({ dispositionCode: 'sale' });
  site.ask(ANN, { type: 'save-draft', interactionId: id, draft: said });
  expect(view(site).actions['set-disposition']).toBe('allowed');
  site.endCall(ANN);
  expect(view(site).actions['set-disposition']).toBe('DISPOSITION_FROZEN');
});

test('one that was not said in the call can still be said after it', () => {
  const outcomes = { ...plan(rules).outcomes, frozenAfterCall: true };
  const site = talking({ ...rules, outcomes });
  site.endCall(ANN);
  expect(view(site).actions['set-disposition']).toBe('allowed');
});
