import type { AgentPhone } from '@outpace/engine/agents/agent-phone.ts';
import { expect, test } from 'vitest';
import { type DeviceNews, type PhoneState, SILENT } from '../../phone/phone.ts';
import { newsWords, notReadyBecause, phoneWords } from './phone-words.ts';

type Known = Exclude<AgentPhone, { kind: 'none' }>;

const there: Known = { kind: 'browser', reachable: true, leg: 'down', silent: false };
const desk: Known = { ...there, kind: 'desk' };
const working: PhoneState = {
  ...SILENT,
  line: 'registered',
  microphone: { phase: 'on', label: 'Headset' },
};
const fault = (kind: 'denied' | 'none' | 'busy' | 'insecure'): PhoneState => ({
  ...working,
  microphone: { phase: 'fault', fault: kind },
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, phone: Partial<Known>, state: PhoneState, said: string]>([
  ['all is well',                           {},                    working,                              'ready Phone ready'],
  ['nothing has begun yet',                 { reachable: false },  { ...working, line: 'fetching' },     'connecting Phone connecting'],
  ['signed in here, not yet known there',   { reachable: false },  working,                              'connecting Phone connecting'],
  ['the browser asks',                      { reachable: false },  { ...working, microphone: { phase: 'asking' } }, 'connecting Allow the microphone'],
  ['the agent said no',                     { reachable: false },  fault('denied'),                      'trouble Microphone denied'],
  ['nothing is plugged in',                 { reachable: false },  fault('none'),                        'trouble No microphone'],
  ['another program was first',             { reachable: false },  fault('busy'),                        'trouble Microphone busy'],
  ['the page came over http',               { reachable: false },  fault('insecure'),                    'trouble No microphone here'],
  ['the socket is cut',                     { reachable: false },  { ...working, line: 'lost' },         'trouble Phone lost'],
  ['the server cannot be asked',            { reachable: false },  { ...working, line: 'waiting' },      'trouble Phone lost'],
  ['a switch without phones',               { reachable: false },  { ...working, line: 'no-phones' },    'trouble No browser phones'],
  ['the switch hears nothing',              { silent: true },      working,                              'trouble Nothing heard'],
  ['the switch calls',                      { leg: 'raising' },    working,                              'connecting Phone connecting'],
  ['the leg is up, the media not yet',      { leg: 'up' },         { ...working, leg: 'joining' },       'connecting Phone connecting'],
  ['and never comes',                       { leg: 'up', silent: true }, { ...working, leg: 'joining' }, 'trouble No way for the sound'],
  ['nor did it come the last time',         {},                    { ...working, isBlocked: true },      'trouble No way for the sound'],
  ['both sides hear each other',            { leg: 'up' },         { ...working, leg: 'up' },            'up Phone in use'],
  ['the browser wants a key first',         { leg: 'up' },         { ...working, needsPress: true },     'trouble Sound is off'],
  ['a desk phone is called unasked',        { ...desk },           SILENT,                               'ready Desk phone'],
  ['it rings',                              { ...desk, leg: 'raising' }, SILENT,                         'connecting Phone rings'],
  ['it is off the hook',                    { ...desk, leg: 'up' }, SILENT,                              'up Phone in use'],
])('%s', (_why, part, state, said) => {
  const { mark, word } = phoneWords({ ...there, ...part }, state);
  expect(`${mark} ${word}`).toBe(said);
});

test('what keeps an agent from Ready is what is wrong with the phone', () => {
  expect(notReadyBecause({ kind: 'none' }, SILENT)).toBeUndefined();
  expect(notReadyBecause(there, working)).toBeUndefined();
  expect(notReadyBecause({ ...there, reachable: false }, fault('denied'))).toMatch(/^Allow/);
  expect(notReadyBecause({ ...there, silent: true }, working)).toMatch(/^The switch hears/);
});

test.each<[said: string, news: Partial<DeviceNews>]>([
  ['Headset is gone. Built-in is in use now.', { instead: 'Built-in' }],
  ['Headset is gone, and there is no other microphone.', {}],
  ['Headset is there and in use.', { what: 'back' }],
  [
    'The loudspeaker is gone. Another one is in use now.',
    { kind: 'output', label: '', instead: '' },
  ],
])('%s', (said, part) => {
  const plain = { what: 'unplugged', kind: 'input', label: 'Headset', instead: undefined } as const;
  expect(newsWords({ ...plain, ...part })).toBe(said);
});
