import { expect, test } from 'vitest';
import { newSecretKey, SecretBox } from '../store/secret-box.ts';
import { type Asked, callerOf, FROM, tellAddress, toldAddress } from './told-address.ts';

const asked = (remoteAddress: string | undefined, forwarded?: string): Asked => ({
  ...{ method: 'POST', url: '/api/sign-in', socket: { remoteAddress } },
  headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, peer: string | undefined, forwarded: string | undefined, caller: string]>([
  ['who is connected',                       '192.0.2.7',        undefined,                  '192.0.2.7'],
  ['whatever they say of others',            '192.0.2.7',        '198.51.100.1',             '192.0.2.7'],
  ['whom a proxy of this machine has heard', '127.0.0.1',        '198.51.100.1, 192.0.2.7',  '192.0.2.7'],
  ['through two of them',                    '::ffff:127.0.0.1', '192.0.2.7, ::1',           '192.0.2.7'],
  ['nonsense is no address',                 '127.0.0.1',        '192.0.2.7, <script>',      '192.0.2.7'],
  ['somebody at this machine',               '127.0.0.1',        undefined,                  '127.0.0.1'],
  ['a connection that is gone',              undefined,          undefined,                  'unknown'],
])('%s', (_why, peer, forwarded, caller) => {
  expect(callerOf(asked(peer, forwarded))).toBe(caller);
});

const key = newSecretKey();
const secrets = new SecretBox([key]);
const AT = 1_767_600_000_000;
const told = tellAddress(secrets, asked('192.0.2.7'), AT);
const passedOn = (header: string | undefined, more: Partial<Asked> = {}): Asked => ({
  ...asked('10.0.0.2'),
  headers: header === undefined ? {} : { [FROM]: header },
  ...more,
});

test('a node of the same database is believed, for a while', () => {
  expect(toldAddress(new SecretBox([key]), passedOn(told), AT + 60_000)).toBe('192.0.2.7');
  expect(toldAddress(secrets, passedOn(told), AT - 60_000)).toBe('192.0.2.7');
  expect(toldAddress(secrets, passedOn(told), AT + 600_000)).toBeUndefined();
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, passed: Asked]>([
  ['who says nothing',            passedOn(undefined)],
  ['who only says so',            passedOn('198.51.100.1')],
  ['who says another address',    passedOn(told.replace('192.0.2.7', '198.51.100.1'))],
  ['who says another moment',     passedOn(told.replace(`${AT}`, `${AT + 1}`))],
  ['who says it of another page', passedOn(told, { url: '/api/me' })],
  ['who has another key',         passedOn(tellAddress(new SecretBox([newSecretKey()]), asked('192.0.2.7'), AT))],
])('%s is not', (_why, passed) => {
  expect(toldAddress(secrets, passed, AT)).toBeUndefined();
});
