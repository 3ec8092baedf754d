import { AGENT_CALL_RESULTS, CALL_RESULTS } from '@outpace/engine/calling-lists/call-result.ts';
import { TREATMENT_OWNERS } from '@outpace/engine/calling-lists/treatment.ts';
import { CALL_FATES } from '@outpace/engine/campaigns/call-dry-run.ts';
import { NO_PERSON_VERDICTS } from '@outpace/engine/campaigns/call-treatments.ts';
import { DRY_RUN_ENDS } from '@outpace/engine/campaigns/dry-run.ts';
import { NEVER_REACHED } from '@outpace/engine/campaigns/plan-findings.ts';
import { CPD_TIMES } from '@outpace/engine/campaigns/voice.ts';
import { Type } from 'typebox';
import { CallTreatmentsBody } from './call-treatments.ts';
import { closed, oneOf } from './schema.ts';

const of = <Kind extends string>(word: Kind) => Type.Literal(word);
const days = (count: number, description: string) =>
  Type.Integer({ minimum: 0, maximum: count * 86_400_000, description });

export const TriggerBody = Type.Union([
  closed({ by: of('call-result'), result: oneOf(CALL_RESULTS) }),
  closed({ by: of('disposition'), code: Type.String({ minLength: 1, maxLength: 60 }) }),
]);
export type TriggerBody = Type.Static<typeof TriggerBody>;

const often = (description: string) => Type.Integer({ minimum: 1, maximum: 100, description });
const interval = () => days(90, 'Wait before the first time, ms after the end of the call');

const rule = {
  on: TriggerBody,
  sequence: Type.Optional(often('Place among the rules for the same trigger; without it 1')),
};
const cycle = {
  intervalMs: interval(),
  incrementMs: days(30, 'Added to the wait after every time, ms'),
  cycleAttempts: often('Times in a row before the chain goes on'),
};
const owned = {
  owner: Type.Optional(
    Type.Unsafe<(typeof TREATMENT_OWNERS)[number]>(
      Type.String({
        enum: [...TREATMENT_OWNERS],
        description:
          'Whose the next attempt is: anybody’s of the campaign, or the agent’s who had the ' +
          'record. Without it the record stays whose it is',
      }),
    ),
  ),
};
const passes = {
  cycleAttempts: Type.Optional(often('Times that the chain is gone through; without it 1')),
};
const dated = {
  local: Type.String({
    pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}$',
    description: 'Date and time on the clock of the contact, `2026-12-01T10:00`',
  }),
};

/** One rule of a campaign: what becomes of a chain after this call result or disposition. */
export const TreatmentBody = Type.Union([
  closed({ ...rule, action: of('redial'), ...cycle, ...owned }),
  closed({ ...rule, action: of('retry-in'), ...cycle, ...owned }),
  closed({ ...rule, action: of('retry-at'), ...dated, ...owned }),
  closed({
    ...rule,
    action: of('reschedule'),
    days: Type.Integer({ minimum: 0, maximum: 365 }),
    time: Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', description: 'The contact’s' }),
    cycleAttempts: cycle.cycleAttempts,
    ...owned,
  }),
  closed({ ...rule, action: of('next-in-chain'), ...passes }),
  closed({ ...rule, action: of('next-in-chain-after'), ...cycle }),
  closed({ ...rule, action: of('next-in-chain-at'), ...dated, ...passes }),
  closed({ ...rule, action: of('assign-to-group'), intervalMs: interval() }),
  closed({
    ...rule,
    action: of('delegate'),
    returnAfterMs: Type.Optional(
      Type.Integer({
        minimum: 60_000,
        maximum: 90 * 86_400_000,
        description:
          'How long whoever is outside has the person before the next rule has its turn, ms; ' +
          'without it a day',
      }),
    ),
  }),
  closed({ ...rule, action: of('close') }),
  closed({ ...rule, action: of('update-chain') }),
  closed({ ...rule, action: of('mark-agent-error') }),
]);
export type TreatmentBody = Type.Static<typeof TreatmentBody>;

