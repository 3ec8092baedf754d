import { attemptId, siteId } from '@outpace/engine/basics/ids.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import type { SurvivingLeg } from '@outpace/engine/dialing/surviving-leg.ts';
import { describe, expect, test } from 'vitest';
import type { Bridge, Channel } from './ari-types.ts';
import type { AnsweredCall, Call, Talk, Third } from './call.ts';
import { NOBODY } from './call.ts';
import { legId } from './leg-id.ts';
import type { Survey } from './survey.ts';
import { surveyOf, survivorsOf } from './survey.ts';
import { A1, A2, ANN, BEN, channelOf, leg, NORTH } from './test-exchange.ts';

const at = instant(1_000_000);

/** Channels, each with the words that make it: its leg, and how it is. */
const dialplan = (context: string, app_name: string): Channel['dialplan'] => ({
  context,
  exten: 's',
  app_name,
  app_data: '',
});
const up = (id: string): Channel => channelOf(id);
const rings = (id: string): Channel =>
  channelOf(id, { state: 'Ringing', dialplan: dialplan('outpace-dial', 'AppDial2') });
const dialed = (id: string): Channel => channelOf(id, { ...rings(id), state: 'Down' });
/** Answered, and the application has not been told yet. */
const onItsWay = (id: string): Channel => channelOf(id, { ...rings(id), state: 'Up' });
const hearsMessage = (id: string): Channel =>
  channelOf(id, { dialplan: dialplan('outpace-orphan', 'Playback') });

const bridge = (id: string, ...channels: readonly string[]): Bridge => ({
  id,
  name: '',
  technology: 'simple_bridge',
  bridge_type: 'mixing',
  channels: [...channels],
});

const customer = leg('customer', A1);
const ann = leg('agent', ANN, 1);
const third = leg('third', A1, 2);
const callBridge = leg('call', A1);

const found = (
  channels: readonly Channel[],
  bridges: readonly Bridge[] = [],
  known: readonly Call[] = [],
): Survey =>
  surveyOf(NORTH, channels, bridges, new Map(known.map((call) => [call.attemptId, call])), at);

const one = { of: 'attempt', attemptId: A1, isHeld: false, isRecorded: false } as const;
const alone = { ...one, agentId: undefined };
const withAnn = { ...one, state: 'talking', agentId: ANN } as const;
const annAlone = { of: 'agent', agentId: ANN } as const;

describe('what another process left', () => {
  test.each<
    [
      why: string,
      channels: readonly Channel[],
      bridges: readonly Bridge[],
      legs: readonly SurvivingLeg[],
    ]
  >([
    ['nothing', [], [], []],
    ['a call that nobody has taken yet', [dialed(customer)], [], [{ ...alone, state: 'ringing' }]],
    ['one that rings', [rings(customer)], [], [{ ...alone, state: 'ringing' }]],
    [
      'one that is answered this moment',
      [onItsWay(customer)],
      [],
      [{ ...alone, state: 'ringing' }],
    ],
    ['one that waits for an agent', [up(customer)], [], [{ ...alone, state: 'waiting' }]],
    [
      'one that waits in its bridge',
      [up(customer)],
      [bridge(callBridge, customer)],
      [{ ...alone, state: 'waiting' }],
    ],
    ['one that hears the message', [hearsMessage(customer)], [], [{ ...alone, state: 'message' }]],
    [
      'two who talk',
      [up(customer), up(ann)],
      [bridge(callBridge, customer, ann)],
      [withAnn, annAlone],
    ],
    [
      'one on hold',
      [up(customer), up(ann)],
      [bridge(callBridge, ann)],
      [{ ...withAnn, isHeld: true }, annAlone],
    ],
    [
      'an agent who waits elsewhere',
      [up(customer), up(ann)],
      [bridge(callBridge, customer)],
      [{ ...alone, state: 'waiting' }, annAlone],
    ],
    ['an agent alone', [up(ann)], [], [annAlone]],
    ['an agent whose phone rings', [rings(ann)], [], []],
    [
      'a consultation',
      [up(customer), up(ann), up(third)],
      [bridge(callBridge, ann, third)],
      [withAnn, annAlone],
    ],
    [
      'a conference',
      [up(customer), up(ann), up(third)],
      [bridge(callBridge, customer, ann, third)],
      [withAnn, annAlone],
    ],
    [
      'a call that was handed over',
      [up(customer), up(third)],
      [bridge(callBridge, customer, third)],
      [{ ...alone, state: 'talking' }],
    ],
    [
      'a talk that is recorded',
      [up(customer), up(ann), up(leg('recorder', A1, 3))],
      [bridge(callBridge, customer, ann)],
      [{ ...withAnn, isRecorded: true }, annAlone],
    ],
    [
      "somebody else's legs",
      [
        up('1712345678.1'),
        up(legId({ site: siteId('south'), kind: 'customer', owner: A1, serial: 0 })),
      ],
      [bridge('theirs')],
      [],
    ],
  ])('%s', (_why, channels, bridges, legs) => {
    expect(survivorsOf(found(channels, bridges))).toEqual(legs);
  });
});

