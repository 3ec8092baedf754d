import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { isAlive } from '../../store/running-process.ts';
import { AriConnection } from '../asterisk/connection.ts';
import { realTimers } from '../asterisk/timers.ts';
import { kill, runningIn } from './asterisk-process.ts';
import { INCOMING_CONTEXT, TRUNK_TRANSPORT } from './dialer-config.ts';
import { type AsteriskInstance, type InstanceOrder, startInstance } from './instance.ts';
import { PortFault } from './instance-fault.ts';
import { retry } from './retry.ts';
import { WORLD_ACCOUNT } from './world-config.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outpace-instance-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function started(
  role: InstanceOrder['role'],
  onMove: (sentence: string) => void = (sentence) => expect.fail(sentence),
): Promise<AsteriskInstance> {
  const instance = await startInstance({ folder: join(folder, role), role, onMove });
  onTestFinished(() => instance.kill());
  return instance;
}

/** All that it complained about; notices are no complaints. */
async function complaints(instance: AsteriskInstance): Promise<readonly string[]> {
  const log = await readFile(join(instance.setup.folder, 'log', 'messages'), 'utf8');
  return log.split('\n').filter((line) => /\b(ERROR|WARNING)\[/.test(line));
}

test('starts without a complaint, and comes back as it was after a power cut', async () => {
  const instance = await started('dialer');
  expect(await complaints(instance)).toEqual([]);
  const secret = await stat(instance.secretFile);
  expect(secret.mode & 0o777).toBe(0o600);
  const { url, secret: before } = instance;

  await instance.kill();
  expect(await instance.answers()).toBe(false);
  await instance.start();
  expect(await instance.answers()).toBe(true);

  await instance.stop();
  expect(await runningIn(instance.setup.folder)).toBeUndefined();
  const next = await started('dialer');
  expect({ url: next.url, secret: next.secret }).toEqual({ url, secret: before });
});

test('moves when somebody else is on its port, and says so', async () => {
  const instance = await started('dialer');
  await instance.stop();
  const other = createServer().listen(instance.setup.ports.http, '127.0.0.1');
  onTestFinished(() => void other.close());
  await once(other, 'listening');
  const said: string[] = [];
  const next = await started('dialer', (sentence) => said.push(sentence));
  expect(next.url).not.toBe(instance.url);
  expect(said).toEqual([expect.stringContaining(`${next.setup.ports.http}.`)]);
});

test('a start without one of its ports is no start', async () => {
  const instance = await started('dialer');
  await instance.kill();
  const { host, ports } = instance.setup;
  const other = createSocket('udp4').bind(ports.sip, host);
  onTestFinished(() => void other.close());
  await once(other, 'listening');
  const failing = instance.start();
  await expect(failing).rejects.toThrow(PortFault);
  await expect(failing).rejects.toThrow('Address already in use');
  expect(await runningIn(instance.setup.folder)).toBeUndefined();
});

test('nothing of the machine is loaded into it but its way to look up names', async () => {
  const instance = await started('dialer');
  const maps = await readFile(`/proc/${instance.pid}/maps`, 'utf8');
  const libraries = [...maps.matchAll(/(\/\S+\.so\S*)$/gm)].map(([, path = '']) => path);
  expect(libraries.length).toBeGreaterThan(100);
  const tree = dirname(dirname(instance.setup.tree.modulesFolder));
  const foreign = libraries.filter((path) => !path.startsWith(tree));
  expect(foreign.filter((path) => !path.includes('/libnss_'))).toEqual([]);
});

test('one that outlived its process is adopted', async () => {
  const place = join(folder, 'dialer');
  const script = `
    import { startInstance } from './instance.ts';
    const { pid } = await startInstance({ folder: ${JSON.stringify(place)}, role: 'dialer' });
    process.stdout.write(String(pid));
    setTimeout(() => undefined, 60_000);
  `;
  const args = ['--input-type=module-typescript', '-e', script];
  const cwd = dirname(new URL(import.meta.url).pathname);
  const parent = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = await once(parent.stdout, 'data');
  const pid = Number(String(said));
  onTestFinished(() => kill(pid));
  parent.kill('SIGKILL');
  await once(parent, 'exit');

  expect(isAlive(pid)).toBe(true);
  const adopted = await startInstance({ folder: place, role: 'dialer' });
  expect(adopted.pid).toBe(pid);
  const over = adopted.ended();
  await adopted.stop();
  await over;
  expect(isAlive(pid)).toBe(false);
});

test('one process at a time has it', async () => {
  const instance = await started('dialer');
  await expect(startInstance({ folder: instance.setup.folder, role: 'dialer' })).rejects.toThrow(
    `${instance.setup.folder} is in use by another Outpace (process ${process.pid}).`,
  );
  expect(await instance.answers()).toBe(true);
});

test('a trunk that registers is pushed while it runs', async () => {
  const [dialer, world] = await Promise.all([started('dialer'), started('world')]);
  const ari = await connected(dialer);
  const push = (objectType: string, fields: Readonly<Record<string, string>>) =>
    ari.call('putObject', {
      configClass: 'res_pjsip',
      objectType,
      id: 'trunk',
      fields: Object.entries(fields).map(([attribute, value]) => ({ attribute, value })),
    });
  const carrier = `sip:${world.sipAddress}`;
  await push('auth', {
    auth_type: 'digest',
    username: WORLD_ACCOUNT,
    password: world.secret,
  });
  await push('aor', { contact: carrier });
  await push('endpoint', {
    transport: TRUNK_TRANSPORT,
    context: INCOMING_CONTEXT,
    allow: '!all,alaw',
    aors: 'trunk',
    outbound_auth: 'trunk',
  });
  await push('identify', { endpoint: 'trunk', match: world.sipAddress });
  await push('registration', {
    transport: TRUNK_TRANSPORT,
    server_uri: carrier,
    client_uri: `sip:${WORLD_ACCOUNT}@${world.sipAddress}`,
    outbound_auth: 'trunk',
    // Otherwise it waits for up to ten seconds, so that a thousand trunks do not come at once.
    max_random_initial_delay: '0',
  });
  const outside = await connected(world);
  const state = await retry(10_000, async () => {
    const account = { tech: 'PJSIP', resource: WORLD_ACCOUNT };
    const found = await outside.call('endpoint', account);
    return found.state === 'online' ? found.state : undefined;
  });
  expect(state).toBe('online');
});

async function connected(instance: AsteriskInstance): Promise<AriConnection> {
  const { url, user, secret } = instance;
  const ignore = (): void => undefined;
  const watcher = { onUp: ignore, onDown: ignore, onEvent: ignore, onEnd: ignore };
  const log = pino({ level: 'silent' });
  const ari = new AriConnection({ url, user, secret, app: 'test' }, watcher, realTimers(), log);
  onTestFinished(() => ari.close());
  expect(await ari.open()).toBe(true);
  return ari;
}
