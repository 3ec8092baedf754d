import { expect, test } from 'vitest';
import { interactionId } from '../basics/ids.ts';
import { after, minutes, seconds } from '../basics/time.ts';
import type { CampaignPlan } from '../campaigns/campaign.ts';
import type { EventBody } from '../event.ts';
import { ANN, answers, BEN, chain, draft, kinds, LIST, plan, TestSite } from '../test-site.ts';
import { agentView } from '../views/agent-view.ts';

type Phase = 'dialing' | 'connected' | 'wrap-up';

function inPhase(phase: Phase, overrides: Partial<CampaignPlan> = {}): TestSite {
  const site = TestSite.running({ plan: overrides, agents: [ANN, BEN] });
  site.ready(ANN);
  if (phase === 'dialing') site.accept(ANN);
  else site.talk(ANN);
  if (phase === 'wrap-up') site.endCall(ANN);
  return site;
}

type Wish =
  | { readonly type: 'end-call' }
  | { readonly type: 'mute'; readonly muted: boolean }
  | { readonly type: 'save-draft'; readonly draft: ReturnType<typeof draft> }
  | { readonly type: 'edit-field'; readonly key: string; readonly value: string | number }
  | { readonly type: 'extend-wrap-up' }
  | { readonly type: 'mark-done'; readonly draft: ReturnType<typeof draft> };
const ask = (site: TestSite, wish: Wish) =>
  site.ask(ANN, { ...wish, interactionId: site.interaction(ANN).id });

const hangUp: Wish = { type: 'end-call' };
const mute: Wish = { type: 'mute', muted: true };
const extend: Wish = { type: 'extend-wrap-up' };
const say = (said: Parameters<typeof draft>[0]): Wish => ({
  type: 'save-draft',
  draft: draft(said),
});
const done = (said: Parameters<typeof draft>[0] = {}): Wish => ({
  type: 'mark-done',
  draft: draft(said),
});
const edit = (key: string, value: string | number): Wish => ({ type: 'edit-field', key, value });

const field = { label: 'Job', type: 'text', editable: true, choices: [] } as const;
const rules: Partial<CampaignPlan> = {
  recordFields: [{ ...field, key: 'job' }],
  caseFields: [{ ...field, key: 'case' }],
  outcomes: { ...plan().outcomes, dispositionMandatory: true, frozenAfterCall: true },
};

// biome-ignore format: a table is read in columns.
test.each<[why: string, phase: Phase, wish: Wish, answer: string]>([
  ['end the call while it is dialed',        'dialing',   hangUp, 'ok'],
  ['end the conversation',                   'connected', hangUp, 'ok'],
  ['end it twice',                           'wrap-up',   hangUp, 'CALL_ENDED'],
  ['mute in the call',                       'connected', mute,   'ok'],
  ['mute after it',                          'wrap-up',   mute,   'CALL_ENDED'],
  ['extend after-call work',                 'wrap-up',   extend, 'ok'],
  ['extend what has not begun',              'connected', extend, 'NOT_WRAPPING_UP'],
  ['a note while it is dialed',              'dialing',   say({ note: 'vip' }), 'ok'],
  ['a code while it is dialed',              'dialing',   say({ dispositionCode: 'sale' }),
    'CALL_NOT_CONNECTED'],
  ['a code in the call',                     'connected', say({ dispositionCode: 'sale' }), 'ok'],
  ['an unknown code',                        'connected', say({ dispositionCode: 'golf' }),
    'DISPOSITION_UNKNOWN'],
  ['a call result of another campaign',      'connected', say({ callResult: 'fax' }),
    'CALL_RESULT_NOT_ALLOWED'],
  ['edit a field of the record',             'connected', edit('job', 'pilot'), 'ok'],
  ['edit a field of the case',               'dialing',   edit('case', 'A-7'),  'ok'],
  ['edit a field that is only shown',        'connected', edit('age', 7), 'FIELD_NOT_EDITABLE'],
  ['edit with a wrong value',                'connected', edit('job', 7),       'FIELD_INVALID'],
  ['done while the call is up',              'connected', done({ dispositionCode: 'sale' }),
    'CALL_STILL_UP'],
  ['done without the mandatory code',        'wrap-up',   done(), 'DISPOSITION_MISSING'],
  ['done with it',                           'wrap-up',   done({ dispositionCode: 'sale' }), 'ok'],
])('%s', (_why, phase, wish, answer) => {
  expect(answers(ask(inPhase(phase, rules), wish))).toEqual([answer]);
});

test('a code said in the call cannot be changed after it where it is frozen', () => {
  const site = inPhase('connected', rules);
  ask(site, say({ dispositionCode: 'sale' }));
  ask(site, hangUp);
  expect([
    answers(ask(site, say({ dispositionCode: 'none' }))),
    answers(ask(site, done({ dispositionCode: 'none' }))),
    answers(ask(site, done({ dispositionCode: 'sale' }))),
  ]).toEqual([['DISPOSITION_FROZEN'], ['DISPOSITION_FROZEN'], ['ok']]);
});

