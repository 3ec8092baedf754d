import { expect, test } from 'vitest';
import { attemptId, interactionId, recordId } from '../basics/ids.ts';
import type { Refusal } from '../basics/refusal.ts';
import { after, millis, minutes, seconds } from '../basics/time.ts';
import { blockedOutcome, outcomeOf } from '../calling-lists/chain-outcome.ts';
import type { Outcomes } from '../campaigns/campaign.ts';
import { dialing } from '../dialing/attempt.ts';
import { ANN, chain, draft, GROUP, phone, plan, record, START } from '../test-site.ts';
import {
  dispositionOutcome,
  doneProblem,
  draftProblem,
  isComplete,
  outcomeOfDraft,
  saveProblem,
} from './disposition.ts';
import type { DoNotCallScope, Draft, Interaction } from './interaction.ts';
import { newInteraction, wrappingUp } from './interaction.ts';

const person = chain(1, { records: [record(1), record(2, { chainN: 1 })] });
const attempt = dialing(
  {
    id: attemptId('a1'),
    groupId: GROUP,
    chainId: person.id,
    recordId: record(1).id,
    phone: phone(1),
    openedAt: START,
    agentId: ANN,
    openedFor: undefined,
    cpd: undefined,
  },
  seconds(25),
);
const hungUpAt = after(START, minutes(2));
const now = after(START, minutes(9));
const dials = newInteraction(attempt, ANN, interactionId('i1'), START);
const talks: Interaction = { ...dials, phase: 'connected', connectedAt: START };
const call = {
  connectedAt: START,
  endedAt: hungUpAt,
  endedBy: 'agent',
  cpd: undefined,
  wasLive: true,
} as const;
const over = wrappingUp(talks, call, seconds(30));
const later = {
  on: { by: 'disposition', code: 'sale' },
  action: 'redial',
  intervalMs: minutes(60),
  incrementMs: millis(0),
  cycleAttempts: 1,
} as const;
const rules = plan({ treatments: [...plan().treatments, later] });
const facts = {
  plan: rules,
  chain: person,
  suppressed: new Map<string, unknown>(),
  takenBack: undefined,
  newId: recordId('new'),
};
const ended = (
  result: 'answer' | 'no-answer' | 'do-not-call',
  endedAt = hungUpAt,
  code?: string,
) => ({
  chain: person,
  recordId: record(1).id,
  result,
  code,
  endedAt,
});

test('nothing said means what is preselected, and closes the chain', () => {
  const instead = outcomeOf(ended('answer'), rules.treatments, 5);
  expect(dispositionOutcome(facts, over, draft(), now)).toEqual({
    callResult: 'answer',
    doNotCall: undefined,
    ...instead,
    instead,
  });
});

test('where nothing is preselected a conversation was an answer', () => {
  const outcomes = { ...rules.outcomes, preselected: undefined };
  const said = dispositionOutcome({ ...facts, plan: { ...rules, outcomes } }, over, draft(), now);
  expect(said.callResult).toBe('answer');
});

test('the code’s rule wins, counted from the end of the call and not from now', () => {
  const said = dispositionOutcome(facts, over, draft({ dispositionCode: 'sale' }), now);
  expect(said.next).toEqual({
    type: 'redial',
    dueAt: after(hungUpAt, minutes(60)),
    position: { trigger: 'code:sale', applied: 1 },
  });
});

test('during the call it counts from now, for the line on the screen', () => {
  const said = dispositionOutcome(facts, talks, draft({ dispositionCode: 'sale' }), now);
  expect(said.after.dueAt).toBe(after(now, minutes(60)));
});

type Said = 'answer' | 'do-not-call';

// biome-ignore format: a table is read in columns.
test.each<[why: string, said: Partial<Draft>, result: Said, scope: DoNotCallScope]>([
  ['do not call this number',           { doNotCall: 'number' },         'answer',      'number'],
  ['do not call this person',           { doNotCall: 'person' },         'answer',      'person'],
  ['the call result says the same',     { callResult: 'do-not-call' },   'do-not-call', 'number'],
  ['and the wider of both counts', { callResult: 'do-not-call', doNotCall: 'person' },
    'do-not-call', 'person'],
])('%s', (_why, said, result, scope) => {
  const blocked = blockedOutcome(ended(result), scope);
  const words = { draft: draft(said), agentId: ANN, recordId: record(1).id, endedAt: hungUpAt };
  expect(outcomeOfDraft({ ...facts, at: hungUpAt }, words)).toEqual({
    callResult: result,
    doNotCall: scope,
    ...blocked,
    instead: outcomeOf(ended(result), rules.treatments, 5),
  });
});

