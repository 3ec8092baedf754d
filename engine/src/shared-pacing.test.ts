import { describe, expect, test } from 'vitest';
import type { AgentGroupId, CampaignGroupId } from './basics/ids.ts';
import { agentGroupId, agentId, callingListId, campaignGroupId, chainId } from './basics/ids.ts';
import type { CampaignPlan } from './campaigns/campaign.ts';
import type { Attempt } from './dialing/attempt.ts';
import { sessionOf } from './entities.ts';
import { pacerOf } from './pacers.ts';
import type { PacingDemand } from './pacing/contract.ts';
import type { PacingBound } from './pacing/counts.ts';
import { loadOf, sharedOf } from './shared-pacing.ts';
import { standingsOf } from './sharing.ts';
import { AGENTS, AUTO_ANSWER, chain, LIMITS, plan, TestSite } from './test-site.ts';

const RED = campaignGroupId('red');
const GREEN = campaignGroupId('green');
const SERVICE = agentGroupId('service');

type Run = { readonly agents?: AgentGroupId; readonly limit?: number };

/** A running group with forty records of its own. */
function run(
  site: TestSite,
  groupId: CampaignGroupId,
  mode: CampaignPlan['mode'],
  { agents = AGENTS, limit = 0.03 }: Run = {},
): void {
  const listId = callingListId(groupId);
  const lists = [{ listId, name: groupId, weight: 10, attemptsMax: 5 }];
  const limits = { ...LIMITS, abandonShareMax: limit };
  site.load(plan({ ...AUTO_ANSWER, groupId, agentGroupId: agents, lists, mode, limits }));
  const records = Array.from({ length: 40 }, (_, n) => chainId(`${groupId}-${n}`));
  const first = groupId === RED ? 1 : 50;
  site.lease(
    records.map((id, n) => chain(first + n, { id, listId })),
    groupId,
  );
  site.start(groupId);
}

function siteOf(count: number, groupIds: readonly AgentGroupId[] = [AGENTS]): TestSite {
  const site = new TestSite();
  for (let n = 0; n < count; n += 1) site.logOn(agentId(`a${n}`), groupIds);
  return site;
}

const ready = (site: TestSite, ...agents: readonly number[]): void => {
  for (const n of agents) site.ready(agentId(`a${n}`));
};

const callsOf = (site: TestSite, groupId: CampaignGroupId): readonly Attempt[] =>
  [...site.state.attempts.values()].filter((attempt) => attempt.groupId === groupId);

const answered = (site: TestSite, attempt: Attempt | undefined): void => {
  if (attempt === undefined) throw new Error('there is a call');
  site.ring(attempt);
  site.answer(attempt);
  site.verdict(attempt, 'person');
};

const phaseOf = (site: TestSite, attempt: Attempt | undefined): string | undefined =>
  attempt === undefined ? undefined : site.state.attempts.get(attempt.id)?.phase;

describe('groups over the same agents dial one call for each agent between them', () => {
  // biome-ignore format: a table is read in columns.
  test.each<[red: CampaignPlan['mode'], green: CampaignPlan['mode'], agents: number, calls: number[]]>([
    ['predictive',  'predictive',  4, [2, 2]],
    ['predictive',  'progressive', 4, [2, 2]],
    ['progressive', 'progressive', 4, [2, 2]],
    ['progressive', 'predictive',  6, [3, 3]],
  ])('%s and %s, %d agents', (red, green, agents, calls) => {
    const site = siteOf(agents);
    run(site, RED, red);
    run(site, GREEN, green);
    ready(site, ...Array.from({ length: agents }, (_, n) => n));
    expect([callsOf(site, RED).length, callsOf(site, GREEN).length]).toEqual(calls);
  });

  test('with seizing each has its own on the line', () => {
    const site = siteOf(4);
    run(site, RED, 'predictive-seizing');
    run(site, GREEN, 'predictive');
    ready(site, 0, 1, 2, 3);
    expect(site.state.index.engagedByGroup.get(RED)?.size).toBe(2);
    expect(callsOf(site, GREEN)).toHaveLength(2);
  });
});

test('an agent whom nobody else would take is dialed for beyond what is due', () => {
  const site = siteOf(1, [AGENTS]);
  site.logOn(agentId('a1'), [AGENTS, SERVICE]);
  site.logOn(agentId('a2'), [SERVICE]);
  run(site, RED, 'progressive');
  run(site, GREEN, 'progressive', { agents: SERVICE });
  // The one in common is ready first, and the odd one goes to only one of the two.
  ready(site, 1, 0, 2);
  expect(site.state.attempts.size).toBe(3);
});

test('whoever waits is served before anybody is dialed for another group', () => {
  const site = siteOf(2);
  run(site, RED, 'predictive');
  ready(site, 0);
  const [call] = callsOf(site, RED);
  site.ask(agentId('a0'), { type: 'set-not-ready', reason: 'lunch' });
  answered(site, call);
  expect(phaseOf(site, call)).toBe('waiting');
  run(site, GREEN, 'progressive');
  ready(site, 1);
  expect(phaseOf(site, call)).toBe('connected');
  expect(callsOf(site, GREEN)).toEqual([]);
});

