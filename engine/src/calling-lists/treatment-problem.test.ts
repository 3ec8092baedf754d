import { expect, test } from 'vitest';
import type { Refusal } from '../basics/refusal.ts';
import { millis, minutes } from '../basics/time.ts';
import type { Treatment, TreatmentAction } from './treatment.ts';
import { treatmentProblem } from './treatment-problem.ts';

const busy = { by: 'call-result', result: 'busy' } as const;
const missed = { by: 'call-result', result: 'agent-callback-error' } as const;
const code = { by: 'disposition', code: 'busy' } as const;
const close: TreatmentAction = { action: 'close' };
const cycle = { intervalMs: minutes(5), incrementMs: millis(0), cycleAttempts: 1 };
const at = (local: string): TreatmentAction => ({ action: 'retry-at', local });
const notAllowed = (action: string): Refusal => ({
  code: 'TREATMENT_NOT_ALLOWED',
  detail: `agent-callback-error, ${action}`,
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, plan: readonly Treatment[], problem: Refusal | undefined]>([
  ['no rules',                       [], undefined],
  ['one after the other',            [{ on: busy, ...close }, { on: busy, sequence: 2, ...close }],
    undefined],
  ['a code named like a result',     [{ on: busy, ...close }, { on: code, ...close }], undefined],
  ['two in one place',               [{ on: busy, ...close }, { on: busy, sequence: 1, ...close }],
    { code: 'TREATMENT_PLACE_TAKEN', detail: 'busy, 1' }],
  ['a date that is in no calendar',  [{ on: busy, ...at('2026-02-30T10:00') }],
    { code: 'TREATMENT_DATE_INVALID', detail: '2026-02-30T10:00' }],
  ['also for the next number', [{ on: busy, action: 'next-in-chain-at', local: 'soon' }],
    { code: 'TREATMENT_DATE_INVALID', detail: 'soon' }],
  ['a date that clocks go over somewhere', [{ on: busy, ...at('2026-03-08T02:30') }], undefined],
  ['a missed callback, again',       [{ on: missed, action: 'redial', ...cycle }], undefined],
  ['on the same day',                [{ on: missed, action: 'retry-in', ...cycle }], undefined],
  ['at a date',                      [{ on: missed, ...at('2026-03-08T10:00') }], undefined],
  ['to the group', [{ on: missed, action: 'assign-to-group', intervalMs: millis(0) }], undefined],
  ['as an error',                    [{ on: missed, action: 'mark-agent-error' }], undefined],
  ['not to another number',          [{ on: missed, action: 'next-in-chain' }],
    notAllowed('next-in-chain')],
  ['nor to another system',          [{ on: missed, action: 'delegate' }], notAllowed('delegate')],
  ['a result for another system',    [{ on: busy, action: 'delegate' }], undefined],
  ['nor to an end',                  [{ on: missed, ...close }], notAllowed('close')],
])('a plan with %s', (_why, plan, problem) => {
  expect(treatmentProblem(plan)).toEqual(problem);
});
