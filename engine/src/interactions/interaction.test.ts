import { expect, test } from 'vitest';
import { attemptId, chainId, interactionId, recordId } from '../basics/ids.ts';
import type { Instant } from '../basics/time.ts';
import { after, minutes, seconds } from '../basics/time.ts';
import { dialing } from '../dialing/attempt.ts';
import { ANN, draft, GROUP, phone, START } from '../test-site.ts';
import type { Interaction } from './interaction.ts';
import { extended, interactionDeadline, newInteraction, wrappingUp } from './interaction.ts';

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
const talks: Interaction = {
  ...dials,
  ...noted,
  muted: true,
  phase: 'connected',
  connectedAt: in1,
};
const call = { connectedAt: in1, endedAt: in2, endedBy: 'contact', cpd: undefined } as const;
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
])('%s', (_why, interaction, autoDone, due) => {
  expect(interactionDeadline(interaction, autoDone)).toBe(due);
});
