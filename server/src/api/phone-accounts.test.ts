import { instant } from '@outpace/engine/basics/time.ts';
import Fastify from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SignedIn } from './auth.ts';
import { FakePhones } from './fake-phones.ts';
import { OpenSockets } from './open-sockets.ts';
import { PhoneAccounts, phonePassword } from './phone-accounts.ts';

const secret = Buffer.alloc(32, 7);
const expiresAtMs = 1_000_000;

const signedIn = (userId: string, token: string): SignedIn => ({
  userId,
  name: userId,
  displayName: userId,
  role: 'agent',
  expiresAtMs,
  tokenHash: Buffer.from(token),
});
const ana = signedIn('ana', 't-1');
const elsewhere = signedIn('ana', 't-2');

let phones: FakePhones;
let sockets: OpenSockets;
let accounts: PhoneAccounts;
beforeAll(async () => {
  phones = await FakePhones.open();
});
beforeEach(() => {
  phones.accounts.length = 0;
  phones.isUp = true;
  sockets = new OpenSockets();
  const { log } = Fastify();
  accounts = new PhoneAccounts({ phones, secret: async () => secret, sockets, log });
});
afterAll(() => phones.close());

test('the password is of the agent and the sign-in, and the same after a restart', () => {
  const password = phonePassword(secret, ana);
  expect(password).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(phonePassword(secret, signedIn('ana', 't-1'))).toBe(password);
  expect(phonePassword(secret, elsewhere)).not.toBe(password);
  expect(phonePassword(secret, signedIn('ben', 't-1'))).not.toBe(password);
  expect(phonePassword(Buffer.alloc(32, 8), ana)).not.toBe(password);
});

test('an account is told with all that a phone needs', async () => {
  expect(await accounts.open(ana)).toEqual({
    user: 'agent-ana',
    domain: 'outpace.test',
    password: phonePassword(secret, ana),
    socketPath: '/api/sip',
    registerSeconds: 120,
  });
  expect(phones.passwordOf('ana')).toBe(phonePassword(secret, ana));
});

describe('an account ends', () => {
  const isClosed = (): boolean =>
    ![phonePassword(secret, ana), phonePassword(secret, elsewhere)].includes(
      phones.passwordOf('ana') ?? '',
    );

  test('with its sign-in', async () => {
    await accounts.open(ana);
    sockets.endSession(ana.tokenHash);
    expect(isClosed()).toBe(true);
    expect(sockets.count('phone-account')).toBe(0);
  });

  test('when the user is signed out everywhere', async () => {
    await accounts.open(ana);
    sockets.endUser('ana', undefined);
    expect(isClosed()).toBe(true);
  });

  test('when the sign-in runs out', async () => {
    await accounts.open(ana);
    sockets.beat(instant(expiresAtMs - 1));
    expect(isClosed()).toBe(false);
    sockets.beat(instant(expiresAtMs));
    expect(isClosed()).toBe(true);
  });

  test('but not with an older sign-in of the same agent', async () => {
    await accounts.open(ana);
    await accounts.open(elsewhere);
    sockets.endSession(ana.tokenHash);
    expect(phones.passwordOf('ana')).toBe(phonePassword(secret, elsewhere));
    expect(sockets.count('phone-account')).toBe(1);
  });

  test('and not with a restart', async () => {
    await accounts.open(ana);
    sockets.endAll('RESTARTING', 1012);
    expect(isClosed()).toBe(false);
  });

  test('also for a page that came back after a restart and asked for nothing', () => {
    accounts.adopt(ana);
    accounts.adopt(elsewhere);
    sockets.endSession(elsewhere.tokenHash);
    expect(phones.accounts).toEqual([]);
    sockets.endSession(ana.tokenHash);
    expect(isClosed()).toBe(true);
  });

  test('quietly, when the switch is away', async () => {
    await accounts.open(ana);
    phones.isUp = false;
    sockets.endSession(ana.tokenHash);
    expect(sockets.count('phone-account')).toBe(0);
  });
});
