import { expect, test } from 'vitest';
import { campaignId } from '../basics/ids.ts';
import { after, minutes, seconds } from '../basics/time.ts';
import type { Effect, SavePacingMemory } from '../effect.ts';
import { sessionOf } from '../entities.ts';
import { pacerOf, pacingLimits } from '../pacers.ts';
import { ANN, AUTO_ANSWER, chains, GROUP, LIST, plan, START, TestSite } from '../test-site.ts';

const predictive = { ...AUTO_ANSWER, mode: 'predictive' } as const;

const shift = (count = 60): TestSite => {
  const site = TestSite.running({ plan: predictive, chains: chains(count) });
  site.ready(ANN);
  return site;
};

const keptIn = (effects: readonly Effect[]): readonly SavePacingMemory[] =>
  effects.flatMap((effect) => (effect.type === 'save-pacing-memory' ? [effect] : []));

/** Nobody answers, call after call. */
function dial(site: TestSite, wait = seconds(20)): readonly Effect[] {
  const effects: Effect[] = [];
  for (const attempt of [...site.state.attempts.values()]) {
    effects.push(...site.ring(attempt), ...site.tick(wait), ...site.ended(attempt, 'no-answer'));
  }
  return effects;
}

test('what was learned is kept every five minutes while somebody is dialed', () => {
  const site = shift();
  const effects: Effect[] = [];
  while (site.at < after(START, minutes(16))) effects.push(...dial(site));
  const kept = keptIn(effects);
  expect(kept.map(({ at }) => Math.floor((at - START) / minutes(5)))).toEqual([1, 2, 3]);
  expect(kept[0]?.campaignId).toBe(campaignId('campaign'));
  expect(Object.keys(kept[0]?.memory.lists ?? {}).sort()).toEqual(['', LIST]);
});

test('it is kept when the group is unloaded, and the next session begins with it', () => {
  const site = shift();
  for (let call = 0; call < 8; call += 1) dial(site);
  const effects = [
    ...site.order({ type: 'force-unload', groupId: GROUP }),
    ...site.lease([], GROUP, 0),
  ];
  const [kept] = keptIn(effects);
  if (kept === undefined) throw new Error('it is kept');
  const next = plan({ ...predictive, memory: kept.memory });
  site.load(next);
  const session = sessionOf(site.state, GROUP);
  expect(pacingLimits(session, site.at).memory).toEqual(kept.memory);
  const rate = pacerOf(site.state, session, site.at).learned().lists[LIST]?.[0] ?? 0;
  expect(rate).toBeGreaterThan(5);
});

test('who dialed nobody, or by the published rule, has nothing to keep', () => {
  const idle = TestSite.running({ plan: predictive, chains: chains(3) });
  idle.tick(minutes(6));
  const progressive = TestSite.running({ plan: AUTO_ANSWER, chains: chains(3) });
  progressive.ready(ANN);
  for (const site of [idle, progressive]) {
    const effects = [
      ...site.order({ type: 'force-unload', groupId: GROUP }),
      ...site.lease([], GROUP, 0),
    ];
    expect(keptIn(effects)).toEqual([]);
  }
});
