import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must } from '@outpace/engine/basics/assert.ts';
import { readConfig } from '@outpace/server/config.ts';
import { retry } from '@outpace/server/switch/instance/retry.ts';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { behaviourIn, startLocalVoice } from './local-voice.ts';

const AGAIN_MS_MAX = 30_000;

const silent = pino({ level: 'silent' });

async function started() {
  const folder = await mkdtemp(join(tmpdir(), 'outpace-local-voice-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const read = readConfig({ OUTPACE_DATA: folder });
  if (!read.ok) throw new Error('no configuration');
  const voice = await startLocalVoice(read.value, silent);
  onTestFinished(() => voice.close());
  return { voice, config: read.value };
}

test('two instances are there, the trunk leads from one to the other, and both end', async () => {
  const { voice, config } = await started();
  expect(await voice.dialer.answers()).toBe(true);
  expect(voice.trunks.map(({ host }) => host)).not.toEqual([voice.dialer.sipAddress]);

  // A second start would take the calls of the first one.
  await expect(startLocalVoice(config, silent)).rejects.toThrow('is in use by another');
  expect(await voice.dialer.answers()).toBe(true);
  await voice.close();
  expect(await voice.dialer.answers()).toBe(false);
});

test('an instance that dies is started again in its place, and ends with the others', async () => {
  const { voice } = await started();
  const { dialer } = voice;
  const [pid, url] = [must(dialer.pid, 'a process'), dialer.url];
  process.kill(pid, 'SIGKILL');
  const back = await retry(AGAIN_MS_MAX, async () => {
    return (dialer.pid !== pid && (await dialer.answers())) || undefined;
  });
  expect([back, dialer.url]).toEqual([true, url]);
  await voice.close();
  expect(await dialer.answers()).toBe(false);
});

test('what cannot be a number does not exist, and others do as they do in the demo', () => {
  const behave = behaviourIn(1);
  expect(behave('abc', 0)).toMatchObject({ kind: 'refuses', cause: 28 });
  expect(behave('+12025550101', 0)).toEqual(behave('+12025550101', 0));
});
