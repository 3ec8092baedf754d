import type { AttemptId } from '@outpace/engine/basics/ids.ts';
import { agentId, attemptId, siteId } from '@outpace/engine/basics/ids.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import type { SurvivingLeg } from '@outpace/engine/dialing/surviving-leg.ts';
import { expect, test } from 'vitest';
import type { Bridge, Channel } from './ari-types.ts';
import type { Call } from './call.ts';
import { NOBODY } from './call.ts';
import type { LegKind } from './leg-id.ts';
import { legId } from './leg-id.ts';
import { surveyOf, survivorsOf } from './survey.ts';
import { SITE } from './test-exchange.ts';

const id = (kind: LegKind, owner: string, serial = 0): string =>
  legId({ site: SITE, kind, owner, serial });

function channel(
  legName: string,
  more: Partial<Channel['dialplan']> & { state?: string } = {},
): Channel {
  const { state = 'Up', ...dialplan } = more;
  return {
    id: legName,
    protocol_id: '',
    name: `PJSIP/main~trunk~carrier-${legName.length}`,
    state,
    caller: { name: '', number: '' },
    dialplan: {
      context: 'outpace-dial',
      exten: 's',
      app_name: state === 'Up' ? 'Stasis' : 'AppDial2',
      app_data: '',
      ...dialplan,
    },
    creationtime: '',
  };
}

const bridge = (owner: string, ...channels: readonly string[]): Bridge => ({
  id: id('call', owner),
  name: '',
  technology: 'simple_bridge',
  bridge_type: 'mixing',
  channels: [...channels],
});

const [customer, agent, third] = [
  id('customer', 'a1'),
  id('agent', 'ann', 1),
  id('third', 'a1', 2),
];
const found = (
  channels: readonly Channel[],
  bridges: readonly Bridge[] = [],
  known: ReadonlyMap<AttemptId, Call> = new Map(),
) => surveyOf(SITE, channels, bridges, known, instant(0));

type CustomerLeg = Extract<SurvivingLeg, { of: 'attempt' }>;
const nobody = { agentId: undefined, isHeld: false, isRecorded: false };
const withAnn = { ...nobody, agentId: agentId('ann') };

test.each<
  [why: string, channels: readonly Channel[], bridges: readonly Bridge[], leg: Partial<CustomerLeg>]
>([
  ['being dialed', [channel(customer, { state: 'Down' })], [], { state: 'ringing', ...nobody }],
  ['ringing', [channel(customer, { state: 'Ringing' })], [], { state: 'ringing', ...nobody }],
  [
    'answered this very moment',
    [channel(customer, { app_name: 'NoOp' })],
    [],
    { state: 'ringing', ...nobody },
  ],
  ['waiting', [channel(customer)], [], { state: 'waiting', ...nobody }],
  [
    'hearing the message',
    [channel(customer, { context: 'outpace-orphan', app_name: 'Playback' })],
    [],
    { state: 'message', ...nobody },
  ],
  [
    'talking',
    [channel(customer), channel(agent)],
    [bridge('a1', customer, agent)],
    { state: 'talking', ...withAnn },
  ],
  [
    'held',
    [channel(customer), channel(agent)],
    [bridge('a1', agent)],
    { state: 'talking', ...withAnn, isHeld: true },
  ],
  [
    'recorded',
    [channel(customer), channel(id('recorder', 'a1', 3))],
    [],
    { state: 'waiting', ...nobody, isRecorded: true },
  ],
  [
    'left by the agent',
    [channel(customer)],
    [bridge('a1', customer)],
    { state: 'waiting', ...nobody },
  ],
  [
    'handed over',
    [channel(customer), channel(third)],
    [bridge('a1', customer, third)],
    { state: 'talking', ...nobody },
  ],
  [
    'waiting while the agent asks somebody',
    [channel(customer), channel(agent), channel(third)],
    [bridge('a1', agent, third)],
    { state: 'talking', ...withAnn },
  ],
])('a customer is found %s', (_why, channels, bridges, leg) => {
  const legs = survivorsOf(found(channels, bridges));
  expect(legs.find(({ of }) => of === 'attempt')).toEqual({
    of: 'attempt',
    attemptId: 'a1',
    ...leg,
  });
});

test('agents are found whose leg is up', () => {
  const legs = survivorsOf(found([channel(agent), channel(id('agent', 'ben'), { state: 'Ring' })]));
  expect(legs).toEqual([{ of: 'agent', agentId: 'ann' }]);
});

test('what others have made is not ours', () => {
  const other = legId({ site: siteId('branch'), kind: 'customer', owner: 'a1', serial: 0 });
  expect(survivorsOf(found([channel(other), channel('1795634923.12')]))).toEqual([]);
});

test('what nobody needs is let go', () => {
  const strays = [
    id('listener', 'a1'),
    id('beep', 'a1'),
    id('spy', 'sue'),
    id('recorder', 'a2'),
    id('third', 'a2'),
  ];
  const survey = found(
    [channel(customer), ...strays.map((name) => channel(name))],
    [bridge('a1', customer), bridge('a2'), { ...bridge('a1'), id: id('desk', 'sue') }],
  );
  expect(survey.strayLegs.map(({ legId: name }) => name).toSorted()).toEqual(strays.toSorted());
  expect(survey.bridges).toEqual([id('call', 'a1')]);
  expect(survey.strayBridges).toEqual([id('call', 'a2'), id('desk', 'sue')]);
});

test('of a call of our own is kept what only we know', () => {
  const call: Call = {
    attemptId: attemptId('a1'),
    legId: customer,
    isEnding: false,
    isRefused: false,
    phase: 'answered',
    answeredAt: instant(-5_000),
    talk: { ...NOBODY, agentId: agentId('ann'), isMuted: true, wasJoined: true },
  };
  const known = new Map([[call.attemptId, call]]);
  expect(found([channel(customer)], [], known).calls).toEqual([call]);
});

test('a third party of ours that went unseen is gone', () => {
  const call: Call = {
    attemptId: attemptId('a1'),
    legId: customer,
    isEnding: false,
    isRefused: false,
    phase: 'answered',
    answeredAt: instant(0),
    talk: {
      ...NOBODY,
      side: 'target',
      third: {
        of: 'number',
        legId: third,
        purpose: 'consult',
        isUp: true,
        hasRung: true,
        isEnding: false,
      },
    },
  };
  const [left] = found([channel(customer)], [], new Map([[call.attemptId, call]])).calls;
  expect(left).toMatchObject({ talk: { third: undefined, side: 'customer' } });
});
