import { describe, expect, test } from 'vitest';
import type { AgentGroupId, CampaignGroupId } from './basics/ids.ts';
import { agentGroupId, agentId, callingListId, campaignGroupId, chainId } from './basics/ids.ts';
import { minutes } from './basics/time.ts';
import { EQUAL_STAFFING, type Staffing } from './campaigns/staffing.ts';
import { sessionOf } from './entities.ts';
import { standingsOf } from './sharing.ts';
import { AGENTS, AUTO_ANSWER, chain, plan, TestSite } from './test-site.ts';

const RED = campaignGroupId('red');
const GREEN = campaignGroupId('green');
const SERVICE = agentGroupId('service');

/** A running group with its own list; `records` may be none. */
function run(
  site: TestSite,
  groupId: CampaignGroupId,
  agents: AgentGroupId,
  records = 5,
  over: Partial<Staffing> = {},
): void {
  const listId = callingListId(groupId);
  const lists = [{ listId, name: groupId, weight: 10, attemptsMax: 5 }];
  const staffing = { ...EQUAL_STAFFING, ...over };
  site.load(plan({ ...AUTO_ANSWER, groupId, agentGroupId: agents, lists, staffing }));
  const ids = Array.from({ length: records }, (_, n) => chainId(`${groupId}-${n}`));
  site.lease(
    ids.map((id, n) => chain(n + (groupId === RED ? 1 : 50), { id, listId })),
    groupId,
  );
  site.start(groupId);
}

/** Agents with their groups, nobody ready. */
function siteOf(...groups: readonly (readonly AgentGroupId[])[]): TestSite {
  const site = new TestSite();
  groups.forEach((groupIds, n) => {
    site.logOn(agentId(`a${n}`), groupIds);
  });
  return site;
}

const ready = (site: TestSite, ...agents: readonly number[]): void => {
  for (const n of agents) site.ready(agentId(`a${n}`));
};

const standings = (site: TestSite, groupId: CampaignGroupId) =>
  standingsOf(site.state, sessionOf(site.state, groupId), site.at)?.map(
    ({ session, wants, staffed, common, held, due, seats }) => [
      session.groupId,
      { wants, staffed, common, held, due, seats },
    ],
  );

test('a group alone, or beside one with other agents, shares with nobody', () => {
  const site = siteOf([AGENTS], [SERVICE]);
  run(site, RED, AGENTS);
  expect(standings(site, RED)).toBeUndefined();
  run(site, GREEN, SERVICE);
  expect(standings(site, RED)).toBeUndefined();
});

test('two groups over the same agents have half of them each', () => {
  const site = siteOf([AGENTS], [AGENTS], [AGENTS], [AGENTS]);
  run(site, RED, AGENTS);
  run(site, GREEN, AGENTS);
  ready(site, 0, 1, 2, 3);
  const each = { wants: true, staffed: 4, common: 4, held: 2, due: 2, seats: 2 };
  expect(standings(site, RED)).toEqual([
    [RED, each],
    [GREEN, each],
  ]);
});

test('where some agents are one group’s alone, the others are halved', () => {
  const site = siteOf([AGENTS], [AGENTS], [AGENTS, SERVICE], [AGENTS, SERVICE]);
  run(site, RED, AGENTS);
  run(site, GREEN, SERVICE);
  ready(site, 0, 1, 2, 3);
  const [red, green] = standings(site, RED) ?? [];
  expect(red).toEqual([RED, { wants: true, staffed: 4, common: 4, held: 3, due: 3, seats: 3 }]);
  expect(green).toEqual([GREEN, { wants: true, staffed: 2, common: 2, held: 1, due: 1, seats: 1 }]);
});

test('agents move to the others while a group has nobody to dial, and back', () => {
  const site = siteOf([AGENTS], [AGENTS]);
  run(site, RED, AGENTS);
  run(site, GREEN, AGENTS, 0);
  ready(site, 0, 1);
  expect(standings(site, RED)?.map(([, each]) => each)).toMatchObject([
    { wants: true, held: 2, due: 2, seats: 2 },
    { wants: false, held: 0, due: 0, seats: 0 },
  ]);
  site.lease([chain(70, { listId: callingListId(GREEN) })], GREEN);
  expect(standings(site, RED)?.map(([, each]) => each)).toMatchObject([
    { seats: 1 },
    { wants: true, due: 1, seats: 1 },
  ]);
});

test('an odd agent goes to and fro: whoever had less of the last minutes has them next', () => {
  const site = siteOf([AGENTS]);
  run(site, RED, AGENTS);
  run(site, GREEN, AGENTS);
  ready(site, 0);
  const owner = (): CampaignGroupId | undefined => {
    const [attempt] = site.state.attempts.values();
    return attempt?.groupId;
  };
  const turns: (CampaignGroupId | undefined)[] = [];
  for (let call = 0; call < 4; call += 1) {
    turns.push(owner());
    const [attempt] = site.state.attempts.values();
    if (attempt === undefined) break;
    site.ring(attempt);
    site.tick(minutes(0.3));
    site.ended(attempt, 'busy');
  }
  expect(turns).toEqual([GREEN, RED, GREEN, RED]);
});

test('agents who are not ready are nobody’s', () => {
  const site = siteOf([AGENTS], [AGENTS]);
  run(site, RED, AGENTS);
  run(site, GREEN, AGENTS);
  ready(site, 0);
  expect(standings(site, RED)?.map(([, each]) => each)).toMatchObject([
    { staffed: 1, due: 0.5 },
    { staffed: 1, due: 0.5 },
  ]);
});

describe('priority, minimum and maximum of a group', () => {
  /** Eight agents of both groups, ready one after the other. */
  function shared(red: Partial<Staffing>, green: Partial<Staffing>) {
    const site = siteOf(...Array.from({ length: 8 }, () => [AGENTS]));
    run(site, RED, AGENTS, 20, red);
    run(site, GREEN, AGENTS, 20, green);
    ready(site, 0, 1, 2, 3, 4, 5, 6, 7);
    return standings(site, RED)?.map(([, each]) => each);
  }

  test.each<[what: string, red: Partial<Staffing>, green: Partial<Staffing>, held: number[]]>([
    ['without them: half each', {}, {}, [4, 4]],
    ['three times the priority, three times the agents', { priority: 3 }, {}, [6, 2]],
    ['not fewer than the minimum', { priority: 7 }, { agentsMin: 3 }, [5, 3]],
    ['not more than the maximum', { agentsMax: 1 }, {}, [1, 7]],
    ['the maximum counts against the priority, too', { priority: 9, agentsMax: 2 }, {}, [2, 6]],
    ['agents whom nobody may have stay free', { agentsMax: 1 }, { agentsMax: 3 }, [1, 3]],
  ])('%s', (_what, red, green, held) => {
    const both = shared(red, green);
    const found = held.map((count) => ({ held: count, due: expect.closeTo(count, 6) }));
    expect(both).toMatchObject(found);
  });

  test('a maximum holds where nobody else wants agents', () => {
    const site = siteOf([AGENTS], [AGENTS], [AGENTS]);
    run(site, RED, AGENTS, 5, { agentsMax: 2 });
    ready(site, 0, 1, 2);
    expect(site.state.attempts.size).toBe(2);
    expect(standings(site, RED)).toMatchObject([[RED, { held: 2, due: 2, seats: 2 }]]);
  });
});
