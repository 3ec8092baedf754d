import { agentId, attemptId as idOf } from '@outpace/engine/basics/ids.ts';
import { instant, millis, seconds } from '@outpace/engine/basics/time.ts';
import type { CallTreatment } from '@outpace/engine/campaigns/call-treatments.ts';
import { DROP_ALL } from '@outpace/engine/campaigns/call-treatments.ts';
import { waiting, waitingAsNobody } from '@outpace/engine/dialing/attempt.ts';
import { attemptOf } from '@outpace/engine/entities.ts';
import { expect, test } from 'vitest';
import { LIMITS, VOICE } from '../plans.ts';
import { CallTreatmentsHold } from './call-treatments-hold.ts';
import { openedIn, Scene } from './scene.ts';

const MESSAGE: CallTreatment = { kind: 'message', message: 'call-us' };
const TRANSFER: CallTreatment = { kind: 'transfer', to: '+12025550199', ringMs: seconds(30) };
const OTHER = idOf('a000001-00000099');
const ANSWERED = { phase: 'detecting', answeredAt: instant(0), verdictBy: instant(0) } as const;
const CONNECT: CallTreatment = { kind: 'connect' };

/** Somebody has answered, and it is a machine. */
function heard(machine: CallTreatment) {
  const cpd = { ...VOICE.cpd, callTreatments: { ...DROP_ALL, machine } };
  const scene = new Scene([new CallTreatmentsHold()], {
    voice: { ...VOICE, cpd },
    limits: LIMITS,
  });
  const { attemptId } = openedIn(scene.dial());
  scene.answer(attemptId);
  const finding = { verdict: 'machine', cause: 'test', afterMs: millis(900) } as const;
  const moment = scene.step({ type: 'call-progress', attemptId, ...finding });
  return { scene, moment, attemptId };
}

test('a machine that meets an agent although it was to be dropped is found', () => {
  const { scene, moment, attemptId } = heard({ kind: 'drop' });
  expect(scene.broken).toEqual([]);
  const bridge = { type: 'bridge', attemptId, agentId: agentId('ann'), beep: false } as const;
  scene.show({ ...moment, event: { type: 'tick', at: moment.at }, effects: [bridge] });
  expect(scene.broken).toEqual([`${attemptId} was to drop, and meets an agent`]);
});

test('a message that is told twice is found', () => {
  const { scene, moment, attemptId } = heard(MESSAGE);
  expect(scene.broken).toEqual([]);
  const play = { type: 'play-and-release', attemptId, message: 'call-us', when: 'now' } as const;
  scene.show({ ...moment, event: { type: 'tick', at: moment.at }, effects: [play] });
  expect(scene.broken).toEqual([`${attemptId} is told twice`]);
});

test('a call that is handed on twice is found, and one that meets an agent', () => {
  const { scene, moment, attemptId } = heard(TRANSFER);
  expect(scene.broken).toEqual([]);
  const handOn = {
    type: 'hand-on',
    attemptId,
    to: '+12025550199',
    giveUpAt: instant(0),
  } as const;
  const bridge = { type: 'bridge', attemptId, agentId: agentId('ann'), beep: false } as const;
  scene.show({ ...moment, event: { type: 'tick', at: moment.at }, effects: [handOn, bridge] });
  expect(scene.broken).toEqual([
    `${attemptId} is handed on twice`,
    `${attemptId} was to transfer, and meets an agent`,
    `${attemptId} is handed on, and meets an agent`,
  ]);
});

test('a machine that goes before a person is found', () => {
  const { scene, moment, attemptId } = heard(CONNECT);
  expect(scene.broken).toEqual([]);
  const { attempts } = scene.state;
  const talks = attemptOf(scene.state, attemptId);
  const free = { ...talks, agentId: undefined, openedFor: undefined };
  const nobody = waitingAsNobody({ ...free, ...ANSWERED }, 'machine', moment.at, seconds(2));
  const tick = { type: 'tick', at: moment.at } as const;
  attempts.set(attemptId, nobody);
  scene.show({ ...moment, event: tick, effects: [] });
  const person = { ...waiting(free, moment.at, seconds(2)), id: OTHER };
  attempts.set(OTHER, person);
  attempts.set(attemptId, talks);
  scene.show({ ...moment, event: tick, effects: [] });
  expect(scene.broken).toEqual([`${attemptId} is no person, and goes before ${OTHER}`]);
});

test('a machine that is said to be abandoned is found', () => {
  const { scene, moment, attemptId } = heard(CONNECT);
  const closed = {
    type: 'close-attempt',
    attemptId,
    result: 'dropped',
    agentId: undefined,
    answeredAt: undefined,
    connectedAt: undefined,
    endedAt: moment.at,
    cpd: undefined,
  } as const;
  scene.show({ ...moment, event: { type: 'tick', at: moment.at }, effects: [closed] });
  expect(scene.broken).toEqual([`${attemptId} was nobody, and is abandoned`]);
});
