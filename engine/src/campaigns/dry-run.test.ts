import { expect, test } from 'vitest';
import { hours, instant, minutes } from '../basics/time.ts';
import type { CallResult } from '../calling-lists/call-result.ts';
import type { Treatment, TreatmentTrigger } from '../calling-lists/treatment.ts';
import type { DryRunLine, MadeUpPerson } from './dry-run.ts';
import { DRY_RUN_LINES_MAX, liveThrough } from './dry-run.ts';

const at = instant(Date.UTC(2026, 0, 5, 20, 0));
const person: MadeUpPerson = {
  numbers: 1,
  attemptsMax: 10,
  zone: 'America/New_York',
  isPersonal: false,
  at,
};
const on = (result: CallResult): TreatmentTrigger => ({ by: 'call-result', result });
const cycle = (interval: number, increment: number, cycleAttempts: number) => ({
  intervalMs: minutes(interval),
  incrementMs: minutes(increment),
  cycleAttempts,
});
const plan: readonly Treatment[] = [
  { on: on('busy'), action: 'redial', ...cycle(30, 5, 3) },
  { on: on('busy'), sequence: 2, action: 'next-in-chain-after', ...cycle(60, 0, 1) },
  { on: on('fax'), action: 'update-chain' },
  { on: on('no-answer'), action: 'redial', ...cycle(0, 0, 100) },
  { on: on('agent-callback-error'), action: 'redial', ...cycle(10, 0, 1) },
  {
    on: on('agent-callback-error'),
    sequence: 2,
    action: 'assign-to-group',
    intervalMs: minutes(0),
  },
  {
    on: { by: 'disposition', code: 'later' },
    action: 'reschedule',
    days: 1,
    time: '10:00',
    cycleAttempts: 1,
  },
  { on: on('do-not-call'), action: 'redial', ...cycle(1, 0, 1) },
  { on: on('wrong-party'), action: 'delegate', returnAfterMs: minutes(90) },
  { on: on('wrong-party'), sequence: 2, action: 'redial', ...cycle(5, 0, 1) },
  { on: on('wrong-number'), action: 'delegate' },
];

/** A line as `1 → 2 in 60 [0]`: number, the next one, its wait in minutes and the rule's place. */
function told({ number, rule, isReturned, next }: DryRunLine): string {
  const by = `${isReturned ? '(back) ' : ''}[${rule ?? '-'}]`;
  if (next.type === 'delegate') return `${number} out for ${next.afterMs / minutes(1)} ${by}`;
  if (next.type === 'end') return `${number} ends: ${next.why} ${by}`;
  const to = next.type === 'next' ? next.number : number;
  return `${number} → ${to} in ${next.afterMs / minutes(1)} ${by}`;
}
const lived = (result: CallResult, of: Partial<MadeUpPerson> = {}): string[] =>
  liveThrough(plan, on(result), { ...person, ...of }).lines.map(told);

// biome-ignore format: a table is read in columns.
test.each<[why: string, result: CallResult, of: Partial<MadeUpPerson>, lines: string[]]>([
  ['the published example, and the next number after it', 'busy', { numbers: 2 },
    ['1 → 1 in 30 [0]', '1 → 1 in 35 [0]', '1 → 1 in 40 [0]', '1 → 2 in 60 [1]',
      '2 → 2 in 30 [0]', '2 → 2 in 35 [0]', '2 → 2 in 40 [0]', '2 ends: used-up [-]']],
  ['the limit of attempts comes first', 'busy', { attemptsMax: 2 },
    ['1 → 1 in 30 [0]', '1 ends: limit [-]']],
  ['a rule ends it',                  'fax', {}, ['1 ends: rule [2]']],
  ['a result without a rule ends it', 'silence', { numbers: 3 }, ['1 ends: no-rule [-]']],
  ['a missed callback, until it is anybody’s', 'agent-callback-error', { isPersonal: true },
    ['1 → 1 in 10 [4]', '1 → 1 in 0 [5]']],
  ['what is nobody’s cannot be missed', 'agent-callback-error', {}, ['1 → 1 in 10 [4]']],
  ['delegated, and given back by nobody', 'wrong-party', { numbers: 2 },
    ['1 out for 90 [8]', '1 → 1 in 5 (back) [9]', '1 → 2 in 0 [-]',
      '2 out for 90 [8]', '2 → 2 in 5 (back) [9]', '2 ends: used-up [-]']],
  ['also where no attempt is left', 'wrong-party', { attemptsMax: 1 },
    ['1 out for 90 [8]', '1 ends: limit (back) [-]']],
  ['with nothing behind it', 'wrong-number', {},
    ['1 out for 1440 [10]', '1 ends: used-up (back) [-]']],
  ['a do-not-call ends it whatever the plan says', 'do-not-call', {}, ['1 ends: blocked [-]']],
  ['so does a cancelled record',               'cancel-record', {}, ['1 ends: cancelled [-]']],
])('%s', (_why, result, of, lines) => {
  expect(lived(result, of)).toEqual(lines);
});

test('a disposition lives by its own rules', () => {
  const { lines } = liveThrough(plan, { by: 'disposition', code: 'later' }, person);
  // From nine in the morning to ten of the next day, in the zone of the person.
  expect(lines.map(told)).toEqual([
    `1 → 1 in ${hours(25) / minutes(1)} [6]`,
    '1 ends: used-up [-]',
  ]);
});

test('a long life is not told to its end', () => {
  const often: Treatment = { on: on('busy'), action: 'next-in-chain', cycleAttempts: 100 };
  const life = liveThrough([often], on('busy'), { ...person, numbers: 5, attemptsMax: 1_000 });
  expect([life.lines.length, life.isCut]).toEqual([DRY_RUN_LINES_MAX, true]);
});
