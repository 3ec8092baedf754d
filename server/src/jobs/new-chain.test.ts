import { instant } from '@outpace/engine/basics/time.ts';
import type { NewChainBody } from '@outpace/protocol/new-chains.ts';
import { expect, test } from 'vitest';
import type { ListDefaults } from './import-row.ts';
import { parseNewChain } from './new-chain.ts';

const list: ListDefaults = {
  defaultCountry: 'US',
  defaultZone: 'America/New_York',
  dailyFrom: 9 * 3_600,
  dailyTill: 20 * 3_600,
  fields: [
    { key: 'age', label: 'Age', type: 'number', choices: [] },
    { key: 'plan', label: 'Plan', type: 'choice', choices: ['gold', 'blue'] },
  ],
};
const at = instant(Date.UTC(2026, 10, 30, 14, 0));
const phone = '(303) 555-0142';
const read = (body: NewChainBody) => parseNewChain(body, list, at);

test('what is not said the number says, and else the list', () => {
  expect(read({ numbers: [{ phone }, { phone: '+15005550142' }] })).toEqual({
    ok: true,
    value: {
      contactName: '',
      customerId: undefined,
      numbers: [
        {
          phone: '+13035550142',
          contactType: 'home',
          zone: 'America/Denver',
          dailyFrom: 32_400,
          dailyTill: 72_000,
        },
        {
          phone: '+15005550142',
          contactType: 'home',
          zone: 'America/New_York',
          dailyFrom: 32_400,
          dailyTill: 72_000,
        },
      ],
      fields: {},
      dueAt: undefined,
    },
  });
});

test('what is said holds', () => {
  const number = {
    contactType: 'mobile',
    zone: 'Europe/Lisbon',
    dailyFrom: 0,
    dailyTill: 3,
  } as const;
  const read1 = read({
    contactName: ' Rui Costa ',
    customerId: 'c-1',
    numbers: [{ phone, ...number }],
    fields: { age: 41, plan: 'gold' },
    dueAt: '2026-11-30T15:20:00+01:00',
  });
  expect(read1).toEqual({
    ok: true,
    value: {
      contactName: 'Rui Costa',
      customerId: 'c-1',
      numbers: [{ phone: '+13035550142', ...number }],
      fields: { age: 41, plan: 'gold' },
      dueAt: Date.UTC(2026, 10, 30, 14, 20),
    },
  });
  const past = read({ numbers: [{ phone }], dueAt: '2026-11-30T13:59:59Z' });
  expect(past).toMatchObject({ ok: true, value: { dueAt: undefined } });
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, part: Partial<NewChainBody>, code: string, detail: string | undefined]>([
  ['no number at all',       { numbers: [{ phone: 'call me' }] },        'NUMBER_INVALID', 'call me'],
  ['one number twice',       { numbers: [{ phone }, { phone: '3035550142' }] }, 'BAD_REQUEST', '+13035550142 is there twice'],
  ['a zone of no country',   { numbers: [{ phone, zone: 'Nowhere/Town' }] }, 'BAD_REQUEST', 'no zone Nowhere/Town'],
  ['hours that are none',    { numbers: [{ phone, dailyFrom: 72_000 }] }, 'BAD_REQUEST', 'the calling window is empty'],
  ['a field of no list',     { fields: { size: 3 } },                    'FIELD_INVALID', 'size'],
  ['a field of another type', { fields: { age: 'old' } },                'FIELD_INVALID', 'age'],
  ['a choice that is none',  { fields: { plan: 'red' } },                'FIELD_INVALID', 'plan'],
  ['a moment that is none',  { dueAt: '2026-13-40T10:00Z' },             'CALLBACK_TIME_INVALID', undefined],
])('%s is refused', (_why, part, code, detail) => {
  const parsed = read({ numbers: [{ phone }], ...part });
  expect(parsed).toMatchObject({ ok: false, problem: { code, ...(detail && { detail }) } });
});
