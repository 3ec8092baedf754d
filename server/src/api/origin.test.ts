import { expect, test } from 'vitest';
import { isForeign, isLocal } from './origin.ts';

test.each<[why: string, origin: string | undefined, host: string | undefined, foreign: boolean]>([
  ['our own page', 'https://dial.example', 'dial.example', false],
  ['our own page on a port', 'http://localhost:7600', 'localhost:7600', false],
  ['a host in capitals', 'http://localhost:7600', 'LOCALHOST:7600', false],
  ['no page at all', undefined, 'dial.example', false],
  ['another site', 'https://evil.example', 'dial.example', true],
  ['another port', 'http://localhost:3000', 'localhost:7600', true],
  ['a name that begins like ours', 'https://dial.example.evil.example', 'dial.example', true],
  ['a sandboxed page', 'null', 'dial.example', true],
  ['rubbish', ':::', 'dial.example', true],
  ['a request without host', 'https://dial.example', undefined, true],
])('%s', (_why, origin, host, foreign) => {
  const headers = { ...(origin && { origin }), ...(host && { host }) };
  expect(isForeign(headers)).toBe(foreign);
});

test.each<
  [why: string, address: string | undefined, headers: Record<string, string>, local: boolean]
>([
  ['this machine by name', '127.0.0.1', { host: 'localhost:7600' }, true],
  ['this machine by address', '::1', { host: '[::1]:7600' }, true],
  ['this machine, written as version 6', '::ffff:127.0.0.1', { host: '127.0.0.1' }, true],
  ['another machine', '192.0.2.7', { host: 'localhost' }, false],
  ['a foreign name that points here', '127.0.0.1', { host: 'evil.example' }, false],
  ['a proxy', '127.0.0.1', { host: 'localhost', 'x-forwarded-for': '192.0.2.7' }, false],
  ['another proxy', '127.0.0.1', { host: 'localhost', forwarded: 'for=192.0.2.7' }, false],
  ['no host', '127.0.0.1', {}, false],
  ['no address', undefined, { host: 'localhost' }, false],
])('%s', (_why, address, headers, local) => {
  expect(isLocal(address, headers)).toBe(local);
});
