import type { AttemptId } from '@outpace/engine/basics/ids.ts';
import { interactionId } from '@outpace/engine/basics/ids.ts';
import type { RecordingAnnouncement } from '@outpace/engine/campaigns/voice.ts';
import type { RecordingOrder } from '@outpace/engine/interactions/recording.ts';
import { beforeEach, expect, test } from 'vitest';
import { onGone } from './calls.ts';
import {
  onRecorderGone,
  onRecorderUp,
  onRecordingFinished,
  onRecordingStarted,
  record,
  recordedFile,
} from './recordings.ts';
import { refusedWith, TestExchange } from './test-exchange.ts';

let at: TestExchange;
const FILE = 'main/2026-01/i1';

beforeEach(() => {
  at = new TestExchange();
});

function ask(
  attemptId: AttemptId,
  what: RecordingOrder,
  announcement: RecordingAnnouncement = 'none',
): void {
  const order = { type: 'record', attemptId, interactionId: interactionId('i1') } as const;
  record(at.x, { ...order, what, announcement });
}

const recorder = (): string => at.legOf('recorder');

function recording(announcement: RecordingAnnouncement = 'none'): AttemptId {
  const [call] = at.talking();
  ask(call, 'start', announcement);
  onRecorderUp(at.x, call, recorder());
  onRecordingStarted(at.x, call, recorder());
  return call;
}

test('a recorder beside the call writes one file', () => {
  const call = recording();
  ask(call, 'start');
  expect(at.asked()).toEqual([
    `snoop customer:a1 recorder:a1 outpace-main record,${FILE} both none`,
    `recordChannel recorder:a1 ${FILE} wav append`,
  ]);
  expect(at.heard()).toEqual([`recording i1 ${FILE} started`]);
});

test('a pause writes silence, and is marked for a later process', () => {
  const call = recording();
  at.asked();
  ask(call, 'pause');
  ask(call, 'pause');
  ask(call, 'resume');
  expect(at.asked()).toEqual([
    `muteRecording ${FILE}`,
    'setVariable customer:a1 OUTPACE_PAUSED 1',
    `unmuteRecording ${FILE}`,
    'setVariable customer:a1 OUTPACE_PAUSED ',
  ]);
});

test('a pause that is ordered before it has begun holds from the beginning', () => {
  const [call] = at.talking();
  ask(call, 'start');
  ask(call, 'pause');
  onRecorderUp(at.x, call, recorder());
  at.asked();
  onRecordingStarted(at.x, call, recorder());
  expect(at.asked()[0]).toBe(`muteRecording ${FILE}`);
});

test('what was stopped is told with its length, and taken up in the same file', () => {
  const call = recording();
  at.pass(2_500);
  ask(call, 'stop');
  ask(call, 'start');
  expect(at.asked().at(-1)).toBe(`stopRecording ${FILE}`);
  onRecordingFinished(at.x, call, recorder(), { duration: 3 });
  onRecorderUp(at.x, call, recorder());
  onRecordingStarted(at.x, call, recorder());
  at.pass(1_000);
  ask(call, 'stop');
  onRecordingFinished(at.x, call, recorder(), { duration: 1 });
  expect(at.heard()).toEqual([
    `recording i1 ${FILE} started`,
    `recording i1 ${FILE} finished 2500`,
    `recording i1 ${FILE} started`,
    `recording i1 ${FILE} finished 3500`,
  ]);
});

test('a recording ends with the call, and is told when its file is closed', () => {
  const call = recording();
  at.pass(1_000);
  onGone(at.x, call, { cause: 16, sipCode: undefined });
  onRecordingFinished(at.x, call, recorder(), { duration: 1 });
  onRecorderGone(at.x, call, recorder());
  expect(at.heard().slice(1)).toEqual([
    'call-ended a1 answer',
    `recording i1 ${FILE} finished 1000`,
  ]);
  expect(at.x.recordings.size).toBe(0);
});

test.each(['snoop', 'recordChannel'] as const)(
  'the call goes on when %s is refused',
  async (name) => {
    at.ari.answers.set(name, refusedWith(500));
    const [call] = at.talking();
    ask(call, 'start');
    onRecorderUp(at.x, call, recorder());
    await at.settle();
    expect(at.heard()).toEqual([`recording i1 ${FILE} failed`]);
  },
);