test('an agent on whom a group counts that may lose nobody is given to no other one', () => {
  const site = siteOf(2);
  run(site, RED, 'predictive');
  run(site, GREEN, 'predictive', { limit: 0 });
  ready(site, 0, 1);
  const [red] = callsOf(site, RED);
  const [green] = callsOf(site, GREEN);
  site.ask(agentId('a0'), { type: 'set-not-ready', reason: 'lunch' });
  answered(site, red);
  expect(phaseOf(site, red)).toBe('waiting');
  answered(site, green);
  expect(phaseOf(site, green)).toBe('connected');
});

/** As if both had been dialed ahead when they were decided last. */
function lookAhead(site: TestSite, groupId: CampaignGroupId, price: number, bound: PacingBound) {
  const seen = { free: 0, waiting: 0, inAir: 0, freeSoon: 0, answersSoon: 0, answerRate: 0.2 };
  const books = { risk: 0, price, intended: 0.03, liveAnswers: 0, abandoned: 0 };
  const view = { ready: 0, waiting: 0, inAir: 0, wanted: 0, opened: 0, bound };
  site.state.index.pacing.set(groupId, { ...view, forecast: { ...seen, ...books } });
}

const sum = (demand: readonly PacingDemand[]): number =>
  demand.reduce((all, { count, chances }) => all + count * (chances.at(-1) ?? 0), 0);

describe('what a controller is told of the others', () => {
  function shared(site: TestSite, groupId: CampaignGroupId, free: number) {
    const standings = standingsOf(site.state, sessionOf(site.state, groupId), site.at);
    if (standings === undefined) throw new Error('they share agents');
    return sharedOf(site.state, standings, { free, mine: [] }, site.at);
  }
  /** What the rivals need within half a minute, agents. */
  const needed = (site: TestSite, groupId: CampaignGroupId): number =>
    sum(shared(site, groupId, 9).demand);

  test('calls of a group that looks ahead are a chance each, people who wait are certain', () => {
    const site = siteOf(2);
    run(site, RED, 'predictive');
    ready(site, 0, 1);
    run(site, GREEN, 'predictive');
    for (const each of [RED, GREEN]) lookAhead(site, each, 0.03, 'risk');
    const two = needed(site, GREEN);
    expect(two).toBeGreaterThan(0.1);
    // Nobody has answered yet: the need is taken rather too high.
    expect(two).toBeLessThan(1.5);
    expect(shared(site, GREEN, 9)).toMatchObject({ own: 7, part: 0.5 });
    // Somebody has answered, and nobody of the two is there.
    for (const n of [0, 1]) {
      site.ask(agentId(`a${n}`), { type: 'set-not-ready', reason: 'lunch' });
    }
    answered(site, callsOf(site, RED)[0]);
    const red = pacerOf(site.state, sessionOf(site.state, RED), site.at);
    expect(sum(red.demand(site.at))).toBeCloseTo(1 + two / 2, 6);
  });

  test('a group that does not look ahead takes what is due to it', () => {
    const site = siteOf(4);
    run(site, GREEN, 'predictive');
    ready(site, 0, 1, 2, 3);
    for (const call of callsOf(site, GREEN).slice(1)) answered(site, call);
    run(site, RED, 'progressive');
    // The one who is free is spoken for by the call that still rings.
    expect(callsOf(site, RED)).toEqual([]);
    lookAhead(site, GREEN, 0.03, 'risk');
    expect(needed(site, GREEN)).toBe(2);
  });

  test('of a group that has others besides, only a share falls on these agents', () => {
    const site = siteOf(2, [AGENTS, SERVICE]);
    for (const other of ['a2', 'a3']) site.logOn(agentId(other), [SERVICE]);
    run(site, RED, 'predictive', { agents: SERVICE });
    ready(site, 0, 1, 2, 3);
    run(site, GREEN, 'predictive');
    lookAhead(site, RED, 0.03, 'risk');
    const red = pacerOf(site.state, sessionOf(site.state, RED), site.at);
    expect(callsOf(site, RED)).toHaveLength(4);
    expect(needed(site, GREEN)).toBeCloseTo(sum(red.demand(site.at)) / 2, 9);
  });

  test('whoever is ahead pays no more than one who is behind, and that one pays its own', () => {
    const site = siteOf(4);
    run(site, RED, 'predictive');
    run(site, GREEN, 'predictive');
    ready(site, 0, 1, 2, 3);
    answered(site, callsOf(site, RED)[0]);
    lookAhead(site, RED, 0.05, 'risk');
    lookAhead(site, GREEN, 0.02, 'risk');
    expect(shared(site, RED, 2).priceMax).toBe(0.02);
    expect(shared(site, GREEN, 2).priceMax).toBeUndefined();
    // Whoever is held back by something else holds back nobody.
    lookAhead(site, GREEN, 0.02, 'target');
    expect(shared(site, RED, 2).priceMax).toBeUndefined();
  });

  test('the one that is behind has the lighter load', () => {
    const site = siteOf(4);
    run(site, RED, 'predictive');
    run(site, GREEN, 'predictive');
    ready(site, 0, 1, 2, 3);
    answered(site, callsOf(site, RED)[0]);
    const loads = standingsOf(site.state, sessionOf(site.state, RED), site.at)?.map((each) =>
      loadOf(site.state, each),
    );
    const [red = 0, green = 0] = loads ?? [];
    expect(red).toBeGreaterThan(green);
  });
});
