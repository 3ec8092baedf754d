import { describe, expect, test } from 'vitest';
import type { Instant } from '../basics/time.ts';
import { after, hours, instant, minutes } from '../basics/time.ts';
import { chain, record } from '../test-site.ts';
import type { CallResult } from './call-result.ts';
import type { Chain } from './chain.ts';
import type { CallingRecord } from './record.ts';
import { FAULTS_MAX, type Ruling, type Treated, treat, treatReturned } from './treat.ts';
import type { Treatment, TreatmentPosition, TreatmentTrigger } from './treatment.ts';

/** Nine in the morning in New York, where the contacts are. */
const at = instant(Date.UTC(2026, 0, 5, 14, 0));
const on = (result: CallResult): TreatmentTrigger => ({ by: 'call-result', result });
const said = (code: string): TreatmentTrigger => ({ by: 'disposition', code });
const cycle = (interval: number, increment: number, cycleAttempts: number) => ({
  intervalMs: minutes(interval),
  incrementMs: minutes(increment),
  cycleAttempts,
});
const redial = (result: CallResult, ...of: Parameters<typeof cycle>): Treatment => ({
  on: on(result),
  action: 'redial',
  ...cycle(...of),
});

const persons = (numbers: number, overrides: Partial<CallingRecord> = {}): Chain =>
  chain(1, {
    records: Array.from({ length: numbers }, (_, chainN) =>
      record(chainN + 1, { chainN, attempts: 1, ...overrides }),
    ),
  });
const stands = (trigger: string, applied: number, sequence?: number): TreatmentPosition => ({
  trigger,
  applied,
  sequence,
});
const treated = (result: CallResult, of: Partial<Treated> = {}): Treated => ({
  result,
  code: undefined,
  chain: persons(1),
  endedAt: at,
  attemptsMax: 10,
  ...of,
});
const from = (treatment: TreatmentPosition | undefined, numbers = 1) => ({
  chain: { ...persons(numbers), treatment },
});

/** A ruling in one word and, where it waits, its minutes. */
function told(ruling: Ruling): string {
  const wait = ruling.type === 'end' ? 0 : (ruling.dueAt - at) / minutes(1);
  switch (ruling.type) {
    case 'again':
      return `again in ${wait}`;
    case 'next':
      return `number ${ruling.place + 1} in ${wait}`;
    case 'delegate':
      return `delegated for ${wait}`;
    case 'end':
      return ruling.as;
  }
}

