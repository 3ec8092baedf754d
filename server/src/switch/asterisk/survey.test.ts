import type { AttemptId } from '@outpace/engine/basics/ids.ts';
import { agentId, attemptId, siteId } from '@outpace/engine/basics/ids.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import type { SurvivingLeg } from '@outpace/engine/dialing/surviving-leg.ts';
import { describe, expect, test } from 'vitest';
import type { Bridge, Channel } from './ari-types.ts';
import type { AnsweredCall, Call, Talk, Third } from './call.ts';
import { NOBODY } from './call.ts';
import { legId } from './leg-id.ts';
import type { Survey } from './survey.ts';
import { surveyOf, survivorsOf } from './survey.ts';
import { channelOf, nameOf, SITE } from './test-exchange.ts';

const at = instant(1_000_000);
const [a1, ann] = [attemptId('a1'), agentId('ann')];
const [customer, agent, third] = [
  nameOf('customer', 'a1'),
  nameOf('agent', 'ann', 1),
  nameOf('third', 'a1', 2),
];
const callBridge = nameOf('call', 'a1');

const leg = (id: string, state: string, context: string, app_name: string): Channel =>
  channelOf(id, { state, dialplan: { context, exten: 's', app_name, app_data: '' } });
const dialed = (id: string): Channel => leg(id, 'Down', 'outpace-dial', 'AppDial2');
const rings = (id: string): Channel => leg(id, 'Ringing', 'outpace-dial', 'AppDial2');
/** Answered, and the application has not been told yet. */
const comes = (id: string): Channel => leg(id, 'Up', 'outpace-dial', 'AppDial2');
const up = (id: string): Channel => channelOf(id);
const hears = (id: string): Channel => leg(id, 'Up', 'outpace-orphan', 'Playback');

const bridge = (id: string, ...channels: readonly string[]): Bridge => ({
  id,
  name: '',
  technology: 'simple_bridge',
  bridge_type: 'mixing',
  channels: [...channels],
});
/** Where an agent waits, with these in it. */
const atDesk = (...channels: readonly string[]): readonly Bridge[] => [
  bridge(nameOf('desk', 'ann'), ...channels),
];
/** The bridge of the call with these in it. */
const together = (...channels: readonly string[]): readonly Bridge[] => [
  bridge(callBridge, ...channels),
];

const found = (
  channels: readonly Channel[],
  bridges: readonly Bridge[] = [],
  known: readonly Call[] = [],
): Survey =>
  surveyOf(SITE, channels, bridges, new Map(known.map((call) => [call.attemptId, call])), at);

const survivors = (survey: Survey, ...paused: readonly AttemptId[]): readonly SurvivingLeg[] =>
  survivorsOf(survey, new Set(paused), []);

type CustomerLeg = Extract<SurvivingLeg, { of: 'attempt' }>;
const alone = { agentId: undefined, isHeld: false, recording: 'off' } as const;
const beside = (side: 'target' | 'both') => ({
  agentId: undefined,
  isUp: true,
  side,
  hasCall: false,
});
const withAnn = { ...alone, agentId: ann };

// biome-ignore format: a table is read in columns.
test.each<[how: string, channels: readonly Channel[], bridges: readonly Bridge[], leg: Omit<CustomerLeg, 'of' | 'attemptId'>]>([
  ['before anybody has taken the call', [dialed(customer)],                     [],                       { state: 'ringing', ...alone }],
  ['ringing',                           [rings(customer)],                      [],                       { state: 'ringing', ...alone }],
  ['answered this very moment',         [comes(customer)],                      [],                       { state: 'ringing', ...alone }],
  ['waiting',                           [up(customer)],                         [],                       { state: 'waiting', ...alone }],
  ['waiting in its bridge',             [up(customer)],                         together(customer),       { state: 'waiting', ...alone }],
  ['hearing the message',               [hears(customer)],                      [],                       { state: 'message', ...alone }],
  ['talking',                           [up(customer), up(agent)],              together(customer, agent), { state: 'talking', ...withAnn }],
  ['talking at the desk',               [up(customer), up(agent)],              atDesk(customer, agent), { state: 'talking', ...withAnn }],
  ['at a desk that its agent has left', [up(customer), up(agent)],              atDesk(customer),         { state: 'waiting', ...alone }],
  ['beside an agent who waits',         [up(customer), up(agent)],              atDesk(agent),            { state: 'waiting', ...alone }],
  ['held',                              [up(customer), up(agent)],              together(agent),          { state: 'talking', ...withAnn, isHeld: true }],
  ['left by an agent who waits',        [up(customer), up(agent)],              together(customer),       { state: 'waiting', ...alone }],
  ['while the agent asks somebody',     [up(customer), up(agent), up(third)],   together(agent, third),   { state: 'talking', ...withAnn, third: beside('target') }],
  ['in a conference',                   [up(customer), up(agent), up(third)],   together(customer, agent, third), { state: 'talking', ...withAnn, third: beside('both') }],
  ['handed over',                       [up(customer), up(third)],              together(customer, third), { state: 'talking', ...alone, third: { ...beside('both'), hasCall: true } }],
  ['recorded',                          [up(customer), up(nameOf('recorder', 'a1', 3))], [],              { state: 'waiting', ...alone, recording: 'on' }],
])('a customer is found %s', (_how, channels, bridges, leg) => {
  const legs = survivors(found(channels, bridges));
  const customers = legs.filter(({ of }) => of === 'attempt');
  expect(customers).toEqual([{ of: 'attempt', attemptId: a1, ...leg }]);
});

