import { expect, test } from 'vitest';
import { attemptId, chainId, interactionId, recordId } from '../basics/ids.ts';
import type { Instant } from '../basics/time.ts';
import { after, minutes, seconds } from '../basics/time.ts';
import type { AgentCallResult } from '../calling-lists/call-result.ts';
import { dialing } from '../dialing/attempt.ts';
import { ANN, draft, GROUP, phone, START } from '../test-site.ts';
import type { Interaction } from './interaction.ts';
import {
  brokenOff,
  corrected,
  extended,
  interactionDeadline,
  isInCall,
  newInteraction,
  onHold,
  talking,
  wrappingUp,
} from './interaction.ts';

const attempt = dialing(
  {
    id: attemptId('a1'),
    groupId: GROUP,
    chainId: chainId('1'),
    recordId: recordId('1'),
    phone: phone(1),
    openedAt: START,
    agentId: ANN,
    openedFor: interactionId('i1'),
    cpd: undefined,
  },
  seconds(25),
);
const dials = newInteraction(attempt, ANN, interactionId('i1'), START);
const in1 = after(START, minutes(1));
const in2 = after(START, minutes(2));
const noted = { draft: draft({ note: 'call in May' }), draftSavedAt: in1 };
const talks = talking({ ...dials, ...noted, muted: true }, in1);
const held = onHold(talks, in2);
const lost = brokenOff(talks, in2, seconds(20), false);
const failed = brokenOff(talks, in2, seconds(20), true);
const call = {
  connectedAt: in1,
  endedAt: in2,
  endedBy: 'contact',
  cpd: undefined,
  wasLive: true,
} as const;
const done = wrappingUp(talks, call, seconds(30));

test('an interaction begins with its attempt and nothing entered', () => {
  expect(dials).toEqual({
    id: 'i1',
    agentId: ANN,
    groupId: GROUP,
    chainId: '1',
    recordId: '1',
    attemptId: 'a1',
    phone: '+12125550101',
    openedAt: START,
    muted: false,
    draft: draft(),
    draftSavedAt: undefined,
    recording: { state: 'off' },
    cpdSaid: undefined,
    takenOverAt: undefined,
    thirds: 0,
    partner: undefined,
    phase: 'dialing',
  });
});

test('at the end of the call what was entered stays, and mute is over', () => {
  expect(done).toEqual({
    ...dials,
    ...noted,
    phase: 'wrap-up',
    ...call,
    wrapUpUntil: after(in2, seconds(30)),
  });
});

test('on hold and back it is the same conversation', () => {
  expect(held).toEqual({ ...talks, phase: 'on-hold', heldAt: in2 });
  expect(talking(held, held.connectedAt)).toEqual(talks);
});

test('an agent whose sound breaks off has the same time, however often it breaks', () => {
  const { connectedAt } = talks;
  const giveUpAt = after(in2, seconds(20));
  const broken = { ...talks, phase: 'reconnecting', connectedAt, giveUpAt } as const;
  expect([lost, failed]).toEqual([
    { ...broken, retryAt: undefined },
    { ...broken, retryAt: after(in2, seconds(2)) },
  ]);
  const later = after(in2, seconds(10));
  expect(brokenOff(lost, later, seconds(20), true)).toEqual({
    ...broken,
    retryAt: after(later, seconds(2)),
  });
  expect(talking(failed, failed.connectedAt)).toEqual(talks);
});

test('in a call: from the bridge to its end, whatever breaks in between', () => {
  const all: readonly Interaction[] = [
    dials,
    { ...dials, phase: 'ringing' },
    talks,
    held,
    lost,
    done,
  ];
  expect(all.map(isInCall)).toEqual([false, false, true, true, true, false]);
});

const results = ['answer', 'answering-machine'] as const;

// biome-ignore format: a table is read in columns.
test.each<[
  why: string,
  of: Interaction,
  said: 'person' | 'machine',
  allowed: readonly AgentCallResult[],
  result: AgentCallResult | undefined,
]>([
  ['a machine in the call is the result to be chosen', talks, 'machine', results,    'answering-machine'],
  ['on hold as well',                                  held,  'machine', results,    'answering-machine'],
  ['not where the campaign does not know it',          talks, 'machine', ['answer'], undefined],
  ['not after the call: the agent is choosing',        done,  'machine', results,    undefined],
  ['a person changes no result',                       talks, 'person',  results,    undefined],
])('%s', (_why, of, said, allowed, callResult) => {
  const now = corrected(of, said, { callResults: allowed, preselected: undefined }, in2);
  expect([now.cpdSaid, now.draft, now.draftSavedAt]).toEqual([
    said,
    { ...of.draft, callResult },
    callResult === undefined ? in1 : in2,
  ]);
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, at: Instant, until: Instant]>([
  ['extended in time, it ends that much later',   in2,                     after(in2, seconds(75))],
  ['extended when overdue, it counts from now',   after(in2, minutes(10)),
    after(in2, seconds(645))],
])('%s', (_why, at, wrapUpUntil) => {
  expect(extended(done, at, seconds(45))).toEqual({ ...done, wrapUpUntil });
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, interaction: Interaction, autoDone: boolean, due: Instant | undefined]>([
  ['after-call work ends by itself where the campaign says so', done, true, done.wrapUpUntil],
  ['and lasts elsewhere',                                       done,  false, undefined],
  ['a conversation never ends by itself',                       talks, true,  undefined],
  ['nor does a dial end the interaction by itself',             dials, true,  undefined],
  ['nor does waiting on hold',                                  held,  false, undefined],
  ['an agent’s sound may come back for a while', lost, false, after(in2, seconds(20))],
  ['a leg that failed is tried again before that', failed, false, after(in2, seconds(2))],
  ['but never later than that', brokenOff(talks, in2, seconds(1), true), false,
    after(in2, seconds(1))],
])('%s', (_why, interaction, autoDone, due) => {
  expect(interactionDeadline(interaction, autoDone)).toBe(due);
});