test('another agent’s interaction is nobody else’s', () => {
  const site = inPhase('connected');
  const { id } = site.interaction(ANN);
  const gone = { type: 'end-call', interactionId: interactionId('i0') } as const;
  expect([
    answers(site.ask(BEN, { type: 'end-call', interactionId: id })),
    answers(site.ask(ANN, gone)),
  ]).toEqual([['INTERACTION_GONE'], ['INTERACTION_GONE']]);
});

test('what is typed is kept at once and survives the end of the call', () => {
  const site = inPhase('connected');
  const noted = draft({ note: 'call in May', doNotCall: 'number', dispositionCode: 'none' });
  const effects = ask(site, { type: 'save-draft', draft: noted });
  const { id } = site.interaction(ANN);
  expect(effects.filter(({ type }) => type === 'save-draft')).toEqual([
    { type: 'save-draft', interactionId: id, ...noted },
  ]);
  site.tick(seconds(3));
  ask(site, hangUp);
  expect(site.interaction(ANN)).toMatchObject({
    phase: 'wrap-up',
    draft: noted,
    draftSavedAt: after(site.at, seconds(-3)),
  });
});

test('an edited field is written and seen', () => {
  const site = inPhase('connected', rules);
  const effects = ask(site, edit('job', 'pilot'));
  expect(effects.filter(({ type }) => type === 'save-field')).toEqual([
    { type: 'save-field', recordId: '1', key: 'job', value: 'pilot', by: ANN, at: site.at },
  ]);
  expect(site.state.chains.get(chain(1).id)?.chain.records[0]?.fields).toEqual({ job: 'pilot' });
});

test('mute goes to the switch, and is over with the call', () => {
  const site = inPhase('connected');
  const { attemptId } = site.interaction(ANN);
  const effects = ask(site, mute).filter(({ type }) => type === 'mute');
  expect(effects).toEqual([{ type: 'mute', attemptId, muted: true }]);
  expect(site.interaction(ANN).muted).toBe(true);
  ask(site, hangUp);
  expect(site.interaction(ANN).muted).toBe(false);
});

test('a call ended before the answer is cancelled, and the next record comes', () => {
  const site = inPhase('dialing');
  expect(kinds(ask(site, hangUp))).toEqual([
    'hang-up',
    'close-attempt',
    'save-chain',
    'close-interaction',
    'reply',
  ]);
  expect(site.agent(ANN).today.calls).toBe(1);
  expect(site.picture().ann).toBe('previewing 2');
});

test('after-call work marks itself done where the campaign says so', () => {
  const site = inPhase('wrap-up', { autoDone: true });
  ask(site, say({ note: 'kept' }));
  site.tick(seconds(29));
  expect(site.picture().ann).toBe('wrap-up 1');
  const closed = site.tick(seconds(1)).filter(({ type }) => type === 'close-interaction');
  expect(closed).toMatchObject([{ closedBy: 'wrap-up-over', callResult: 'answer', note: 'kept' }]);
  expect(site.picture().ann).toBe('previewing 2');
});

test('extended, it does so later', () => {
  const site = inPhase('wrap-up', { autoDone: true });
  site.tick(seconds(20));
  ask(site, extend);
  site.tick(seconds(39));
  expect(site.picture().ann).toBe('wrap-up 1');
  site.tick(seconds(1));
  expect(site.picture().ann).toBe('previewing 2');
});

test('elsewhere it lasts until the agent says done', () => {
  const site = inPhase('wrap-up');
  site.tick(minutes(30));
  expect(site.picture().ann).toBe('wrap-up 1');
});

test('nor does it end by itself while a mandatory code is missing', () => {
  const site = inPhase('wrap-up', { ...rules, autoDone: true });
  site.tick(minutes(5));
  expect(site.picture().ann).toBe('wrap-up 1');
});

test('marked done twice: the second finds it closed', () => {
  const site = inPhase('wrap-up');
  const command = { ...done(), interactionId: site.interaction(ANN).id } as const;
  const event = { type: 'agent-command', agentId: ANN, command };
  const twice = ['c100', 'c101'].map((id) => site.step({ ...event, commandId: id } as EventBody));
  expect(twice.flatMap(answers)).toEqual(['ok', 'INTERACTION_GONE']);
});

test('a list with fields of its own shows those, and only they may be edited', () => {
  const own = [{ listId: LIST, fields: [{ ...field, key: 'plan' }] }];
  const site = inPhase('connected', { ...rules, recordFieldsOf: own });
  expect(answers(ask(site, edit('plan', 'gold')))).toEqual(['ok']);
  expect(answers(ask(site, edit('job', 'pilot')))).toEqual(['FIELD_NOT_EDITABLE']);
  expect(agentView(site.state, ANN)?.interaction?.recordFields).toMatchObject([
    { key: 'plan', value: 'gold' },
  ]);
});