test.each<[why: string, gone: (call: AttemptId) => void]>([
  ['the call has gone', (call) => onGone(at.x, call, { cause: 16, sipCode: undefined })],
  ['the recorder has gone', (call) => onRecorderGone(at.x, call, recorder())],
])('one that never began has failed when %s', (_why, gone) => {
  const [call] = at.talking();
  ask(call, 'start');
  gone(call);
  expect(at.heard()).toContain(`recording i1 ${FILE} failed`);
});

test('without a call there is nothing to record', () => {
  ask(at.dial(), 'start');
  expect(at.heard()).toEqual([`recording i1 ${FILE} failed`]);
});

test('both sides are told, once they are together', () => {
  const call = recording('message');
  expect(at.asked().at(-1)).toBe('playInBridge desk:ann sound:recording-announcement');
  ask(call, 'pause');
  expect(at.asked().some((line) => line.startsWith('playInBridge'))).toBe(false);
});

test('a recorder that nobody waits for is let go', () => {
  const [call] = at.talking();
  ask(call, 'start');
  const leg = recorder();
  ask(call, 'stop');
  at.asked();
  onRecorderUp(at.x, call, leg);
  expect(at.asked()).toEqual(['hangUp recorder:a1']);
  expect(at.heard()).toEqual([`recording i1 ${FILE} finished 0`]);
});

test.each([
  ['outpace-main,record,main/2026-01/i1', 'main/2026-01/i1'],
  ['outpace-main', undefined],
  ['outpace-main,amd,HUMAN', undefined],
])('the file of a recorder is read from its arguments: %s', (text, file) => {
  expect(recordedFile(text)).toBe(file);
});

const gone = { cause: 16, sipCode: undefined };

test.each<[why: string, act: (call: AttemptId) => void]>([
  ['a recorder of another time comes up', (call) => onRecordingStarted(at.x, call, 'another')],
  ['it begins twice', (call) => onRecordingStarted(at.x, call, recorder())],
  ['another one ends', (call) => onRecordingFinished(at.x, call, 'another', {})],
  ['its leg ends before its file is closed', (call) => onRecorderGone(at.x, call, recorder())],
])('a recording that runs is not disturbed: %s', (_why, act) => {
  const call = recording();
  at.asked();
  at.heard();
  act(call);
  expect([at.asked(), at.heard(), at.x.recordings.get(call)?.phase]).toEqual([[], [], 'on']);
});

test('without a recording there is nothing to pause, to take up again or to stop', () => {
  const [call] = at.talking();
  for (const what of ['pause', 'resume', 'stop'] as const) ask(call, what);
  onRecordingStarted(at.x, call, 'another');
  onRecordingFinished(at.x, call, 'another', {});
  expect([at.asked(), at.heard()]).toEqual([[], []]);
});

test('one that is on its way is not opened twice, and is let go as one when the call ends', () => {
  const [call] = at.talking();
  ask(call, 'start');
  ask(call, 'start');
  expect(at.asked()).toHaveLength(1);
  onGone(at.x, call, gone);
  expect(at.asked().filter((line) => line === 'hangUp recorder:a1')).toHaveLength(1);
});

test('stopped twice it is stopped once, and a stop takes back a start', () => {
  const call = recording();
  at.asked();
  for (const what of ['stop', 'stop', 'start', 'stop'] as const) ask(call, what);
  expect(at.asked()).toEqual([`stopRecording ${FILE}`]);
  onRecordingFinished(at.x, call, recorder(), { duration: 1 });
  onRecordingFinished(at.x, call, recorder(), { duration: 1 });
  expect(at.asked()).toEqual(['hangUp recorder:a1']);
  expect(at.heard()).toEqual([`recording i1 ${FILE} started`, `recording i1 ${FILE} finished 0`]);
});

test('what was to be taken up again is not, when the call has gone meanwhile', () => {
  const call = recording();
  ask(call, 'stop');
  ask(call, 'start');
  onGone(at.x, call, gone);
  at.asked();
  onRecordingFinished(at.x, call, recorder(), { duration: 1 });
  expect(at.asked()).toEqual(['hangUp recorder:a1']);
});

test('what is taken up again after a pause is heard', () => {
  const call = recording();
  for (const what of ['pause', 'stop', 'start'] as const) ask(call, what);
  onRecordingFinished(at.x, call, recorder(), { duration: 1 });
  at.asked();
  onRecordingStarted(at.x, call, recorder());
  expect(at.asked()).toEqual([]);
});

test('a pause at the end of a call is not written on its leg', () => {
  const call = recording();
  onGone(at.x, call, gone);
  at.asked();
  ask(call, 'pause');
  expect(at.asked()).toEqual([`muteRecording ${FILE}`]);
});
