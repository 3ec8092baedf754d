import { readConfig } from '@outpace/server/config.ts';
import { testDatabase } from '@outpace/server/store/test-database.ts';
import { expect, onTestFinished, test } from 'vitest';
import { demoParts, demoSeed, untilSignal } from './demo-server.ts';

function configOf(variables: Readonly<Record<string, string>>) {
  const found = readConfig(variables);
  if (!found.ok) throw new Error(found.problem.join(' '));
  return found.value;
}

test('the demo site is made once, and its sign-in details are shown once', async () => {
  const { pool, drop } = await testDatabase();
  onTestFinished(drop);
  const said: string[] = [];
  const { prepareSite } = demoParts(configOf({}), (sentence) => said.push(sentence));
  await prepareSite(pool);
  expect(said.filter((line) => line.includes('supervisor'))).toHaveLength(1);
  expect(said.filter((line) => line.includes('agent '))).toHaveLength(10);
  const before = said.length;
  await prepareSite(pool);
  expect(said).toHaveLength(before);
});

test('a server that others can reach gets no demo site by itself', async () => {
  const { pool, drop } = await testDatabase();
  onTestFinished(drop);
  const { prepareSite } = demoParts(configOf({ OUTPACE_HOST: '0.0.0.0' }));
  await expect(prepareSite(pool)).rejects.toThrow('OUTPACE_DEMO=on makes a demo site');
});

test('the people of the demo are the same unless somebody chooses others', () => {
  expect(demoSeed(configOf({}))).toBe(demoSeed(configOf({})));
  expect(demoSeed(configOf({ OUTPACE_SEED: '5' }))).toBe(5);
});

test('waits for the signal to end', async () => {
  const ended = untilSignal();
  process.emit('SIGHUP');
  await ended;
});
