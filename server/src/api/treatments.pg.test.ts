import { instant } from '@outpace/engine/basics/time.ts';
import type { DryRunAnswer, DryRunBody } from '@outpace/protocol/treatments.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestApp } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.open();
  app.dialer.at = instant(Date.UTC(2026, 0, 5, 14, 0));
});
afterAll(() => app.close());

const url = '/api/treatments/dry-run';
const body: DryRunBody = {
  treatments: [
    {
      on: { by: 'call-result', result: 'busy' },
      action: 'redial',
      intervalMs: 1_800_000,
      incrementMs: 300_000,
      cycleAttempts: 3,
    },
    { on: { by: 'call-result', result: 'busy' }, sequence: 2, action: 'next-in-chain' },
    { on: { by: 'call-result', result: 'do-not-call' }, action: 'next-in-chain' },
  ],
  callResults: ['answer'],
  dispositions: [],
  attemptsMax: 10,
  numbers: 2,
  zone: 'Europe/Lisbon',
};
const again = (number: number, minutes: number) => ({
  number,
  rule: 0,
  next: { type: 'again', afterMs: minutes * 60_000 },
});
const cycle = (number: number) => [30, 35, 40].map((minutes) => again(number, minutes));

test('rules that nobody has saved are lived through, and what does not fit is said', async () => {
  const answer = await app.ask<DryRunAnswer>('supervisor', url, { body });
  expect(answer.status).toBe(200);
  expect(answer.body.lives[0]).toEqual({
    on: { by: 'call-result', result: 'busy' },
    lines: [
      ...cycle(1),
      { number: 1, rule: 1, next: { type: 'next', number: 2, afterMs: 0 } },
      ...cycle(2),
      { number: 2, rule: null, next: { type: 'end', why: 'used-up' } },
    ],
    isCut: false,
  });
  expect(answer.body.findings.slice(0, 2)).toEqual([
    { type: 'called-after-do-not-call', rule: 2 },
    { type: 'no-rule', result: 'no-answer' },
  ]);
});

test('dates are those of the day on which it is asked', async () => {
  const busy = { by: 'call-result', result: 'busy' } as const;
  const treatments: DryRunBody['treatments'] = [
    { on: busy, action: 'retry-at', local: '2026-01-04T10:00' },
    { on: busy, sequence: 2, action: 'retry-at', local: '2026-01-06T10:00' },
  ];
  const answer = await app.ask<DryRunAnswer>('supervisor', url, { body: { ...body, treatments } });
  expect(answer.body.findings[0]).toEqual({ type: 'never-reached', rule: 0, why: 'date-passed' });
  expect(answer.body.lives[0]?.lines[0]?.rule).toBe(1);
});

test('what becomes of calls that are no person’s, and then of their chains', async () => {
  const detection: DryRunBody['detection'] = {
    when: 'beside',
    verdictMs: 3_000,
    callTreatments: {
      machine: { kind: 'message', message: 'call-us' },
      fax: { kind: 'transfer', to: '+12025550100', callerId: null, ringMs: 20_000 },
      silence: { kind: 'drop' },
    },
  };
  const treatments: DryRunBody['treatments'] = [
    { on: { by: 'call-result', result: 'fax' }, action: 'close' },
  ];
  const answer = await app.ask<DryRunAnswer>('supervisor', url, {
    body: { ...body, treatments, detection },
  });
  expect(answer.body.calls).toEqual([
    { verdict: 'machine', fate: 'message', result: 'answering-machine' },
    { verdict: 'fax', fate: 'transfer', result: 'fax' },
    { verdict: 'silence', fate: 'agent', result: null },
  ]);
  const gaps = answer.body.findings.map((each) => each.type === 'no-rule' && each.result);
  expect(gaps).toContain('answering-machine');
  expect(gaps).not.toContain('silence');
  const without = await app.ask<DryRunAnswer>('supervisor', url, { body });
  expect(without.body.calls).toEqual([]);
});

test.each<[why: string, part: object]>([
  ['a zone of no country', { zone: 'Nowhere/Town' }],
  ['a person without a number', { numbers: 0 }],
  ['a rule that is none', { treatments: [{ action: 'redial' }] }],
])('%s is refused', async (_why, part) => {
  const answer = await app.ask('administrator', url, { body: { ...body, ...part } });
  expect([answer.status, answer.code]).toEqual([400, 'BAD_REQUEST']);
});

test('agents have no plans to try', async () => {
  expect((await app.ask('agent', url, { body })).code).toBe('FORBIDDEN');
});
