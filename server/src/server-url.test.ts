import { expect, test } from 'vitest';
import { serverUrl } from './server-url.ts';

test.each([
  ['off', 'localhost', 7600, 'http://localhost:7600'],
  ['files', '192.0.2.7', 443, 'https://192.0.2.7:443'],
  ['self-signed', '::1', 7600, 'https://[::1]:7600'],
] as const)('with TLS %s, at %s', (kind, host, port, url) => {
  expect(serverUrl({ kind }, host, port)).toBe(url);
  expect(new URL(url).href).toContain(host);
});
