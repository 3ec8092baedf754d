import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from './config.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'outpace-config-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('without any variable everything has a value, and only this machine is let in', () => {
  expect(readConfig({ PATH: '/bin' })).toEqual({
    ok: true,
    value: {
      host: '127.0.0.1',
      port: 7600,
      loopbackOnly: true,
      tls: { kind: 'off' },
      dataFolder: './data',
      databaseUrl: undefined,
      siteId: 'main',
      demo: 'auto',
      switch: { kind: 'simulated' },
      outside: { hosts: [] },
      oidcFile: undefined,
      log: 'info',
      voiceHost: '127.0.0.1',
      phoneHost: '0.0.0.0',
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
  ['OUTPACE_PHONE_HOST', 'localhost', /^OUTPACE_PHONE_HOST/],
  ['OUTPACE_SITE', 'Main Site', /^OUTPACE_SITE/],
  ['OUTPACE_DEMO', 'yes', /auto, on, off/],
  ['OUTPACE_LOG', 'loud', /fatal, error/],
  ['OUTPACE_SEED', '1.5', /^OUTPACE_SEED/],
  ['DATABASE_URL', 'mysql://secret@db', /^DATABASE_URL/],
  ['OUTPACE_TLS', 'on', /off, self-signed, files/],
  ['OUTPACE_TLS', 'files', /^OUTPACE_TLS=files needs OUTPACE_TLS_CERT and OUTPACE_TLS_KEY\.$/],
  [
    'OUTPACE_TLS_KEY',
    '/key.pem',
    /^OUTPACE_TLS_CERT and OUTPACE_TLS_KEY need OUTPACE_TLS=files\.$/,
  ],
  ['OUTPACE_SWITCH', 'freeswitch', /simulated, asterisk/],
  ['OUTPACE_SWITCH', 'asterisk', /^OUTPACE_SWITCH=asterisk needs OUTPACE_ASTERISK_USER, and/],
  ['OUTPACE_ASTERISK_URL', 'http://ann:secret@pbx', /^OUTPACE_ASTERISK_URL does not fit;/],
  ['OUTPACE_ASTERISK_URL', 'ws://pbx', /^OUTPACE_ASTERISK_URL does not fit;/],
  [
    'OUTPACE_ASTERISK_SECRET',
    'secret',
    /^OUTPACE_ASTERISK_SECRET needs OUTPACE_SWITCH=asterisk\.$/,
  ],
  ['OUTPACE_TRUNKS_FILE', '/t.json', /^OUTPACE_TRUNKS_FILE needs OUTPACE_SWITCH=asterisk\.$/],
  ['OUTPACE_RECORDINGS_URL', 'https://ann:secret@s3', /^OUTPACE_RECORDINGS_URL does not fit;/],
  [
    'OUTPACE_RECORDINGS_URL',
    'https://s3/b',
    /^OUTPACE_RECORDINGS_URL needs OUTPACE_RECORDINGS_KEY/,
  ],
  [
    'OUTPACE_RECORDINGS_SECRET',
    'secret',
    /^OUTPACE_RECORDINGS_SECRET needs OUTPACE_RECORDINGS_URL\.$/,
  ],
  ['OUTPACE_NODE', 'Node A', /^OUTPACE_NODE does not fit;/],
  ['OUTPACE_NODE', 'a', /^OUTPACE_NODE needs OUTPACE_SECRET_KEY_FILE, the same at all nodes\.$/],
  ['OUTPACE_SECRET_KEY', 'c2VjcmV0', /^OUTPACE_SECRET_KEY does not fit;/],
  ['OUTPACE_SECRET_KEY_FILE', '/no/such/file', /cannot be read\.$/],
  ['OUTPACE_SECRET_KEY_FILE', import.meta.filename, /does not hold keys of 32 bytes in base64\.$/],
  ['OUTPACE_NODE_URL', 'http://10.0.0.2:7600', /^OUTPACE_NODE_URL needs OUTPACE_NODE\.$/],
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

test('problems of things that belong together are told at once as well', () => {
  const config = readConfig({ OUTPACE_TLS: 'files', OUTPACE_SWITCH: 'asterisk' });
  expect(config.ok ? [] : config.problem).toHaveLength(2);
});

test('a node says where it is reached, unless it listens on one address', () => {
  const url = 'http://10.0.0.2:7600';
  const [key, before] = [1, 2].map((n) => Buffer.alloc(32, n).toString('base64'));
  const keyed = { OUTPACE_NODE: 'a', OUTPACE_SECRET_KEY: `${key} ${before}` };
  expect(readConfig(keyed)).toMatchObject({ problem: ['OUTPACE_NODE needs DATABASE_URL.'] });
  const node = { ...keyed, DATABASE_URL: 'postgres://db/outpace' };
  expect(readConfig(node)).toMatchObject({ value: { secretKeys: [key, before] } });
  expect(readConfig(node)).toMatchObject({ value: { node: { nodeId: 'a', url: undefined } } });
  expect(readConfig({ ...node, OUTPACE_HOST: '0.0.0.0' })).toMatchObject({
    problem: ['OUTPACE_NODE on 0.0.0.0 needs OUTPACE_NODE_URL.'],
  });
  expect(readConfig({ ...node, OUTPACE_HOST: '0.0.0.0', OUTPACE_NODE_URL: url })).toMatchObject({
    value: { node: { nodeId: 'a', url } },
  });
  expect(readConfig({})).toMatchObject({ value: { node: undefined } });
});

test('recordings go into a bucket whose key has a secret', () => {
  const bucket = {
    OUTPACE_RECORDINGS_URL: 'https://s3.example/calls/',
    OUTPACE_RECORDINGS_KEY: 'k',
  };
  const found = readConfig({ ...bucket, OUTPACE_RECORDINGS_SECRET: 's3' });
  expect(found).toMatchObject({
    value: {
      bucket: { url: 'https://s3.example/calls', region: 'us-east-1', keyId: 'k', secret: 's3' },
    },
  });
  const both = { OUTPACE_RECORDINGS_SECRET: 's3', OUTPACE_RECORDINGS_SECRET_FILE: '/file' };
  expect(readConfig({ ...bucket, ...both })).toMatchObject({
    problem: [expect.stringContaining('are both set; set one of them.')],
  });
  expect(readConfig({})).toMatchObject({ value: { bucket: undefined } });
});

test('TLS by files names both', () => {
  const named = { OUTPACE_TLS_CERT: '/tls/cert.pem', OUTPACE_TLS_KEY: '/tls/key.pem' };
  expect(readConfig({ OUTPACE_TLS: 'files', ...named })).toMatchObject({
    value: { tls: { kind: 'files', certFile: '/tls/cert.pem', keyFile: '/tls/key.pem' } },
  });
});

describe('a switch of one’s own', () => {
  const asterisk = { OUTPACE_SWITCH: 'asterisk', OUTPACE_ASTERISK_USER: 'outpace' };

  test('is on this machine unless it is said where', () => {
    const found = readConfig({ ...asterisk, OUTPACE_ASTERISK_SECRET: 's3' });
    const common = { kind: 'asterisk', user: 'outpace', secret: 's3' };
    expect(found).toMatchObject({
      value: { switch: { ...common, url: 'http://127.0.0.1:8088', trunksFile: undefined } },
    });
    const elsewhere = readConfig({
      ...asterisk,
      OUTPACE_ASTERISK_SECRET: 's3',
      OUTPACE_ASTERISK_URL: 'https://pbx.example/asterisk/',
      OUTPACE_TRUNKS_FILE: 'trunks.json',
    });
    const url = 'https://pbx.example/asterisk';
    expect(elsewhere).toMatchObject({
      value: { switch: { ...common, url, trunksFile: 'trunks.json' } },
    });
  });

  test('has its secret in one place', () => {
    const file = join(folder, 'secret');
    writeFileSync(file, 's3\n');
    const from = { ...asterisk, OUTPACE_ASTERISK_SECRET_FILE: file };
    expect(readConfig(from)).toMatchObject({ value: { switch: { secret: 's3' } } });
    const both = readConfig({ ...from, OUTPACE_ASTERISK_SECRET: 'other' });
    expect(both).toMatchObject({ ok: false, problem: [expect.stringContaining('both set')] });
    writeFileSync(file, ' \n');
    const empty = 'The file of OUTPACE_ASTERISK_SECRET_FILE is empty.';
    expect(readConfig(from)).toEqual({ ok: false, problem: [empty] });
  });
});

test('the address of the database may lie in a file', () => {
  const file = join(folder, 'url');
  writeFileSync(file, 'postgres://outpace@db/outpace\n');
  expect(readConfig({ DATABASE_URL_FILE: file })).toMatchObject({
    value: { databaseUrl: 'postgres://outpace@db/outpace' },
  });
  const both = readConfig({ DATABASE_URL_FILE: file, DATABASE_URL: 'postgres://x/y' });
  expect(both).toMatchObject({ ok: false, problem: [expect.stringContaining('both set')] });
  writeFileSync(file, 'hello');
  expect(readConfig({ DATABASE_URL_FILE: file }).ok).toBe(false);
});

test('hosts inside that may be asked are named one by one', () => {
  const read = (OUTPACE_OUTSIDE_HOSTS: string) => readConfig({ OUTPACE_OUTSIDE_HOSTS });
  expect(read('CRM.internal, 127.0.0.1:8080')).toMatchObject({
    value: { outside: { hosts: ['crm.internal', '127.0.0.1:8080'] } },
  });
  expect(read('http://crm.internal/').ok).toBe(false);
});
