import { Compile } from 'typebox/compile';
import { expect, test } from 'vitest';
import { TRUNK } from './test-exchange.ts';
import { TrunksFile } from './trunk-settings.ts';

const file = Compile(TrunksFile);

test.each<[why: string, more: object]>([
  ['the least that a trunk needs', {}],
  ['a port', { host: 'sip.carrier.example:5080' }],
  ['an IPv6 address', { host: '[2001:db8::1]:5060' }],
  ['an account that registers', { account: { user: 'us', secret: 'a b;c', register: true } }],
  ['a caller id', { callerId: { number: '+12025550199', name: 'Outpace Bank' } }],
  ['codecs', { codecs: ['g722', 'alaw'] }],
  ['a slow carrier', { callsPerSecond: 0.5, channels: 1 }],
])('%s will do', (_why, more) => {
  expect(file.Check([{ ...TRUNK, ...more }])).toBe(true);
});

test.each<[why: string, more: object]>([
  ['a host that would be more than one', { host: 'a.example,b.example' }],
  ['a host with parameters', { host: 'a.example;transport=tcp' }],
  ['a user that would end a line', { account: { user: 'a\nb', secret: 'x' } }],
  ['a secret of two lines', { account: { user: 'us', secret: 'x\ny' } }],
  ['no channel', { channels: 0 }],
  ['no pace', { callsPerSecond: 0 }],
  ['a codec that is not known', { codecs: ['mp3'] }],
  ['no codec', { codecs: [] }],
  ['a field that is not known', { hosts: 'x' }],
  ['a name in capitals', { name: 'Carrier' }],
])('%s will not', (_why, more) => {
  expect(file.Check([{ ...TRUNK, ...more }])).toBe(false);
});

test('a site without a trunk cannot call', () => {
  expect(file.Check([])).toBe(false);
});
