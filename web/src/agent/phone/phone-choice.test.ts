import type { PhoneChoice } from '@outpace/engine/agents/agent-phone.ts';
import { expect, test } from 'vitest';
import { choiceToSend, deskAddress } from './phone-choice.ts';

const desk: PhoneChoice = { kind: 'desk', address: 'sip:ana@desk.example' };
const browser: PhoneChoice = { kind: 'browser' };

// biome-ignore format: a table is read in columns.
test.each<[why: string, kind: 'none' | 'browser' | 'desk', remembered: PhoneChoice | undefined, sent: PhoneChoice | undefined]>([
  ['nobody has chosen here yet',                       'browser', undefined, undefined],
  ['the server was restarted and knows the browser',   'browser', desk,      desk],
  ['it knows already',                                 'desk',    desk,      undefined],
  ['a desk phone was chosen at another browser',       'desk',    undefined, undefined],
  ['back from there',                                  'desk',    browser,   browser],
  ['a simulated carrier has no phones',                'none',    desk,      undefined],
])('%s', (_why, kind, remembered, sent) => {
  expect(choiceToSend({ kind }, remembered)).toEqual(sent);
});

test('only the desk phone has an address', () => {
  expect(deskAddress(desk)).toBe('sip:ana@desk.example');
  expect(deskAddress(browser)).toBe('');
  expect(deskAddress(undefined)).toBe('');
});
