import { expect, test } from 'vitest';
import { instant, minutes, seconds } from '../basics/time.ts';
import type { CallResult } from '../calling-lists/call-result.ts';
import type { Treatment, TreatmentAction, TreatmentTrigger } from '../calling-lists/treatment.ts';
import type { Detection } from './call-dry-run.ts';
import { DROP_ALL } from './call-treatments.ts';
import type { DryRunOrder, PlanFinding } from './plan-findings.ts';
import { dryRun } from './plan-findings.ts';

const on = (result: CallResult): TreatmentTrigger => ({ by: 'call-result', result });
const said = (code: string): TreatmentTrigger => ({ by: 'disposition', code });
const redial = (cycleAttempts: number) => ({
  action: 'redial' as const,
  intervalMs: minutes(5),
  incrementMs: minutes(0),
  cycleAttempts,
});
const close: TreatmentAction = { action: 'close' };
const MET: readonly CallResult[] = [
  'no-answer',
  'busy',
  'answering-machine',
  'fax',
  'silence',
  'sit-invalid-number',
  'abandoned',
  'dropped',
];
/** So that nothing is found but what a row is about. */
const rest = (but: readonly CallResult[]): readonly Treatment[] =>
  MET.filter((result) => !but.includes(result)).map((result) => ({ on: on(result), ...close }));

const order = (plan: readonly Treatment[], attemptsMax = 10): DryRunOrder => ({
  plan,
  outcomes: { callResults: [], dispositions: ['later'] },
  person: {
    numbers: 2,
    attemptsMax,
    zone: 'America/New_York',
    at: instant(Date.UTC(2026, 0, 5, 14, 0)),
  },
});
const never = (rule: number, why: string): object => ({ type: 'never-reached', rule, why });
const still = (action: TreatmentAction, sequence = 2): Treatment => ({
  on: on('busy'),
  sequence,
  ...action,
});
const at = (local: string): TreatmentAction => ({ action: 'retry-at', local });
const sameDay = { ...redial(50), action: 'retry-in' as const };
const toGroup: TreatmentAction = { action: 'assign-to-group', intervalMs: minutes(0) };

// biome-ignore format: a table is read in columns.
test.each<[why: string, plan: readonly Treatment[], attemptsMax: number, findings: object[]]>([
  ['a do-not-call that leads to a redial', [{ on: on('do-not-call'), ...redial(1) }], 10,
    [{ type: 'called-after-do-not-call', rule: 0 }]],
  ['or to another number of the person', [{ on: on('do-not-call'), action: 'next-in-chain' }], 10,
    [{ type: 'called-after-do-not-call', rule: 0 }]],
  ['or to another system', [{ on: on('do-not-call'), action: 'delegate' }], 10,
    [{ type: 'called-after-do-not-call', rule: 0 }]],
  ['a wrong number may be delegated, and given back by nobody goes on',
    [{ on: on('wrong-number'), action: 'delegate' },
      { on: on('wrong-number'), sequence: 2, action: 'next-in-chain' }], 10, []],
  ['a do-not-call that ends is no contradiction', [{ on: on('do-not-call'), ...close }], 10, []],
  ['a wrong number that is dialed again', [{ on: on('wrong-number'), ...redial(1) }], 10,
    [{ type: 'dead-number-again', rule: 0 }]],
  ['but its person’s other number may be', [{ on: on('wrong-number'), action: 'next-in-chain' }],
    10, []],
  ['a rule in the turn of another', [still(redial(1), 1), still(close, 1)], 10,
    [never(1, 'turn-taken')]],
  ['a rule after the end', [still(close, 1), still(redial(1))], 10, [never(1, 'ended-before')]],
  ['a turn that only an agent’s record has', [still(redial(3), 1), still(toGroup)], 10,
    []],
  ['a rule that the limit keeps from its turn', [still(redial(5), 1), still(at('2027-01-01T10:00'))],
    5, [{ type: 'cut-short', rule: 0, times: 4 }, never(1, 'limit')]],
  ['a cycle longer than the limit', [still(redial(9), 1)], 4,
    [{ type: 'cut-short', rule: 0, times: 3 }]],
  ['a day shorter than the cycle', [still({ ...sameDay, intervalMs: minutes(300) }, 1)], 60,
    [{ type: 'cut-short', rule: 0, times: 2 }]],
  ['a date that has passed', [still(at('2026-01-04T10:00'), 1)], 10, [never(0, 'date-passed')]],
  ['a date to come',         [still(at('2026-02-04T10:00'), 1)], 10, []],
  ['a code that does not exist', [{ on: said('gone'), ...close }], 10,
    [never(0, 'disposition-unknown')]],
  ['a code that does', [{ on: said('later'), ...redial(1) }], 10, []],
  ['a result that no plan is asked about', [{ on: on('cancel-record'), ...close }], 10,
    [never(0, 'never-asked')]],
  ['a wait that no day has room for',
    [still({ ...sameDay, intervalMs: minutes(2_000) }, 1)], 10, [never(0, 'not-possible')]],
])('%s', (_why, plan, attemptsMax, findings) => {
  const results = plan.flatMap((rule) => (rule.on.by === 'call-result' ? [rule.on.result] : []));
  const found = dryRun(order([...plan, ...rest(results)], attemptsMax)).findings;
  expect(found).toEqual(findings);
});

