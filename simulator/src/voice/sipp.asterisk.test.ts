import { isAlive } from '@outpace/server/store/running-process.ts';
import { freePorts } from '@outpace/server/switch/instance/free-ports.ts';
import { PortFault } from '@outpace/server/switch/instance/instance-fault.ts';
import { retry } from '@outpace/server/switch/instance/retry.ts';
import { sippCommand } from '@outpace/server/switch/instance/sipp-command.ts';
import { toneMs } from '@outpace/server/switch/instance/tone-levels.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SippCallees, startOn, startSipp } from './sipp.ts';
import { SIP_REFUSALS, type SippRule } from './sipp-scenario.ts';
import { TestLine } from './test-line.ts';

const rules: readonly SippRule[] = [
  ...SIP_REFUSALS.map(
    (code): SippRule => ({ dialed: `4${code}`, outcome: { kind: 'refuses', code } }),
  ),
  { dialed: '3', outcome: { kind: 'rings-out' } },
  { dialed: '5', outcome: { kind: 'dead' } },
  { dialed: '8', outcome: { kind: 'answers', ringMs: 300, early: true } },
  { dialed: '9', outcome: { kind: 'answers', ringMs: 200, hangsUpAfterMs: 300 } },
  { dialed: '7', outcome: { kind: 'answers', ringMs: 30_000 } },
];

let callees: SippCallees;
let line: TestLine;

beforeAll(async () => {
  callees = await startSipp({ rules, toneHz: 1_000 });
  line = await TestLine.open(callees.address);
});
afterAll(async () => {
  await line.close();
  await callees.stop();
  expect(isAlive(callees.pid)).toBe(false);
});

test('a port that somebody else has is told as such', async () => {
  const sip = Number(callees.address.split(':')[1]);
  const ports = { ...(await freePorts('127.0.0.1')), sip };
  await expect(startOn(ports, { rules }, await sippCommand())).rejects.toThrow(PortFault);
});

test('refuses with every code of the table', async () => {
  const codes = await Promise.all(
    SIP_REFUSALS.map(async (code) => {
      const id = await line.dial(`4${code}`);
      return (await line.told('ChannelDestroyed', id)).tech_cause;
    }),
  );
  expect(codes).toEqual(SIP_REFUSALS);
});

test('says that it is there when it is asked', async () => {
  const state = await retry(10_000, async () => {
    const found = await line.ari.call('endpoint', { tech: 'PJSIP', resource: 'trunk' });
    return found.state === 'online' ? found.state : undefined;
  });
  expect(state).toBe('online');
});

test.each<[why: string, number: string]>([
  ['rings until the caller gives up', '3'],
  ['does not reply', '5'],
  ['would have answered later', '7'],
])('%s', async (_why, number) => {
  const id = await line.dial(number, { timeoutSeconds: 1 });
  expect((await line.told('ChannelDestroyed', id)).cause).toBe(19);
});

test('hangs up by itself', async () => {
  const id = await line.dial('9');
  await line.told('StasisStart', id);
  // A far end that gives no reason leaves none.
  expect((await line.told('ChannelDestroyed', id)).cause).toBe(0);
});

test.each(['8', '1'])('answers %s and is heard', async (number) => {
  const id = await line.dial(number);
  await line.told('StasisStart', id);
  const name = `sipp-${id}`;
  const order = { channelId: id, name, format: 'wav', maxDurationSeconds: 1 };
  await line.ari.call('recordChannel', order);
  await line.recorded(name);
  expect(toneMs(await line.recording(name), 1_000)).toBeGreaterThanOrEqual(600);
  await line.ari.call('hangUp', { channelId: id });
  await line.told('ChannelDestroyed', id);
});

test('says who was called, and each call once', async () => {
  // Nobody replies, so that the caller sends it again and again.
  const id = await line.dial('+5550100', { timeoutSeconds: 2 });
  await line.told('ChannelDestroyed', id);
  const dialed = await callees.dialed();
  expect(dialed.filter((digits) => digits === '5550100')).toHaveLength(1);
  expect(dialed.filter((digits) => digits === '4404')).toHaveLength(1);
});