describe('who talks with whom', () => {
  const talkOf = (channels: readonly Channel[], bridges: readonly Bridge[]): Talk | undefined => {
    const [call] = found(channels, bridges).calls;
    return call?.phase === 'answered' ? call.talk : undefined;
  };
  const joined = { ...NOBODY, agentId: ANN, wasJoined: true };
  const there: Third = {
    of: 'number',
    legId: third,
    purpose: 'consult',
    isUp: true,
    hasRung: true,
    isEnding: false,
  };
  const all = [up(customer), up(ann), up(third)];

  test.each<[why: string, channels: readonly Channel[], bridges: readonly Bridge[], talk: Talk]>([
    ['nobody', [up(customer)], [], NOBODY],
    ['the two', [up(customer), up(ann)], [bridge(callBridge, customer, ann)], joined],
    ['held', [up(customer), up(ann)], [bridge(callBridge, ann)], { ...joined, isHeld: true }],
    ['asked', all, [bridge(callBridge, ann, third)], { ...joined, third: there, side: 'target' }],
    [
      'all',
      all,
      [bridge(callBridge, customer, ann, third)],
      { ...joined, third: there, side: 'both' },
    ],
    ['back at the customer', all, [bridge(callBridge, customer, ann)], { ...joined, third: there }],
    [
      'handed over',
      [up(customer), up(third)],
      [bridge(callBridge, customer, third)],
      { ...NOBODY, third: there, side: 'both', wasJoined: true },
    ],
    [
      'a third party that only rings',
      [up(customer), up(ann), rings(third)],
      [bridge(callBridge, ann)],
      { ...joined, isHeld: true },
    ],
  ])('%s', (_why, channels, bridges, talk) => {
    expect(talkOf(channels, bridges)).toEqual(talk);
  });
});

