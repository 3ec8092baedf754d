import { expect, test } from 'vitest';
import { parsePhoneChoice, parseRememberedSound } from './parse-remembered.ts';

const headset = { id: 'a', label: 'Headset' };
const nothing = { input: undefined, output: undefined, volume: 1 };

// biome-ignore format: a table is read in columns.
test.each<[why: string, text: string | null, sound: ReturnType<typeof parseRememberedSound>]>([
  ['nothing yet',             null,                                            nothing],
  ['no JSON',                 '{',                                             nothing],
  ['something else',          '[1]',                                           nothing],
  ['a device and a volume',   JSON.stringify({ input: headset, volume: 0.5 }), { ...nothing, input: headset, volume: 0.5 }],
  ['a device without a name', JSON.stringify({ input: { id: 'a' } }),          nothing],
  ['louder than loud',        JSON.stringify({ volume: 11 }),                  nothing],
])('%s', (_why, text, sound) => {
  expect(parseRememberedSound(text)).toEqual(sound);
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, text: string | null, choice: ReturnType<typeof parsePhoneChoice>]>([
  ['nothing yet',            null,                                       undefined],
  ['the browser',            '{"kind":"browser"}',                       { kind: 'browser' }],
  ['a desk phone',           '{"kind":"desk","address":"+12125550142"}', { kind: 'desk', address: '+12125550142' }],
  ['a desk phone nowhere',   '{"kind":"desk"}',                          undefined],
  ['a phone of another age', '{"kind":"pager"}',                         undefined],
])('%s', (_why, text, choice) => {
  expect(parsePhoneChoice(text)).toEqual(choice);
});