test('a result without a rule is found, and lived through to its end', () => {
  const outcomes = {
    callResults: ['answer', 'fax', 'do-not-call'] as const,
    dispositions: [],
  };
  const { findings, lives } = dryRun({ ...order(rest(['silence', 'fax'])), outcomes });
  expect(findings).toEqual<PlanFinding[]>([
    { type: 'no-rule', result: 'fax' },
    { type: 'no-rule', result: 'silence' },
    { type: 'no-rule', result: 'answer' },
  ]);
  expect(lives.slice(-3).map(({ on: of, lines }) => [of, lines])).toEqual(
    (['fax', 'silence', 'answer'] as const).map((result) => [
      on(result),
      [{ number: 1, rule: undefined, next: { type: 'end', why: 'no-rule' } }],
    ]),
  );
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, when: Detection['when'], gaps: CallResult[]]>([
  ['before the agent every verdict needs a rule', 'before', ['answering-machine', 'fax', 'silence']],
  ['silence beside the call is never a result',   'beside', ['answering-machine', 'fax']],
  ['without detection only an agent could say it', 'off',   ['fax']],
])('%s', (_why, when, gaps) => {
  const detection = { when, verdictMs: seconds(3), callTreatments: DROP_ALL };
  const outcomes = { callResults: ['fax'] as const, dispositions: [] };
  const plan = rest(['answering-machine', 'fax', 'silence']);
  const { findings, calls, lives } = dryRun({ ...order(plan), outcomes, detection });
  expect(findings).toEqual(gaps.map((result) => ({ type: 'no-rule', result })));
  // Whatever a call leads to is lived through.
  const lived = lives.map(({ on: of }) => of.by === 'call-result' && of.result);
  expect(calls.every(({ result }) => result === undefined || lived.includes(result))).toBe(true);
});

test('without a word of detection nothing is said of calls', () => {
  expect(dryRun(order([])).calls).toEqual([]);
});

test('each trigger is lived through once, in the order of the plan', () => {
  const plan = [still(redial(1), 1), { on: said('later'), ...close }, still(close)];
  const { lives } = dryRun(order([...plan, ...rest(['busy'])]));
  const keys = lives.map(({ on: of }) => (of.by === 'disposition' ? of.code : of.result));
  expect(keys.slice(0, 3)).toEqual(['busy', 'later', 'no-answer']);
  expect(new Set(keys).size).toBe(keys.length);
});
