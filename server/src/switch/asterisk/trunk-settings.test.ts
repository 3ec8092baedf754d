import { Compile } from 'typebox/compile';
import { describe, expect, test } from 'vitest';
import { callsPerSecondOf, sharedName, TrunkSettings, TrunksFile } from './trunk-settings.ts';

const trunk = Compile(TrunkSettings);
const file = Compile(TrunksFile);

const plain = { name: 'carrier', host: 'sip.example.org', callsPerSecond: 10, channels: 30 };
const account = { user: 'ana', secret: 'not;so secret' };
const callerId = { number: '+12025550100' };

test.each<[what: string, settings: object]>([
  ['the least that a trunk needs', plain],
  ['a name with dashes and digits', { ...plain, name: '0-north-2' }],
  ['a port', { ...plain, host: 'sip.example.org:5080' }],
  ['an address', { ...plain, host: '203.0.113.9' }],
  ['an address of IPv6', { ...plain, host: '[2001:db8::9]:5060' }],
  ['an account', { ...plain, account }],
  ['an account that registers', { ...plain, account: { ...account, register: true } }],
  ['codecs', { ...plain, codecs: ['opus', 'alaw'] }],
  ['a number that is shown', { ...plain, callerId }],
  ['with a name', { ...plain, callerId: { ...callerId, name: 'Shop & Sons' } }],
  ['a short number', { ...plain, callerId: { number: '110' } }],
  ['numbers without their plus', { ...plain, plus: false }],
  ['a call in ten seconds', { ...plain, callsPerSecond: 0.1 }],
])('takes %s', (_what, settings) => {
  expect([...trunk.Errors(settings)]).toEqual([]);
});

test.each<[what: string, settings: object]>([
  ['nothing', {}],
  ['no host', { ...plain, host: '' }],
  ['a host with a scheme', { ...plain, host: 'sip:sip.example.org' }],
  ['a host that says more than where', { ...plain, host: 'sip.example.org;lr' }],
  ['a host of two lines', { ...plain, host: 'sip.example.org\ncontext=default' }],
  ['a port that is none', { ...plain, host: 'sip.example.org:0' }],
  ['a name with capitals', { ...plain, name: 'Carrier' }],
  ['a name that means more', { ...plain, name: 'north~agent' }],
  ['a name that is too long', { ...plain, name: 'x'.repeat(31) }],
  ['a misspelt field', { ...plain, channel: 30 }],
  ['a number in quotes', { ...plain, channels: '30' }],
  ['half a channel', { ...plain, channels: 0.5 }],
  ['no channels', { ...plain, channels: 0 }],
  ['no calls', { ...plain, callsPerSecond: 0 }],
  ['more calls than a switch can make', { ...plain, callsPerSecond: 501 }],
  ['a codec that nobody knows', { ...plain, codecs: ['mp3'] }],
  ['no codec', { ...plain, codecs: [] }],
  ['a user of two lines', { ...plain, account: { ...account, user: 'ana\nb' } }],
  ['a user that says more', { ...plain, account: { ...account, user: 'ana;b' } }],
  ['a secret of two lines', { ...plain, account: { ...account, secret: 'a\nb' } }],
  ['a secret in the wrong place', { ...plain, secret: 'x' }],
  ['a number that is none', { ...plain, callerId: { number: 'shop' } }],
  ['a name that ends its quotes', { ...plain, callerId: { ...callerId, name: 'a" <b>' } }],
])('does not take %s', (_what, settings) => {
  expect(trunk.Check(settings)).toBe(false);
});

describe('a file', () => {
  test.each<[what: string, count: number, fits: boolean]>([
    ['one trunk', 1, true],
    ['many', 50, true],
    ['none', 0, false],
    ['too many', 51, false],
  ])('of %s', (_what, count, fits) => {
    const trunks = Array.from({ length: count }, (_, n) => ({ ...plain, name: `carrier-${n}` }));
    expect(file.Check(trunks)).toBe(fits);
  });
});

test.each<[rates: number[], together: number | undefined]>([
  [[], undefined],
  [[10], 10],
  [[1.9, 2], 3],
  [[0.1, 0.4], 0.5],
  [[0.5, 30.5], 30.5],
])('trunks with %j calls a second have %d together', (rates, together) => {
  const trunks = rates.map((callsPerSecond, n) => ({ ...plain, name: `c-${n}`, callsPerSecond }));
  expect(callsPerSecondOf(trunks)).toBe(together);
});

test('two trunks of one name are found', () => {
  const of = (name: string): TrunkSettings => ({
    name,
    host: 'carrier.example',
    callsPerSecond: 1,
    channels: 1,
  });
  expect([sharedName([]), sharedName([of('a'), of('b')])]).toEqual([undefined, undefined]);
  expect(sharedName([of('a'), of('b'), of('a')])).toBe('a');
});