/** POST /api/treatments/dry-run: rules that need not be saved, and a person who is made up. */
export const DryRunBody = closed({
  treatments: Type.Array(TreatmentBody, { maxItems: 200 }),
  callResults: Type.Array(oneOf(AGENT_CALL_RESULTS), { maxItems: 10 }),
  /** Codes that agents may say. */
  dispositions: Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { maxItems: 500 }),
  /** Attempts on one number that the list allows. */
  attemptsMax: Type.Integer({ minimum: 1, maximum: 1_000 }),
  /** Numbers of the person. */
  numbers: Type.Integer({ minimum: 1, maximum: 5 }),
  /** IANA zone of the person. */
  zone: Type.String({ minLength: 1, maxLength: 60 }),
  /** As in `voice.cpd` and `limits` of the campaign; without it nothing is said of calls. */
  detection: Type.Optional(
    closed({
      when: oneOf(CPD_TIMES),
      verdictMs: Type.Integer({ minimum: 0, maximum: 10_000, description: 'ms' }),
      callTreatments: CallTreatmentsBody,
    }),
  ),
});
export type DryRunBody = Type.Static<typeof DryRunBody>;

const place = () => Type.Integer({ minimum: 0, description: 'Place of the rule in the plan' });
const afterMs = () => Type.Integer({ description: 'ms after the end of this attempt' });
const number = () => Type.Integer({ minimum: 1, description: 'Which number of the person' });

const DryRunLineBody = closed({
  number: number(),
  rule: Type.Union([place(), Type.Null()]),
  /** Nobody was called: whoever is outside has not given the chain back in time. */
  isReturned: Type.Optional(Type.Literal(true)),
  next: Type.Union([
    closed({ type: of('again'), afterMs: afterMs() }),
    closed({ type: of('next'), number: number(), afterMs: afterMs() }),
    closed({ type: of('delegate'), afterMs: afterMs() }),
    closed({ type: of('end'), why: oneOf(DRY_RUN_ENDS) }),
  ]),
});
export type DryRunLineBody = Type.Static<typeof DryRunLineBody>;

const DryRunLifeBody = closed({
  on: TriggerBody,
  lines: Type.Array(DryRunLineBody),
  isCut: Type.Boolean(),
});
export type DryRunLifeBody = Type.Static<typeof DryRunLifeBody>;

const PlanFindingBody = Type.Union([
  closed({ type: of('called-after-do-not-call'), rule: place() }),
  closed({ type: of('dead-number-again'), rule: place() }),
  closed({ type: of('no-rule'), result: oneOf(CALL_RESULTS) }),
  closed({ type: of('never-reached'), rule: place(), why: oneOf(NEVER_REACHED) }),
  closed({ type: of('cut-short'), rule: place(), times: Type.Integer() }),
]);
export type PlanFindingBody = Type.Static<typeof PlanFindingBody>;

const CallDryRunBody = closed({
  verdict: oneOf(NO_PERSON_VERDICTS),
  /** `agent`: nothing listens, or not to this; an agent gets the call and hears it. */
  fate: oneOf(CALL_FATES),
  /** By which of the lives the chain goes on; null: by what the agent says. */
  result: Type.Union([oneOf(CALL_RESULTS), Type.Null()]),
});
export type CallDryRunBody = Type.Static<typeof CallDryRunBody>;

/** What each result leads to, attempt by attempt, and what does not fit. */
export const DryRunAnswer = closed({
  lives: Type.Array(DryRunLifeBody),
  findings: Type.Array(PlanFindingBody),
  /** What becomes of answers that are no person's; empty where nothing is said of detection. */
  calls: Type.Array(CallDryRunBody),
});
export type DryRunAnswer = Type.Static<typeof DryRunAnswer>;