const outcomes = plan().outcomes;
const frozen: Outcomes = { ...outcomes, frozenAfterCall: true };
const mandatory: Outcomes = { ...outcomes, dispositionMandatory: true };
const sold: Interaction = { ...over, draft: draft({ dispositionCode: 'sale' }) };

type Row = [
  why: string,
  outcomes: Outcomes,
  interaction: Interaction,
  said: Partial<Draft>,
  problem: Refusal | undefined,
];

// biome-ignore format: a table is read in columns.
test.each<Row>([
  ['nothing need be said',             outcomes, over, {}, undefined],
  ['a code of the campaign',           outcomes, over, { dispositionCode: 'sale' }, undefined],
  ['a code of another campaign',       outcomes, over, { dispositionCode: 'golf' },
    { code: 'DISPOSITION_UNKNOWN', detail: 'golf' }],
  ['a call result of the campaign',    outcomes, over, { callResult: 'wrong-party' }, undefined],
  ['one that may not be chosen here',  outcomes, over, { callResult: 'busy' },
    { code: 'CALL_RESULT_NOT_ALLOWED', detail: 'busy' }],
  ['a code may change after the call', outcomes, sold, { dispositionCode: 'none' }, undefined],
  ['unless it is frozen',              frozen,   sold, { dispositionCode: 'none' },
    { code: 'DISPOSITION_FROZEN' }],
  ['also against being emptied',       frozen,   sold, {}, { code: 'DISPOSITION_FROZEN' }],
  ['the same code is no change',       frozen,   sold, { dispositionCode: 'sale' }, undefined],
  ['what was not said in the call can still be said', frozen, over, { dispositionCode: 'sale' },
    undefined],
  ['during the call nothing is frozen', frozen, { ...talks, draft: sold.draft },
    { dispositionCode: 'none' }, undefined],
])('%s', (_why, of, interaction, said, problem) => {
  expect(draftProblem(of, interaction, draft(said))).toEqual(problem);
});

// biome-ignore format: a table is read in columns.
test.each<Row>([
  ['a note can be kept while it rings', outcomes, dials, { note: 'vip' }, undefined],
  ['a code cannot',                     outcomes, dials, { dispositionCode: 'sale' },
    { code: 'CALL_NOT_CONNECTED' }],
  ['nor a call result',                 outcomes, dials, { callResult: 'wrong-party' },
    { code: 'CALL_NOT_CONNECTED' }],
  ['what is preselected is no choice yet', outcomes, dials, { callResult: 'answer' }, undefined],
  ['nor a do-not-call',                 outcomes, dials, { doNotCall: 'number' },
    { code: 'CALL_NOT_CONNECTED' }],
  ['in the call everything can',        outcomes, talks,
    { callResult: 'answer', dispositionCode: 'sale', doNotCall: 'person' }, undefined],
  ['but no unknown code',               outcomes, talks, { dispositionCode: 'golf' },
    { code: 'DISPOSITION_UNKNOWN', detail: 'golf' }],
])('%s', (_why, of, interaction, said, problem) => {
  expect(saveProblem(of, interaction, draft(said))).toEqual(problem);
});

// biome-ignore format: a table is read in columns.
test.each<Row>([
  ['done without a code',                   outcomes,  over, {}, undefined],
  ['not where one is mandatory',            mandatory, over, {}, { code: 'DISPOSITION_MISSING' }],
  ['there with one',                       mandatory, over, { dispositionCode: 'sale' }, undefined],
  ['an unknown code is named first',        mandatory, over, { dispositionCode: 'golf' },
    { code: 'DISPOSITION_UNKNOWN', detail: 'golf' }],
  ['mandatory and frozen can still be done', { ...mandatory, frozenAfterCall: true }, over,
    { dispositionCode: 'sale' }, undefined],
])('%s', (_why, of, interaction, said, problem) => {
  expect(doneProblem(of, interaction, draft(said))).toEqual(problem);
});

test('complete is a draft that nothing mandatory is missing from', () => {
  expect([
    isComplete(outcomes, draft()),
    isComplete(mandatory, draft()),
    isComplete(mandatory, draft({ dispositionCode: 'none' })),
  ]).toEqual([true, false, true]);
});