describe('one result after the other', () => {
  /** Every attempt ends the same way until nothing is left to do; all of it, told. */
  function lived(
    plan: readonly Treatment[],
    results: readonly CallResult[],
    numbers = 1,
  ): string[] {
    let now: Chain = persons(numbers);
    return results.map((result) => {
      const ruling = treat(plan, treated(result, { chain: now }));
      if (ruling.type === 'end') return told(ruling);
      const position = ruling.type === 'next' ? ruling.place : now.position;
      now = { ...now, position, treatment: ruling.position };
      return told(ruling);
    });
  }
  const times = (count: number, result: CallResult): CallResult[] => Array(count).fill(result);

  // biome-ignore format: a table is read in columns.
  test.each<[why: string, plan: readonly Treatment[], results: CallResult[], life: string[]]>([
    ['interval 30, increment 5, cycle 3: the published example',
      [redial('no-answer', 30, 5, 3)], times(4, 'no-answer'),
      ['again in 30', 'again in 35', 'again in 40', 'close']],
    ['a sequence is walked by its numbers, however the plan is ordered',
      [{ ...redial('busy', 60, 0, 1), sequence: 7 }, { ...redial('busy', 5, 0, 2), sequence: 2 }],
      times(4, 'busy'), ['again in 5', 'again in 5', 'again in 60', 'close']],
    ['another result in between starts the sequence anew',
      [redial('busy', 5, 0, 2), { ...redial('busy', 60, 0, 1), sequence: 2 },
        redial('no-answer', 9, 1, 5)],
      ['busy', 'busy', 'no-answer', 'no-answer', 'busy', 'busy', 'busy', 'busy'],
      ['again in 5', 'again in 5', 'again in 9', 'again in 10',
        'again in 5', 'again in 5', 'again in 60', 'close']],
    ['the first of two rules with one number wins',
      [redial('busy', 5, 0, 1), redial('busy', 99, 0, 99)], times(2, 'busy'),
      ['again in 5', 'close']],
    ['a sequence may end in a mark',
      [redial('busy', 5, 0, 1), { on: on('busy'), sequence: 2, action: 'mark-agent-error' }],
      times(2, 'busy'), ['again in 5', 'mark-agent-error']],
  ])('%s', (_why, plan, results, life) => {
    expect(lived(plan, results)).toEqual(life);
  });

  const next = (cycleAttempts?: number): Treatment => ({
    on: on('busy'),
    action: 'next-in-chain',
    cycleAttempts,
  });

  // biome-ignore format: a table is read in columns.
  test.each<[why: string, plan: readonly Treatment[], numbers: number, life: string[]]>([
    ['one pass when nothing is said', [next()], 3, ['number 2 in 0', 'number 3 in 0', 'close']],
    ['the chain is repeated as many times as the cycle says', [next(2)], 3,
      ['number 2 in 0', 'number 3 in 0', 'number 1 in 0', 'number 2 in 0', 'number 3 in 0', 'close']],
    ['of one number it has no next, however often it may', [next(9)], 1, ['close']],
    ['each number has its redials first, in each pass',
      [redial('busy', 5, 0, 1), { ...next(2), sequence: 2 }], 2,
      ['again in 5', 'number 2 in 0', 'again in 5', 'number 1 in 0',
        'again in 5', 'number 2 in 0', 'again in 5', 'close']],
    ['after the interval, longer by the increment in each pass',
      [{ on: on('busy'), action: 'next-in-chain-after', ...cycle(10, 3, 2) }], 2,
      ['number 2 in 10', 'number 1 in 10', 'number 2 in 13', 'close']],
    ['redials that are used up go on to the next number by themselves',
      [redial('busy', 5, 0, 1)], 2, ['again in 5', 'number 2 in 0', 'again in 5', 'close']],
  ])('through a chain: %s', (_why, plan, numbers, life) => {
    expect(lived(plan, times(life.length, 'busy'), numbers)).toEqual(life);
  });
});

