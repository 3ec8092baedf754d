import { expect, test } from 'vitest';
import type { RefusalCode } from '../basics/refusal.ts';
import { isValidOn, responseProblem } from './response.ts';

// biome-ignore format: a table is read in columns.
test.each<[why: string, from: string | null, until: string | null, valid: boolean]>([
  ['without days it is always valid',     null,         null,         true],
  ['on the first day',                    '2026-03-01', null,         true],
  ['not the day before',                  '2026-03-02', null,         false],
  ['on the last day',                     null,         '2026-03-01', true],
  ['not the day after',                   null,         '2026-02-28', false],
  ['on the only day',                     '2026-03-01', '2026-03-01', true],
])('%s', (_why, validFrom, validUntil, valid) => {
  expect(isValidOn({ validFrom, validUntil }, '2026-03-01')).toBe(valid);
});

const response = { title: 'Hello', text: 'Good day', validFrom: null, validUntil: null };

// biome-ignore format: a table is read in columns.
test.each<[why: string, of: Partial<typeof response> | object, code: RefusalCode | undefined]>([
  ['a plain text is saved',        {},                                                       undefined],
  ['one day is a time too',        { validFrom: '2026-03-01', validUntil: '2026-03-01' },    undefined],
  ['it cannot end before it begins', { validFrom: '2026-03-02', validUntil: '2026-03-01' },  'VALIDITY_REVERSED'],
  ['its codes are looked at',      { text: '{contact.nane}' },                               'FIELD_CODE_UNKNOWN'],
])('%s', (_why, of, code) => {
  expect(responseProblem({ ...response, ...of }, [])?.code).toBe(code);
});
