import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accountName, type OidcSettings, readOidcSettings, roleOf } from './oidc-settings.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'outpace-oidc-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const settings: OidcSettings = {
  issuer: 'https://login.example',
  clientId: 'outpace',
  clientSecret: 'secret',
  publicUrl: 'https://outpace.example',
};
const roles = { claim: 'groups', agent: ['floor'], supervisor: ['leads'], administrator: ['it'] };

test.each<[why: string, more: object, said: RegExp | undefined]>([
  ['all that is needed', {}, undefined],
  ['plain http on this machine', { issuer: 'http://127.0.0.1:9000' }, undefined],
  ['plain http to a provider elsewhere', { issuer: 'http://login.example' }, /only for this/],
  ['plain http of browsers elsewhere', { publicUrl: 'http://outpace.example' }, /only for this/],
  ['new accounts without roles', { newUsers: 'create' }, /no roles are named/],
  ['new accounts with roles', { newUsers: 'create', roles }, undefined],
  ['a field that is none', { secret: 'x' }, /does not fit/],
])('%s', async (_why, more, said) => {
  const path = join(folder, 'oidc.json');
  writeFileSync(path, JSON.stringify({ ...settings, ...more }));
  const read = readOidcSettings(path);
  if (said === undefined) expect(await read).toEqual({ ...settings, ...more });
  else await expect(read).rejects.toThrow(said);
});

test.each<[why: string, claims: object, role: string | undefined]>([
  ['one of many values', { groups: ['all', 'floor'] }, 'agent'],
  ['a single value', { groups: 'leads' }, 'supervisor'],
  ['of several the one with most rights', { groups: ['floor', 'it', 'leads'] }, 'administrator'],
  ['none that counts', { groups: ['all'] }, undefined],
  ['no claim at all', {}, undefined],
])('the role of %s', (_why, claims, role) => {
  expect(roleOf({ ...settings, roles }, { ...claims })).toBe(role);
  expect(roleOf(settings, { ...claims })).toBe('kept');
});

test.each<[why: string, nameClaim: string | undefined, claims: object, name: string | undefined]>([
  ['as usual', undefined, { preferred_username: 'ann' }, 'ann'],
  ['of a claim that is no text', undefined, { preferred_username: 7 }, undefined],
  [
    'an address that was verified',
    'email',
    { email: 'a@b.example', email_verified: true },
    'a@b.example',
  ],
  ['an address that anybody may say', 'email', { email: 'a@b.example' }, undefined],
])('the name of the account %s', (_why, nameClaim, claims, name) => {
  const named = nameClaim === undefined ? settings : { ...settings, nameClaim };
  expect(accountName(named, { ...claims })).toBe(name);
});
