import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

test('without any variable everything has a value, and only this machine is let in', () => {
  expect(readConfig({ PATH: '/bin' })).toEqual({
    ok: true,
    value: {
      host: '127.0.0.1',
      port: 7600,
      loopbackOnly: true,
      dataFolder: './data',
      databaseUrl: undefined,
      siteId: 'main',
      demo: 'auto',
      log: 'info',
      voiceHost: '127.0.0.1',
      seed: undefined,
    },
  });
});

test('every variable counts, an empty one is none', () => {
  const config = readConfig({
    OUTPACE_HOST: '0.0.0.0',
    OUTPACE_PORT: '0',
    OUTPACE_DATA: '/var/lib/outpace',
    DATABASE_URL: 'postgres://outpace@db/outpace',
    DATABASE_URL_FILE: '',
    OUTPACE_SITE: 'north',
    OUTPACE_DEMO: 'off',
    OUTPACE_LOG: 'warn',
    OUTPACE_SEED: '7',
  });
  expect(config).toMatchObject({
    ok: true,
    value: { host: '0.0.0.0', port: 0, loopbackOnly: false, siteId: 'north', demo: 'off', seed: 7 },
  });
});

test.each([
  ['OUTPACE_PORT', '65536', /^OUTPACE_PORT does not fit; .*65535/],
  ['OUTPACE_PORT', '80 80', /^OUTPACE_PORT/],
  ['OUTPACE_PORT', '-1', /^OUTPACE_PORT/],
  ['OUTPACE_HOST', 'not a host', /^OUTPACE_HOST/],
  ['OUTPACE_VOICE_HOST', 'localhost', /^OUTPACE_VOICE_HOST/],
  ['OUTPACE_SITE', 'Main Site', /^OUTPACE_SITE/],
  ['OUTPACE_DEMO', 'yes', /auto, on, off/],
  ['OUTPACE_LOG', 'loud', /fatal, error/],
  ['OUTPACE_SEED', '1.5', /^OUTPACE_SEED/],
  ['DATABASE_URL', 'mysql://secret@db', /^DATABASE_URL/],
  ['OUTPACE_PROT', '80', /^OUTPACE_PROT is not a setting\.$/],
  ['DATABASE_URL_FILE', '/no/such/file', /cannot be read\.$/],
])('%s=%s is refused in one sentence', (name, value, sentence) => {
  const config = readConfig({ [name]: value });
  expect(config).toEqual({ ok: false, problem: [expect.stringMatching(sentence)] });
  expect(JSON.stringify(config)).not.toContain('secret');
});

test('several problems are told at once', () => {
  const config = readConfig({ OUTPACE_PORT: 'x', OUTPACE_LOG: 'y', OUTPACE_COLOUR: 'z' });
  expect(config.ok ? [] : config.problem).toHaveLength(3);
});

test('the address of the database may lie in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'outpace-config-'));
  const file = join(folder, 'url');
  writeFileSync(file, 'postgres://outpace@db/outpace\n');
  expect(readConfig({ DATABASE_URL_FILE: file })).toMatchObject({
    value: { databaseUrl: 'postgres://outpace@db/outpace' },
  });
  const both = readConfig({ DATABASE_URL_FILE: file, DATABASE_URL: 'postgres://x/y' });
  expect(both).toMatchObject({ ok: false, problem: [expect.stringContaining('both set')] });
  writeFileSync(file, 'hello');
  expect(readConfig({ DATABASE_URL_FILE: file }).ok).toBe(false);
  rmSync(folder, { recursive: true });
});