test('a desk stays as long as its agent has a leg', () => {
  const desk = nameOf('desk', 'ann');
  expect(found([up(agent)], atDesk(agent))).toMatchObject({ bridges: [desk], strayBridges: [] });
  expect(found([], atDesk())).toMatchObject({ bridges: [], strayBridges: [desk] });
});

test('a recording is paused where that is known, and off where nobody records', () => {
  const recorded = found([up(customer), up(nameOf('recorder', 'a1', 3))]);
  expect(survivors(recorded, a1)).toMatchObject([{ recording: 'paused' }]);
  expect(survivors(recorded, attemptId('a2'))).toMatchObject([{ recording: 'on' }]);
  expect(survivors(found([up(customer)]), a1)).toMatchObject([{ recording: 'off' }]);
});

test('agents are found whose leg is up, once each', () => {
  const legs = [up(agent), up(nameOf('agent', 'ann', 9)), rings(nameOf('agent', 'ben'))];
  expect(survivors(found(legs))).toEqual([{ of: 'agent', agentId: ann }]);
});

test('what others have made is not ours', () => {
  const other = legId({ site: siteId('branch'), kind: 'customer', owner: 'a1', serial: 0 });
  const survey = found([up(other), up('1712345678.1')], [bridge('theirs', other)]);
  expect(survivors(survey)).toEqual([]);
  expect([survey.strayLegs, survey.strayBridges, survey.bridges]).toEqual([[], [], []]);
});

describe('who talks with whom in a call of another process', () => {
  const joined = { ...NOBODY, agentId: ann, wasJoined: true };
  const there: Third = {
    of: 'number',
    legId: third,
    purpose: 'consult',
    isUp: true,
    hasRung: true,
    isEnding: false,
  };
  const all = [up(customer), up(agent), up(third)];

  // biome-ignore format: a table is read in columns.
  test.each<[why: string, channels: readonly Channel[], bridges: readonly Bridge[], talk: Talk]>([
    ['nobody',                     [up(customer)],                         [],                               NOBODY],
    ['the two',                    [up(customer), up(agent)],              together(customer, agent),        joined],
    ['the two at the desk',        [up(customer), up(agent)],              atDesk(customer, agent),          { ...joined, room: 'desk' }],
    ['held',                       [up(customer), up(agent)],              together(agent),                  { ...joined, isHeld: true }],
    ['the third party is asked',   all,                                    together(agent, third),           { ...joined, third: there, side: 'target' }],
    ['all three',                  all,                                    together(customer, agent, third), { ...joined, third: there, side: 'both' }],
    ['back at the customer',       all,                                    together(customer, agent),        { ...joined, third: there, side: 'customer' }],
    ['handed over',                [up(customer), up(third)],              together(customer, third),        { ...NOBODY, third: there, side: 'both', wasJoined: true }],
    ['a third party that rings',   [up(customer), up(agent), rings(third)], together(agent),                 { ...joined, isHeld: true }],
  ])('%s', (_why, channels, bridges, talk) => {
    expect(found(channels, bridges).calls).toMatchObject([{ phase: 'answered', talk }]);
  });
});