describe('what this process knows of its own', () => {
  const base = { attemptId: A1, legId: customer, isEnding: false, isRefused: false };
  const answered = (talk: Partial<Talk>): AnsweredCall => ({
    ...base,
    phase: 'answered',
    answeredAt: instant(900_000),
    talk: { ...NOBODY, ...talk },
  });
  const number: Third = {
    of: 'number',
    legId: third,
    purpose: 'transfer',
    isUp: false,
    hasRung: false,
    isEnding: false,
  };
  const agent: Third = {
    of: 'agent',
    agentId: BEN,
    purpose: 'consult',
    isUp: true,
    hasRung: true,
    isEnding: false,
  };
  const muted = { agentId: ANN, isMuted: true, wasJoined: true, supervisors: new Map() };

  test.each<[why: string, known: Call, channels: readonly Channel[], now: Call]>([
    ['who is muted, since when it is answered', answered(muted), [up(customer)], answered(muted)],
    [
      'a third party that came up meanwhile',
      answered({ third: number }),
      [up(customer), up(third)],
      answered({ third: { ...number, isUp: true } }),
    ],
    [
      'one that rings still',
      answered({ third: number }),
      [up(customer), rings(third)],
      answered({ third: number }),
    ],
    [
      'one that went away unseen',
      answered({ third: number, side: 'target' }),
      [up(customer)],
      answered({ side: 'customer' }),
    ],
    [
      'an agent as a third party, whose leg is told of by itself',
      answered({ third: agent, side: 'target' }),
      [up(customer)],
      answered({ third: agent, side: 'target' }),
    ],
    [
      'that its end is ordered',
      { ...answered({}), isEnding: true },
      [up(customer)],
      { ...answered({}), isEnding: true },
    ],
    [
      'that it is to be listened to',
      { ...base, phase: 'dialing', detect: 'quick' },
      [rings(customer)],
      { ...base, phase: 'ringing', detect: 'quick' },
    ],
    [
      'that the network ends it',
      { ...base, isRefused: true, phase: 'dialing', detect: undefined },
      [dialed(customer)],
      { ...base, isRefused: true, phase: 'tried', detect: undefined },
    ],
    [
      'answered in the gap',
      { ...base, phase: 'ringing', detect: 'quick' },
      [up(customer)],
      { ...answered({}), answeredAt: at },
    ],
    [
      'sent off with a message',
      answered(muted),
      [hearsMessage(customer)],
      { ...base, phase: 'leaving', wasJoined: true },
    ],
  ])('%s', (_why, known, channels, now) => {
    expect(found(channels, [], [known]).calls).toEqual([now]);
  });

  test('an agent who has gone meanwhile is not said to talk', () => {
    const legs = survivorsOf(found([up(customer)], [], [answered({ agentId: ANN })]));
    expect(legs).toEqual([{ ...alone, state: 'waiting' }]);
  });

  test('a call that is not there any more is in no list', () => {
    expect(found([], [], [answered({})]).calls).toEqual([]);
  });
});

describe('strays', () => {
  const strays = (
    channels: readonly Channel[],
    bridges: readonly Bridge[] = [],
  ): readonly string[] => {
    const { strayBridges, strayLegs } = found(channels, bridges);
    return [...strayLegs.map(({ legId: id }) => id), ...strayBridges];
  };
  const other = leg('customer', attemptId(A2));

  test.each<[what: string, leg: string]>([
    ['hears for a verdict', leg('listener', A1, 4)],
    ['waits for a beep', leg('beep', A1, 4)],
    ['a supervisor listened through', leg('spy', BEN, 4)],
    ['recorded a call that has gone', leg('recorder', A2, 4)],
    ['was the third party of a call that has gone', leg('third', A2, 4)],
  ])('a leg that %s', (_what, id) => {
    expect(strays([up(customer), up(id)])).toEqual([id]);
  });

  test('a second third party, of which nobody can say what it was', () => {
    const second = leg('third', A1, 9);
    expect(strays([up(customer), up(third), up(second)], [bridge(callBridge, third)])).toEqual([
      second,
    ]);
  });

  test('a bridge without its call, and what supervisors heard through', () => {
    const desk = leg('desk', BEN);
    const lonely = leg('call', A2);
    expect(
      strays([up(customer)], [bridge(callBridge), bridge(desk), bridge(lonely), bridge('theirs')]),
    ).toEqual([desk, lonely]);
  });

  test('nothing that belongs to a call is one', () => {
    const channels = [up(customer), up(ann), up(third), up(leg('recorder', A1, 3)), rings(other)];
    const bridges = [bridge(callBridge, ann, third), bridge(leg('call', A2))];
    expect(strays(channels, bridges)).toEqual([]);
    expect(found(channels, bridges).bridges).toEqual(bridges.map(({ id }) => id));
  });
});
