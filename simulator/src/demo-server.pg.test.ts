import { readConfig } from '@outpace/server/config.ts';
import { testDatabase } from '@outpace/server/store/test-database.ts';
import { expect, onTestFinished, test } from 'vitest';
import { demoParts, demoSeed, firstSite, untilSignal } from './demo-server.ts';

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

const REACHABLE = { OUTPACE_HOST: '0.0.0.0' };
const ASTERISK = {
  OUTPACE_SWITCH: 'asterisk',
  OUTPACE_ASTERISK_USER: 'outpace',
  OUTPACE_ASTERISK_SECRET: 'not-a-real-secret',
};

// biome-ignore format: a table is read in columns.
test.each<[why: string, variables: Readonly<Record<string, string>>, site: 'demo' | 'empty']>([
  ['a first try on this machine is the demo',        {},                                     'demo'],
  ['unless it is not wanted',                        { OUTPACE_DEMO: 'off' },                'empty'],
  ['a server that others can reach begins empty',    REACHABLE,                              'empty'],
  ['unless the demo is asked for',                   { ...REACHABLE, OUTPACE_DEMO: 'on' },   'demo'],
  ['who dials through a carrier begins empty',       ASTERISK,                               'empty'],
  ['unless the demo is asked for there too',         { ...ASTERISK, OUTPACE_DEMO: 'on' },    'demo'],
])('%s', (_why, variables, site) => {
  expect(firstSite(configOf(variables))).toBe(site);
});

test('an empty site has one administrator, whose sign-in details are shown once', async () => {
  const { pool, drop } = await testDatabase();
  onTestFinished(drop);
  const said: string[] = [];
  const { prepareSite } = demoParts(configOf(REACHABLE), (sentence) => said.push(sentence));
  await prepareSite(pool);
  expect(said.filter((line) => line.includes('administrator  '))).toHaveLength(1);
  expect(said.filter((line) => line.includes('agent '))).toHaveLength(0);
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
