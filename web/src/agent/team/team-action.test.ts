import {
  agentGroupId,
  agentId,
  campaignGroupId,
  interactionId,
} from '@outpace/engine/basics/ids.ts';
import type { ManualView } from '@outpace/engine/views/agent-view.ts';
import type { AgentCommandBody } from '@outpace/protocol/agent-socket.ts';
import { REFUSALS } from '@outpace/protocol/tables.ts';
import type { TeamTarget } from '@outpace/protocol/team.ts';
import { expect, test } from 'vitest';
import { callActions, callInAction, colleagueAction, isRefused } from './team-action.ts';

const number = (suppressed: boolean): TeamTarget => ({
  kind: 'number',
  id: '+12125550142',
  favourite: false,
  callIn: suppressed ? 'NUMBER_SUPPRESSED' : 'allowed',
  name: '',
  listName: '',
  suppressed,
});
const common = { favourite: false, callIn: 'allowed' } as const;
const ben: TeamTarget = {
  kind: 'agent',
  id: agentId('ben'),
  ...common,
  call: 'allowed',
  name: 'Ben',
  state: 'ready',
};
const team: TeamTarget = {
  kind: 'group',
  id: agentGroupId('team'),
  ...common,
  name: 'Team',
  ready: 1,
  loggedOn: 1,
};
const group = (id: string) => ({ groupId: campaignGroupId(id), name: `Campaign ${id}` });
const manual = (permission: ManualView['permission'], ...ids: readonly string[]) => ({
  permission,
  campaigns: ids.map(group),
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, permission: ManualView['permission'], target: TeamTarget, refused: string | undefined]>([
  ['a number may be called',         'allowed',    number(false), undefined],
  ['one on the do-not-call list not', 'allowed',   number(true),  REFUSALS.NUMBER_SUPPRESSED],
  ['nor any when the view says so',  'AGENT_BUSY', number(false), REFUSALS.AGENT_BUSY],
])('%s', (_why, permission, target, refused) => {
  const [call] = callActions(manual(permission, 'a'), () => {});
  expect(call?.refused(target)).toBe(refused);
});

test('colleagues are not called by hand', () => {
  const [call] = callActions(manual('allowed', 'a'), () => {});
  expect([call?.isFor(number(false)), call?.isFor(ben)]).toEqual([true, false]);
});

test('with several campaigns it is said for which', () => {
  const sent: AgentCommandBody[] = [];
  const actions = callActions(manual('allowed', 'a', 'b'), (command) => void sent.push(command));
  expect(actions.map(({ label }) => label)).toEqual([
    'Call now for Campaign a',
    'Call now for Campaign b',
  ]);
  actions[1]?.run(number(false));
  expect(sent).toEqual([{ type: 'call-number', phone: '+12125550142', groupId: 'b' }]);
});

const CALL = interactionId('i1');
const consult = (sent: AgentCommandBody[] = []) =>
  callInAction({ way: 'consult', label: 'Consult' }, CALL, (command) => void sent.push(command));

test.each<[TeamTarget, target: object]>([
  [ben, { kind: 'agent', agentId: 'ben' }],
  [team, { kind: 'group', agentGroupId: 'team' }],
  [number(false), { kind: 'number', phone: '+12125550142' }],
])('%o is called in', (found, target) => {
  const sent: AgentCommandBody[] = [];
  consult(sent).run(found);
  expect(sent).toEqual([{ type: 'consult', interactionId: CALL, target }]);
});

test('whom the dialer would refuse is not called in, and why', () => {
  const busy: TeamTarget = { ...ben, callIn: 'TARGET_BUSY' };
  expect([ben, busy].map(consult().refused)).toEqual([undefined, REFUSALS.TARGET_BUSY]);
  const quiet = [ben, busy, number(true)].map((target) => isRefused(target, [consult()]));
  expect(quiet).toEqual([false, true, true]);
  // With nothing to be done with it at all, it is as good as refused.
  expect(
    isRefused(
      ben,
      callActions(manual('allowed', 'a'), () => {}),
    ),
  ).toBe(true);
});

test('a colleague is called for a talk, if the dialer says that it can be done', () => {
  const sent: AgentCommandBody[] = [];
  const action = colleagueAction((command) => void sent.push(command));
  expect([ben, team, number(false)].map(action.isFor)).toEqual([true, false, false]);
  const busy: TeamTarget = { ...ben, call: 'TARGET_BUSY' };
  expect([ben, busy].map(action.refused)).toEqual([undefined, REFUSALS.TARGET_BUSY]);
  action.run(ben);
  expect(sent).toEqual([{ type: 'call-agent', agentId: 'ben' }]);
});
