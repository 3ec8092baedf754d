import type { BrowserPhoneSettings } from '@outpace/protocol/phones.ts';
import { UA } from 'jssip';
import { afterEach, expect, test } from 'vitest';
import { RefusalError } from '../api/client.ts';
import { FakeNet } from '../live/fake-wire.ts';
import { FakeRegistrar } from './fake-registrar.ts';
import { SipLine } from './sip-line.ts';
import { SipSocket } from './sip-socket.ts';

/* The real SIP library talks to a fake switch here: what it says and when is what we build on. */

const lines: SipLine[] = [];
afterEach(() => {
  for (const line of lines.splice(0)) line.close();
});

const settingsWith = (password: string): BrowserPhoneSettings => ({
  user: 'ana',
  domain: 'outpace.invalid',
  password,
  socketPath: '/api/sip',
  registerSeconds: 120,
});

function arrange(password = 'first') {
  const registrar = new FakeRegistrar(password);
  const net = new FakeNet();
  const socketNet = new FakeNet();
  const phases: string[] = [];
  const answers: (BrowserPhoneSettings | Error)[] = [settingsWith('first')];
  let agents = 0;
  const line: SipLine = new SipLine({
    fetchSettings: async () => {
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      if (answer === undefined || answer instanceof Error) throw answer;
      return answer;
    },
    newAgent: async ({ user, domain, password: secret, registerSeconds }) => {
      agents += 1;
      const { open } = registrar;
      return new UA({
        sockets: new SipSocket(new URL('ws://test/api/sip'), {
          open,
          schedule: socketNet.schedule,
        }),
        uri: `sip:${user}@${domain}`,
        authorization_user: user,
        password: secret,
        register_expires: registerSeconds,
        session_timers: false,
        connection_recovery_min_interval: 1,
        connection_recovery_max_interval: 1,
      });
    },
    onCall: () => undefined,
    onChange: () => phases.push(line.phase),
    schedule: net.schedule,
  });
  lines.push(line);
  return { registrar, net, socketNet, phases, answers, line, agents: () => agents };
}

const registered = (line: SipLine) =>
  expect.poll(() => line.phase, { timeout: 5_000 }).toBe('registered');

test('it fetches what to sign in with, signs in and out', async () => {
  const { line, phases, registrar } = arrange();
  line.open();
  await registered(line);
  expect(phases).toEqual(['fetching', 'connecting', 'registered']);
  expect(registrar.heard).toEqual(['REGISTER', 'REGISTER']);
  line.close();
  await expect.poll(() => registrar.heard.at(-1)).toBe('UNREGISTER');
  expect(line.phase).toBe('off');
});

test('a connection that is cut comes back by itself', async () => {
  const { line, phases, registrar } = arrange();
  line.open();
  await registered(line);
  registrar.wires.at(-1)?.cut();
  expect(line.phase).toBe('lost');
  await registered(line);
  expect(registrar.wires).toHaveLength(2);
  expect(phases.slice(-2)).toEqual(['lost', 'registered']);
});

test('an old password is changed for a new one, with the same agent and its call', async () => {
  const { line, registrar, answers, agents } = arrange();
  line.open();
  await registered(line);
  registrar.password = 'second';
  answers.push(settingsWith('second'));
  answers.shift();
  registrar.wires.at(-1)?.cut();
  await registered(line);
  expect(agents()).toBe(1);
});

test('a password that stays wrong is asked for less and less often', async () => {
  const { line, net, registrar } = arrange('other');
  line.open();
  await expect.poll(() => line.phase).toBe('waiting');
  expect(net.ring()).toBe(2_000);
  await expect.poll(() => line.phase).toBe('waiting');
  registrar.password = 'first';
  expect(net.ring()).toBe(4_000);
  await registered(line);
});

test('a switch without phones is left alone', async () => {
  const { line, answers, registrar } = arrange();
  answers[0] = new RefusalError({ code: 'NO_PHONES', message: '' });
  line.open();
  await expect.poll(() => line.phase).toBe('no-phones');
  expect(registrar.wires).toEqual([]);
});

test('after a sleep it asks, and a silent switch is gone within seconds', async () => {
  const { line, registrar, socketNet } = arrange();
  line.open();
  await registered(line);
  const asked = registrar.heard.length;
  line.wake();
  await expect.poll(() => registrar.heard.length).toBeGreaterThan(asked);
  expect(line.phase).toBe('registered');
  await expect.poll(() => socketNet.alarms).toEqual([]);
  registrar.isDead = true;
  line.wake();
  expect(socketNet.ring()).toBe(5_000);
  expect(line.phase).toBe('lost');
  registrar.isDead = false;
  await registered(line);
});

test('closed while the settings are on their way, it stays closed', async () => {
  const { line, registrar } = arrange();
  line.open();
  line.close();
  await Promise.resolve();
  expect(line.phase).toBe('off');
  expect(registrar.wires).toEqual([]);
});
