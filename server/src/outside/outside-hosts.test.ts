import { expect, test } from 'vitest';
import { isNamed, isOutside, parseHosts, parseOutsideUrl } from './outside-hosts.ts';

// biome-ignore format: a table is read in columns.
test.each<[what: string, address: string, isIt: boolean]>([
  ['an address of anybody',           '8.8.8.8',                 true],
  ['one beside a private network',    '172.32.0.1',              true],
  ['one beside another',              '11.0.0.1',                true],
  ['one of IPv6',                     '2606:4700::1111',         true],
  ['loopback',                        '127.0.0.1',               false],
  ['all of loopback',                 '127.255.255.254',         false],
  ['this network',                    '0.0.0.0',                 false],
  ['private',                         '10.1.2.3',                false],
  ['private, too',                    '172.16.0.1',              false],
  ['the last of them',                '172.31.255.255',          false],
  ['of a home',                       '192.168.1.1',             false],
  ['of a carrier',                    '100.64.0.1',              false],
  ['link-local, and metadata',        '169.254.169.254',         false],
  ['metadata in a public network',    '168.63.129.16',           false],
  ['metadata of another cloud',       '192.0.0.192',             false],
  ['documentation',                   '203.0.113.7',             false],
  ['multicast',                       '224.0.0.1',               false],
  ['broadcast',                       '255.255.255.255',         false],
  ['loopback of IPv6',                '::1',                     false],
  ['nowhere',                         '::',                      false],
  ['link-local of IPv6',              'fe80::1',                 false],
  ['with a zone',                     'fe80::1%eth0',            false],
  ['unique-local, and metadata',      'fd00:ec2::254',           false],
  ['multicast of IPv6',               'ff02::1',                 false],
  ['IPv4 in IPv6',                    '::ffff:127.0.0.1',        false],
  ['the same in hexadecimal',         '::ffff:7f00:1',           false],
  ['in the older way',                '::127.0.0.1',             false],
  ['through a translator',            '64:ff9b::7f00:1',         false],
  ['through a tunnel',                '2002:7f00:1::1',          false],
  ['through another',                 '2001:0:7f00:1::',         false],
  ['a name is no address',            'localhost',               false],
  ['nor is nothing',                  '',                        false],
])('%s: %s', (_what, address, isIt) => {
  expect(isOutside(address)).toBe(isIt);
});

const rules = { hosts: parseHosts(' CRM.internal, 127.0.0.1:8080 ,[::1]:90,') };

// biome-ignore format: a table is read in columns.
test.each<[text: string, problem: string | undefined]>([
  ['https://example.com/hook?a=b',      undefined],
  ['http://example.com:8080/',          undefined],
  ['https://8.8.8.8/',                  undefined],
  ['example.com',                       'not-a-url'],
  ['',                                  'not-a-url'],
  ['ftp://example.com/',                'not-http'],
  ['file:///etc/passwd',                'not-http'],
  ['javascript:alert(1)',               'not-http'],
  ['https://ann:secret@example.com/',   'has-password'],
  ['http://127.0.0.1/',                 'not-outside'],
  ['http://127.1/',                     'not-outside'],
  ['http://2130706433/',                'not-outside'],
  ['http://0x7f.1/',                    'not-outside'],
  ['http://[::1]/',                     'not-outside'],
  ['http://[::ffff:169.254.169.254]/',  'not-outside'],
  ['http://127.0.0.1:8080/',            undefined],
  ['http://[::1]:90/',                  undefined],
  ['http://[::1]:91/',                  'not-outside'],
])('%s: %s', (text, problem) => {
  const parsed = parseOutsideUrl(text, rules);
  expect(parsed.ok ? undefined : parsed.problem).toBe(problem);
});

test.each<[text: string, isIt: boolean]>([
  ['http://crm.internal/', true],
  ['http://CRM.internal:99/', true],
  ['http://127.0.0.1:8080/', true],
  ['http://127.0.0.1/', false],
  ['http://crm.internal.example.com/', false],
])('the operator names %s: %s', (text, isIt) => {
  expect(isNamed(new URL(text), rules)).toBe(isIt);
});

test('a host that is named with the usual port is that of a URL without one', () => {
  expect(isNamed(new URL('https://crm.test/'), { hosts: ['crm.test:443'] })).toBe(true);
  expect(isNamed(new URL('http://crm.test/'), { hosts: ['crm.test:443'] })).toBe(false);
});