describe('what this process knows of its own', () => {
  const base = { attemptId: a1, legId: customer, isEnding: false, isRefused: false };
  const before = instant(900_000);
  const answered = (talk: Partial<Talk>, answeredAt = before): AnsweredCall => ({
    ...base,
    phase: 'answered',
    answeredAt,
    talk: { ...NOBODY, ...talk },
  });
  const asked: Third = {
    of: 'number',
    legId: third,
    purpose: 'transfer',
    isUp: false,
    hasRung: false,
    isEnding: false,
  };
  const ben: Third = {
    of: 'agent',
    agentId: agentId('ben'),
    purpose: 'consult',
    isUp: true,
    hasRung: true,
    isEnding: false,
  };
  const muted = { agentId: ann, isMuted: true, wasJoined: true };

  // biome-ignore format: a table is read in columns.
  test.each<[what: string, known: Call, channels: readonly Channel[], now: Call]>([
    ['who is muted, and since when',     answered(muted),                                                    [up(customer)],               answered(muted)],
    ['a third party, of which nobody has been told yet that it is there', answered({ third: asked }),        [up(customer), up(third)],    answered({ third: asked })],
    ['a third party that still rings',   answered({ third: asked }),                                         [up(customer), rings(third)], answered({ third: asked })],
    ['a third party, gone unseen',       answered({ third: asked, side: 'target' }),                         [up(customer)],               answered({})],
    ['an agent as a third party',        answered({ third: ben, side: 'target' }),                           [up(customer)],               answered({ third: ben, side: 'target' })],
    ['that its end is ordered',          { ...answered({}), isEnding: true },                                [up(customer)],               { ...answered({}), isEnding: true }],
    ['that it is to be listened to',     { ...base, phase: 'dialing', detect: 'quick' },                     [rings(customer)],            { ...base, phase: 'ringing', detect: 'quick' }],
    ['that the network is ending it',    { ...base, isRefused: true, phase: 'tried', detect: undefined },    [dialed(customer)],           { ...base, isRefused: true, phase: 'tried', detect: undefined }],
    ['nothing of an answer in the gap',  { ...base, phase: 'ringing', detect: 'quick' },                     [up(customer)],               answered({}, at)],
    ['nothing of a talk that is over',   answered(muted),                                                    [hears(customer)],            { ...base, phase: 'leaving', wasJoined: true }],
  ])('%s', (_what, known, channels, now) => {
    expect(found(channels, [], [known]).calls).toEqual([now]);
  });

  test('an agent who has gone meanwhile is not said to talk', () => {
    const legs = survivors(found([up(customer)], [], [answered({ agentId: ann })]));
    expect(legs).toEqual([{ of: 'attempt', attemptId: a1, state: 'waiting', ...alone }]);
  });

  test('a call that is not there any more is in no list', () => {
    expect(found([], [], [answered({})]).calls).toEqual([]);
  });
});

describe('strays', () => {
  test.each<[what: string, leg: string]>([
    ['listens for a verdict', nameOf('listener', 'a1', 4)],
    ['waits for a beep', nameOf('beep', 'a1', 4)],
    ['a supervisor heard through', nameOf('spy', 'sue', 4)],
    ['recorded a call that has gone', nameOf('recorder', 'a2', 4)],
    ['was the third party of a call that has gone', nameOf('third', 'a2', 4)],
    ['is a second third party, of which nobody knows what it was', nameOf('third', 'a1', 9)],
  ])('a leg that %s', (_what, id) => {
    const { strayLegs } = found([up(customer), up(third), up(id)], together(third));
    expect(strayLegs.map(({ legId: stray }) => stray)).toEqual([id]);
  });

  test('a bridge without its call, and what supervisors heard through', () => {
    const [desk, lonely] = [nameOf('desk', 'sue'), nameOf('call', 'a2')];
    const survey = found(
      [up(customer)],
      [...together(), bridge(desk), bridge(lonely), bridge('theirs')],
    );
    expect(survey.strayBridges).toEqual([desk, lonely]);
    expect(survey.bridges).toEqual([callBridge]);
  });

  test('nothing that belongs to a call', () => {
    const channels = [up(customer), up(agent), up(third), up(nameOf('recorder', 'a1', 3))];
    const { strayBridges, strayLegs } = found(channels, together(agent, third));
    expect([strayLegs, strayBridges]).toEqual([[], []]);
  });
});
