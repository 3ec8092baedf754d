import { expect, test } from 'vitest';
import { after, minutes, seconds } from '../basics/time.ts';
import type { CallResult } from '../calling-lists/call-result.ts';
import type { Effect } from '../effect.ts';
import { ANN, AUTO_ANSWER, BEN, CAT, chains, GROUP, START, TestSite } from '../test-site.ts';

const running = (count: number, agents = [ANN], more = {}): TestSite => {
  const site = TestSite.running({
    plan: { ...AUTO_ANSWER, ...more },
    chains: chains(count),
    agents,
  });
  for (const agent of agents) site.ready(agent);
  return site;
};

/** What is being dialed now, by the number of its chain. */
const inTheAir = (site: TestSite): readonly string[] =>
  [...site.state.attempts.values()].map(({ chainId }) => chainId);

function fail(site: TestSite, result: CallResult = 'all-trunks-busy'): readonly Effect[] {
  const [attempt] = site.state.attempts.values();
  if (attempt === undefined) throw new Error('nothing is being dialed');
  return site.step({ type: 'originate-failed', attemptId: attempt.id, result });
}

const session = (site: TestSite) => site.state.sessions.get(GROUP);
const saved = (effects: readonly Effect[]) => effects.filter(({ type }) => type === 'save-chain');

test('after five failures in a row nobody is dialed, and no record is used up', () => {
  const site = running(8);
  const effects = [1, 2, 3, 4, 5].flatMap(() => fail(site));
  expect(saved(effects)).toEqual([]);
  expect(inTheAir(site)).toEqual([]);
  expect(session(site)).toMatchObject({
    trunks: { phase: 'resting', until: after(START, seconds(5)) },
    buffer: ['6', '7', '8', '1', '2', '3', '4', '5'],
    waits: { trunks: true },
  });
  expect(site.state.index.pacing.get(GROUP)).toMatchObject({ opened: 0, bound: 'trunks' });
  // Each attempt has its end all the same.
  expect(effects.filter(({ type }) => type === 'close-attempt')).toHaveLength(5);
});

test('then one single call is tried, after a longer rest each time, until one gets out', () => {
  const site = running(12, [ANN, BEN, CAT]);
  for (let nth = 1; nth <= 5; nth += 1) fail(site);
  // Two more were on their way when the rest began, which they do not prolong.
  expect(inTheAir(site)).toHaveLength(2);
  for (let nth = 1; nth <= 2; nth += 1) fail(site);
  for (const rest of [5, 10, 20, 40, 60, 60]) {
    site.tick(seconds(rest - 1));
    expect(inTheAir(site)).toEqual([]);
    site.tick(seconds(1));
    expect(inTheAir(site)).toHaveLength(1);
    fail(site);
  }
  site.tick(seconds(60));
  const [attempt] = site.state.attempts.values();
  if (attempt === undefined) throw new Error('nothing is tried');
  site.ring(attempt);
  expect(session(site)).toMatchObject({ trunks: { phase: 'open', failed: [] } });
  expect(inTheAir(site)).toHaveLength(3);
  expect(session(site)?.waits.trunks).toBe(false);
});

// biome-ignore format: a table is read in columns.
test.each<[what: string, happens: (site: TestSite) => unknown]>([
  ['rings',           (site) => site.ring(site.attempt(5))],
  ['is answered',     (site) => site.answer(site.attempt(5))],
  ['is busy',         (site) => site.ended(site.attempt(5), 'busy')],
  ['is not allowed',  (site) => site.ended(site.attempt(5), 'dial-error')],
])('one that %s is counted from anew', (_what, happens) => {
  const site = running(9);
  for (let nth = 1; nth <= 4; nth += 1) fail(site);
  happens(site);
  expect(session(site)?.trunks).toEqual({ phase: 'open', failed: [] });
});

test('where there is nobody else to try, a record that fails twice in a row is treated', () => {
  const site = running(1);
  expect(saved(fail(site))).toEqual([]);
  expect(inTheAir(site)).toEqual(['1']);
  const dueAt = after(START, minutes(60));
  expect(saved(fail(site))).toMatchObject([{ chainId: '1', dueAt, records: [{ attempts: 0 }] }]);
});

test('a rule of the plan for it is obeyed, but not in a rest', () => {
  const treatments = [{ on: { by: 'call-result', result: 'no-free-port' }, action: 'close' }];
  const site = running(9, [ANN], { treatments });
  const effects = [1, 2, 3, 4, 5].map(() => saved(fail(site, 'no-free-port')));
  expect(effects.map((each) => each.length)).toEqual([1, 1, 1, 1, 0]);
});

test('an agent is told, and free for the next', () => {
  const site = TestSite.running();
  site.ready(ANN);
  site.accept(ANN);
  fail(site, 'no-free-port');
  expect(site.agent(ANN)).toMatchObject({
    phase: 'previewing',
    lastOutcome: undefined,
  });
  expect(session(site)?.buffer).toEqual(['3', '1']);
});

test('a group that is being unloaded gives the record back to the store', () => {
  const site = running(2);
  site.order({ type: 'stop', groupId: GROUP });
  site.order({ type: 'unload', groupId: GROUP });
  const effects = fail(site);
  expect(effects).toContainEqual({ type: 'release-chains', chainIds: ['1'], toTop: false });
  expect(session(site)?.buffer).toEqual([]);
});
