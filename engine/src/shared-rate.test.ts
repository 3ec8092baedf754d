import { expect, test } from 'vitest';
import { agentGroupId, agentId, campaignGroupId } from './basics/ids.ts';
import { after, millis, minutes, seconds } from './basics/time.ts';
import { ANN, AUTO_ANSWER, BEN, CAT, chain, chains, GROUP, plan, TestSite } from './test-site.ts';

const OTHER = campaignGroupId('other');
const OTHERS = agentGroupId('others');
/** Engaged in no other group, so that only the rate is shared. */
const THEIRS = [1, 2, 3, 4].map((n) => agentId(`other-${n}`));

/** Two groups with agents of their own, under so many calls a second. */
function twoGroups(callsPerSecond: number, mode: 'progressive' | 'predictive' = 'progressive') {
  const site = TestSite.running({
    plan: { ...AUTO_ANSWER, mode },
    agents: [ANN, BEN, CAT],
    chains: chains(40),
    limits: { callsPerSecond },
  });
  for (const id of THEIRS) site.logOn(id, [OTHERS]);
  site.load(plan({ ...AUTO_ANSWER, groupId: OTHER, groupName: 'Other', agentGroupId: OTHERS }));
  const theirs = Array.from({ length: 40 }, (_, n) => chain(n + 101));
  site.lease(theirs, OTHER);
  site.start(OTHER);
  return site;
}

const bound = (site: TestSite, groupId = GROUP) => site.state.index.pacing.get(groupId)?.bound;
const made = (site: TestSite) =>
  [GROUP, OTHER].map((id) => site.state.sessions.get(id)?.counts.attempts);

/** Every call is busy at once, so that everybody wants the next. */
function lively(site: TestSite, forMs: number): void {
  for (let ms = 0; ms < forMs; ms += 50) {
    site.tick(millis(50));
    for (const attempt of [...site.state.attempts.values()]) site.ended(attempt, 'busy');
  }
}

test('what all groups start together never goes over the rate, and the rate is used', () => {
  const site = twoGroups(2);
  for (const id of [ANN, BEN, CAT, ...THEIRS]) site.ready(id);
  const perSecond = new Map<number, number>();
  for (let ms = 0; ms < 12_000; ms += 50) {
    site.tick(millis(50));
    for (const attempt of [...site.state.attempts.values()]) site.ended(attempt, 'busy');
    expect(site.state.starts.room(site.at)).toBeGreaterThanOrEqual(0);
    const total = made(site).reduce<number>((sum, count) => sum + (count ?? 0), 0);
    perSecond.set(ms, total);
    const aSecondAgo = perSecond.get(ms - 1_000);
    if (aSecondAgo !== undefined) expect(total - aSecondAgo).toBeLessThanOrEqual(2);
  }
  // The first second of an epoch is waited out.
  expect(perSecond.get(11_950)).toBeGreaterThanOrEqual(21);
});

test.each([1, 2, 3, 5])('at %d a second two groups that want more have the same', (rate) => {
  const site = twoGroups(rate);
  for (const id of [ANN, BEN, CAT, ...THEIRS]) site.ready(id);
  lively(site, 10_000);
  const [mine = 0, theirs = 0] = made(site);
  expect(mine + theirs).toBeGreaterThanOrEqual(9 * rate - 1);
  expect(Math.abs(mine - theirs)).toBeLessThanOrEqual(2);
});

test('what one does not want the other has', () => {
  const site = twoGroups(4);
  for (const id of THEIRS) site.ready(id);
  lively(site, 6_000);
  const [mine = 0, theirs = 0] = made(site);
  expect(mine).toBe(0);
  expect(theirs).toBeGreaterThanOrEqual(18);
});

test('who is held back says so, and dials as soon as it may', () => {
  const site = twoGroups(1);
  site.tick(minutes(1));
  for (const id of [ANN, BEN]) site.ready(id);
  expect([site.state.attempts.size, bound(site)]).toEqual([1, 'rate']);
  site.tick(millis(999));
  expect(site.state.attempts.size).toBe(1);
  site.tick(millis(1));
  expect(site.state.attempts.size).toBe(2);
});

test('so does who looks ahead', () => {
  const site = twoGroups(1, 'predictive');
  site.tick(minutes(1));
  for (const id of [ANN, BEN]) site.ready(id);
  expect([site.state.attempts.size, bound(site)]).toEqual([1, 'rate']);
  site.tick(seconds(1));
  expect(site.state.attempts.size).toBe(2);
});

test('without records the rate is not what holds it', () => {
  const limits = { callsPerSecond: 1 };
  const site = TestSite.running({ plan: AUTO_ANSWER, agents: [ANN, BEN], chains: [], limits });
  site.tick(minutes(1));
  for (const id of [ANN, BEN]) site.ready(id);
  expect(bound(site)).toBe('records');
});

test('what is shown takes its turn like a call, once', () => {
  const site = TestSite.running({ agents: [ANN, BEN], limits: { callsPerSecond: 1 } });
  site.tick(minutes(1));
  for (const id of [ANN, BEN]) site.ready(id);
  expect(site.picture()).toMatchObject({ ann: 'previewing 1', ben: 'ready' });
  site.tick(seconds(1));
  expect(site.picture()).toMatchObject({ ann: 'previewing 1', ben: 'previewing 2' });
  site.tick(seconds(1));
  site.accept(ANN);
  expect([site.state.attempts.size, site.state.starts.room(site.at)]).toEqual([1, 1]);
});

test('where the line is held first the call takes its turn when it is made', () => {
  const assured = { of: 'everybody' } as const;
  const limits = { callsPerSecond: 1 };
  const site = TestSite.running({ agents: [ANN, BEN], limits, plan: { assured } });
  site.tick(minutes(1));
  site.ready(ANN);
  expect(site.state.starts.room(site.at)).toBe(1);
  site.accept(ANN);
  expect([site.state.attempts.size, site.state.starts.room(site.at)]).toEqual([1, 0]);
});

test('a call by hand is not kept waiting, and takes its turn', () => {
  const limits = { callsPerSecond: 1 };
  const site = TestSite.running({ agents: [ANN, BEN], limits });
  site.tick(minutes(1));
  site.ready(ANN);
  const interaction = site.talk(ANN);
  site.endCall(ANN);
  site.tick(seconds(1));
  site.ready(BEN);
  expect(site.state.starts.room(site.at)).toBe(0);
  const to = { kind: 'record', recordId: interaction.recordId } as const;
  site.ask(ANN, { type: 'recall', interactionId: interaction.id, to });
  expect([site.state.attempts.size, site.state.starts.freeFrom(site.at)]).toEqual([
    1,
    after(site.at, seconds(1)),
  ]);
});
