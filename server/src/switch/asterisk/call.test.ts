import type { AgentId } from '@outpace/engine/basics/ids.ts';
import { agentId, attemptId, siteId } from '@outpace/engine/basics/ids.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import type { AgentLine, LineLeg } from './agent-line.ts';
import { newLine } from './agent-line.ts';
import type { AnsweredCall, SupervisionHow, Talk, Third } from './call.ts';
import { agentsOf, callBridgeId, customerLegId, NOBODY, placesOf, thirdLegOf } from './call.ts';

const [ann, ben, sue] = ['ann', 'ben', 'sue'].map(agentId) as [AgentId, AgentId, AgentId];
const call = (talk: Partial<Talk>): AnsweredCall => ({
  attemptId: attemptId('a1'),
  legId: 'customer',
  isEnding: false,
  isRefused: false,
  phase: 'answered',
  answeredAt: instant(0),
  talk: { ...NOBODY, ...talk },
});

const upLeg = (legId: string): LineLeg => ({
  phase: 'up',
  legId,
  isDropped: false,
  isLost: false,
  to: 'browser',
  contact: undefined,
  heard: { packets: 0, at: instant(0), isSilent: false },
  isTold: true,
});
const lines = (...people: readonly AgentId[]): ReadonlyMap<AgentId, AgentLine> =>
  new Map(people.map((id) => [id, { ...newLine(id), leg: upLeg(id) }]));

const third = (change: Partial<Third> = {}): Third => ({
  of: 'number',
  legId: 'third',
  purpose: 'consult',
  isUp: true,
  hasRung: true,
  isEnding: false,
  ...(change as object),
});
const benThird: Third = {
  of: 'agent',
  agentId: ben,
  purpose: 'consult',
  isUp: true,
  hasRung: true,
  isEnding: false,
};
const supervised = (how: SupervisionHow) => ({ supervisors: new Map([[sue, how]]) });

/** Who is where, in a word for each: `in` the bridge of the call, with `music`, or `nowhere`. */
const whereOf = (talk: Partial<Talk>, up: readonly AgentId[]): Record<string, string> => {
  const places = placesOf(call(talk), lines(...up), 'bridge');
  return Object.fromEntries([...places].map(([leg, { at }]) => [leg, at === 'bridge' ? 'in' : at]));
};

const joined = { agentId: ann, wasJoined: true };

// biome-ignore format: a table is read in columns.
test.each<[why: string, talk: Partial<Talk>, up: readonly AgentId[], where: Record<string, string>]>([
  ['just answered: stays where they are', {},                               [],         {}],
  ['everybody else has gone',            { wasJoined: true },               [],         { customer: 'in' }],
  ['the agent is still on the way',      { agentId: ann },                  [],         { customer: 'in' }],
  ['the two talk',                       joined,                            [ann],      { customer: 'in', ann: 'in' }],
  ['the agent has gone, may come back',  joined,                            [],         { customer: 'in' }],
  ['muted is no place',                  { ...joined, isMuted: true },      [ann],      { customer: 'in', ann: 'in' }],
  ['held',                               { ...joined, isHeld: true },       [ann],      { customer: 'music', ann: 'in' }],
  ['held before the agent is there',     { agentId: ann, isHeld: true },    [],         { customer: 'music' }],

  ['the third party is being called',    { ...joined, side: 'target', third: third({ isUp: false }) }, [ann], { customer: 'music', ann: 'in' }],
  ['the agent asks it',                  { ...joined, side: 'target', third: third() },                [ann], { customer: 'music', ann: 'in', third: 'in' }],
  ['the agent talks to the customer',    { ...joined, side: 'customer', third: third() },              [ann], { customer: 'in', ann: 'in', third: 'music' }],
  ['all three together',                 { ...joined, side: 'both', third: third() },                  [ann], { customer: 'in', ann: 'in', third: 'in' }],
  ['the third party is let go',          { ...joined, side: 'customer', third: third({ isEnding: true }) }, [ann], { customer: 'in', ann: 'in' }],
  ['it is let go while it is asked',     { ...joined, side: 'target', third: third({ isEnding: true }) },   [ann], { customer: 'in', ann: 'in' }],
  ['handed over to a number',            { wasJoined: true, side: 'both', third: third() },            [],    { customer: 'in', third: 'in' }],
  ['to be passed on, nobody asked',      { ...joined, side: 'customer', third: third({ purpose: 'transfer', isUp: false }) }, [ann], { customer: 'in', ann: 'in' }],
  ['another agent is asked',             { ...joined, side: 'target', third: benThird },          [ann, ben], { customer: 'music', ann: 'in', ben: 'in' }],
  ['another agent, who has gone',        { ...joined, side: 'target', third: benThird },          [ann],      { customer: 'music', ann: 'in' }],

  ['somebody listens, elsewhere',        { ...joined, ...supervised('listen') },  [ann, sue], { customer: 'in', ann: 'in' }],
  ['somebody whispers, elsewhere',       { ...joined, ...supervised('whisper') }, [ann, sue], { customer: 'in', ann: 'in' }],
  ['somebody joins in',                  { ...joined, ...supervised('barge') },   [ann, sue], { customer: 'in', ann: 'in', sue: 'in' }],
  ['who joins in is still on the way',   { ...joined, ...supervised('barge') },   [ann],      { customer: 'in', ann: 'in' }],
])('%s', (_why, talk, up, where) => {
  expect(whereOf(talk, up)).toEqual(where);
});

test('a leg that is being ended is put nowhere any more', () => {
  const leg = { ...upLeg('ann'), isDropped: true } as LineLeg;
  const leaving = new Map([[ann, { ...newLine(ann), leg }]]);
  expect([...placesOf(call({ agentId: ann }), leaving, 'bridge').keys()]).toEqual(['customer']);
});

test('everybody who takes part, there or not', () => {
  expect(agentsOf(call({}))).toEqual([]);
  expect(agentsOf(call({ third: third() }))).toEqual([]);
  const talk = { agentId: ann, third: benThird, ...supervised('listen') };
  expect(agentsOf(call(talk))).toEqual([ann, ben, sue]);
});

test.each<[why: string, third: Third | undefined, legId: string | undefined]>([
  ['nobody', undefined, undefined],
  ['a number that is there', third(), 'third'],
  ['a number that is being called', third({ isUp: false }), undefined],
  ['a number that is let go', third({ isEnding: true }), undefined],
  ['an agent who is there', benThird, 'ben'],
])('the leg of the third party: %s', (_why, of, legId) => {
  expect(thirdLegOf({ ...NOBODY, third: of }, lines(ben))).toBe(legId);
});

test('the names of a call are always the same: ordered twice, it is made once', () => {
  const [site, id] = [siteId('north'), attemptId('a000001-00000001')];
  expect(customerLegId(site, id)).toBe(customerLegId(site, id));
  expect(callBridgeId(site, id)).not.toBe(customerLegId(site, id));
});
