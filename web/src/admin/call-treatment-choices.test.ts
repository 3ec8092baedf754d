import { expect, test } from 'vitest';
import type { TreatmentKind, Verdict } from './call-treatment-choices.ts';
import {
  begun,
  kindsFor,
  treatmentLine,
  treatmentWarning,
  typedCallerId,
  VERDICTS,
} from './call-treatment-choices.ts';

const kinds = (verdict: Verdict): readonly TreatmentKind[] =>
  kindsFor(verdict).map(({ value }) => value);

test('every verdict has its choices, and a fax cannot be told anything', () => {
  expect(VERDICTS.map(({ verdict }) => [verdict, kinds(verdict)])).toEqual([
    ['machine', ['drop', 'connect', 'message', 'transfer']],
    ['fax', ['drop', 'connect', 'transfer']],
    ['silence', ['drop', 'connect', 'message', 'transfer']],
  ]);
});

// biome-ignore format: a table is read in columns.
test.each<[kind: TreatmentKind, missing: string | undefined]>([
  ['drop',     undefined],
  ['connect',  undefined],
  ['message',  'Name the message'],
  ['transfer', 'Name the destination'],
])('what is missing of %s that was just chosen', (kind, missing) => {
  const warning = treatmentWarning(begun(kind));
  if (missing === undefined) expect(warning).toBeUndefined();
  else expect(warning).toContain(missing);
});

test('nothing is missing of what is named', () => {
  expect(treatmentWarning({ kind: 'message', message: 'offer' })).toBeUndefined();
  const transfer = { kind: 'transfer', to: 'sip:100@pbx.example', callerId: null } as const;
  expect(treatmentWarning({ ...transfer, ringMs: 30_000 })).toBeUndefined();
});

test('every cell says what happens, and no two of a verdict say the same', () => {
  for (const { verdict } of VERDICTS) {
    const lines = kinds(verdict).map((kind) => treatmentLine(verdict, kind, 'before'));
    expect(new Set(lines).size).toBe(lines.length);
  }
  expect(treatmentLine('machine', 'message', 'beside')).toContain('after the beep');
  expect(treatmentLine('silence', 'message', 'before')).toContain('at once');
  expect(treatmentLine('silence', 'drop', 'beside')).toContain('left to the agent');
  expect(treatmentLine('fax', 'drop', 'beside')).toContain('as Fax');
});

test.each<[text: string, number: string | null]>([
  ['', null],
  [' ', null],
  ['+1 (202) 555-0100', '+12025550100'],
])('a caller id typed as "%s"', (text, number) => {
  expect(typedCallerId(text)).toBe(number);
});