const retryIn = (interval: number): Treatment => ({
  on: on('busy'),
  action: 'retry-in',
  ...cycle(interval, 0, 2),
});
const retryAt = (local: string): Treatment => ({ on: on('busy'), action: 'retry-at', local });
const nextAt = (local: string): Treatment => ({
  on: on('busy'),
  action: 'next-in-chain-at',
  local,
});
const reschedule = (days: number, time: string): Treatment => ({
  on: on('busy'),
  action: 'reschedule',
  days,
  time,
  cycleAttempts: 2,
});
const toGroup: Treatment = { on: on('busy'), action: 'assign-to-group', intervalMs: minutes(3) };
const delegate = (returnAfter?: number): Treatment => ({
  on: on('busy'),
  action: 'delegate',
  ...(returnAfter !== undefined && { returnAfterMs: minutes(returnAfter) }),
});
const owned = { type: 'personal-callback', agentId: 'agent' as CallingRecord['agentId'] } as const;
const inLisbon = (chained: Chain): Chain => ({
  ...chained,
  records: chained.records.map((each, n) => (n === 1 ? { ...each, zone: 'Europe/Lisbon' } : each)),
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, rule: Treatment, of: Partial<Treated>, then: string]>([
  ['a retry waits its interval',                retryIn(90),  {}, 'again in 90'],
  ['and is used up after its cycle', retryIn(90), from(stands('result:busy', 2)), 'close'],
  ['it is never another day’s',                 retryIn(16 * 60), {}, 'close'],
  ['nor one on which the window closes before', retryIn(13 * 60), {}, 'close'],
  ['then the next number has its turn', retryIn(16 * 60), { chain: persons(2) }, 'number 2 in 0'],
  ['at a date on the clock of the contact', retryAt('2026-01-05T15:30'), {}, 'again in 390'],
  ['once',        retryAt('2026-01-05T15:30'), from(stands('result:busy', 1)), 'close'],
  ['a date that has passed leads nowhere', retryAt('2026-01-05T08:59'), {}, 'close'],
  ['nor does one that is now',             retryAt('2026-01-05T09:00'), {}, 'close'],
  ['a time that clocks go over is the first after it', retryAt('2026-03-08T02:30'), {},
    `again in ${(Date.UTC(2026, 2, 8, 7, 30) - at) / 60_000}`],
  ['the next number at a date, on its own clock', nextAt('2026-01-05T15:30'),
    { chain: inLisbon(persons(2)) }, 'number 2 in 90'],
  ['at once when the date has passed', nextAt('2026-01-05T08:00'), { chain: persons(2) },
    'number 2 in 0'],
  ['some days later at an hour there', reschedule(2, '10:00'), {}, 'again in 2940'],
  ['later today',                      reschedule(0, '10:00'), {}, 'again in 60'],
  ['tomorrow when the hour has passed', reschedule(0, '09:00'), {}, 'again in 1440'],
  ['as often as its cycle says', reschedule(2, '10:00'), from(stands('result:busy', 2)), 'close'],
  ['a personal callback becomes the group’s', toGroup, { chain: persons(1, owned) }, 'again in 3'],
  ['what is nobody’s is not',                 toGroup, {}, 'close'],
  ['delegated for as long as the rule says', delegate(90), {}, 'delegated for 90'],
  ['for a day where it does not say',        delegate(),   {}, 'delegated for 1440'],
  ['once in a row', delegate(), from(stands('result:busy', 1)), 'close'],
  ['also where no attempt is left', delegate(), { attemptsMax: 1 }, 'delegated for 1440'],
  ['the whole chain is written',   { on: on('busy'), action: 'update-chain' }, {}, 'update-chain'],
  ['the end',                      { on: on('busy'), action: 'close' },        {}, 'close'],
  ['the agent’s error', { on: on('busy'), action: 'mark-agent-error' }, {}, 'mark-agent-error'],
])('%s', (_why, rule, of, then) => {
  expect(told(treat([rule], treated('busy', of)))).toBe(then);
});

const rules: readonly Treatment[] = [
  redial('busy', 5, 0, 3),
  redial('no-answer', 60, 30, 3),
  { on: said('later'), action: 'redial', ...cycle(7, 0, 1) },
  { on: said('sold'), action: 'close' },
];

// biome-ignore format: a table is read in columns.
test.each<[why: string, of: Treated, then: string]>([
  ['a plan that says nothing of it calls nobody', treated('silence', { chain: persons(2) }),
    'close'],
  ['what the agent said wins over the result', treated('busy', { code: 'later' }), 'again in 7'],
  ['also to end the chain',                    treated('busy', { code: 'sold' }), 'close'],
  ['a code without a rule leaves it to the result', treated('busy', { code: 'hm' }), 'again in 5'],
  ['a code counts by itself',
    treated('busy', { code: 'later', ...from(stands('result:busy', 2)) }), 'again in 7'],
  ['and is used up by itself, whatever the result’s rule would do',
    treated('busy', { code: 'later', ...from(stands('code:later', 1)) }), 'close'],
  ['the last attempt of the list’s limit is the last', treated('busy', { attemptsMax: 1 }), 'close'],
  ['or the next number’s turn',
    treated('busy', { attemptsMax: 2, chain: { ...persons(2), records: [
      record(1, { attempts: 2 }), record(2)] } }), 'number 2 in 0'],
  ['a number without attempts left is passed over',
    treated('busy', { attemptsMax: 2, chain: { ...persons(3), records: [
      record(1, { attempts: 2 }), record(2, { attempts: 2 }), record(3)] } }), 'number 3 in 0'],
  ['a position of an older release has no numbers',
    treated('busy', from({ trigger: 'result:busy', applied: 2 })), 'again in 5'],
])('%s', (_why, of, then) => {
  expect(told(treat(rules, of))).toBe(then);
});

test('the position names the trigger, the rule’s number, its time and the pass', () => {
  const plan = [{ ...redial('busy', 5, 0, 3), sequence: 2 }];
  const before = { trigger: 'chain', applied: 0, pass: 2 };
  expect(treat(plan, treated('busy', from(before, 2)))).toEqual({
    rule: plan[0],
    type: 'again',
    dueAt: after(at, minutes(5)),
    position: { trigger: 'result:busy', applied: 1, sequence: 2, pass: 2 },
  });
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, plan: readonly Treatment[], of: Partial<Treated>, then: string]>([
  ['the rule behind the delegation has its turn',
    [delegate(), { ...redial('busy', 5, 0, 3), sequence: 2 }], from(stands('result:busy', 1)),
    'again in 5'],
  ['another delegation too, once',
    [delegate(), { ...delegate(90), sequence: 2 }], from(stands('result:busy', 1)),
    'delegated for 90'],
  ['it is used up as well then',
    [delegate(), { ...delegate(90), sequence: 2 }], from(stands('result:busy', 1, 2)), 'close'],
  ['what calls again does not where no attempt is left',
    [delegate(), { ...redial('busy', 5, 0, 3), sequence: 2 }],
    { ...from(stands('result:busy', 1)), attemptsMax: 1 }, 'close'],
  ['the next number without another rule', [delegate()], from(stands('result:busy', 1), 2),
    'number 2 in 0'],
  ['the end where there is none', [delegate()], from(stands('result:busy', 1)), 'close'],
  ['or where the plan says so', [delegate(), { on: on('busy'), sequence: 2, action: 'close' }],
    from(stands('result:busy', 1), 2), 'close'],
  ['rules of a disposition are its own',
    [{ ...delegate(), on: said('visit') }, { ...redial('busy', 5, 0, 9), sequence: 2 },
      { on: said('visit'), sequence: 2, action: 'redial', ...cycle(7, 0, 1) }],
    from(stands('code:visit', 1)), 'again in 7'],
  ['a plan that knows nothing of it calls nobody', [redial('busy', 5, 0, 3)],
    from(stands('code:visit', 1), 2), 'close'],
  ['nor does one without a position', [delegate()], {}, 'close'],
])('given back by nobody: %s', (_why, plan, of, then) => {
  expect(told(treatReturned(plan, treated('busy', of)))).toBe(then);
});

test('a delegation that nobody answers is no fault of ours once more', () => {
  const plan: Treatment[] = [
    { ...delegate(), on: on('no-free-port') },
    { ...redial('no-free-port', 1, 0, 9), sequence: 2 },
  ];
  const of = from({ ...stands('result:no-free-port', 1), faults: 7 });
  const back = treatReturned(plan, treated('no-free-port', of));
  expect(back).toMatchObject({ type: 'again', position: { faults: 7 } });
});

test('faults of ours are no attempts, but they have an end', () => {
  const plan = [redial('no-free-port', 1, 0, 100), redial('switch-error', 1, 0, 100)];
  const once = treat(
    plan,
    treated('no-free-port', from({ ...stands('result:busy', 1), faults: 6 })),
  );
  expect(once).toMatchObject({ type: 'again', position: { faults: 7 } });
  const often = from({ ...stands('result:switch-error', 1), faults: FAULTS_MAX }, 2);
  expect(told(treat(plan, treated('no-free-port', often)))).toBe('close');
});

test('a day is the contact’s, not that of the server', () => {
  // Half past six in the evening in Honolulu is after midnight by UTC.
  const evening: Instant = instant(Date.UTC(2026, 0, 6, 4, 30));
  const there = { zone: 'Pacific/Honolulu', dailyTill: 86_400 };
  const of = treated('busy', { endedAt: evening, chain: persons(1, there) });
  expect(treat([retryIn(60)], of)).toMatchObject({ dueAt: after(evening, hours(1)) });
  expect(told(treat([retryIn(6 * 60)], of))).toBe('close');
});
