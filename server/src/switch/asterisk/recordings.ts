import { unreachable } from '@outpace/engine/basics/assert.ts';
import type { AttemptId } from '@outpace/engine/basics/ids.ts';
import type { Millis } from '@outpace/engine/basics/time.ts';
import { millis } from '@outpace/engine/basics/time.ts';
import type { ActionOf } from '../../ports.ts';
import { announceRecording } from './announcement.ts';
import type { LiveRecording } from './ari-types.ts';
import type { AnsweredCall } from './call.ts';
import type { Exchange } from './exchange.ts';
import { answeredCall, newLegId } from './exchange.ts';
import type { RecordingRun } from './recording-run.ts';
import { durationAfter, recordingFile } from './recording-run.ts';

type RecordOrder = ActionOf<'record'>;

/** What the leg of a recorder says of itself, so that a later process finds the file. */
const RECORDER_ARGUMENT = 'record';
const RECORDING_FORMAT = 'wav';
/**
 * Set on the customer's leg while the recording is paused, for a later process to see. Not on the
 * recorder's: a leg that records takes no such order, and all others wait with it.
 */
export const PAUSED_VARIABLE = 'OUTPACE_PAUSED';

/** The file of a recorder that another process has made. */
export function recordedFile(applicationArguments: string): string | undefined {
  const [, what, file] = applicationArguments.split(',');
  return what === RECORDER_ARGUMENT && file !== '' ? file : undefined;
}

export function record(x: Exchange, order: RecordOrder): void {
  const call = answeredCall(x, order.attemptId);
  switch (order.what) {
    case 'start':
      return call === undefined ? fail(x, order) : start(x, call, order);
    case 'pause':
      return pause(x, order.attemptId, true);
    case 'resume':
      return pause(x, order.attemptId, false);
    case 'stop':
      return stop(x, order.attemptId);
    default:
      return unreachable(order.what);
  }
}

function start(x: Exchange, call: AnsweredCall, order: RecordOrder): void {
  const { announcement, attemptId, interactionId } = order;
  const run = x.recordings.get(attemptId);
  if (run?.phase === 'opening' || run?.phase === 'on') return;
  if (run?.phase === 'stopping') {
    return void x.recordings.set(attemptId, { ...run, again: true, announcement });
  }
  const file = run?.file ?? recordingFile(x.site, order, x.timers.now());
  const recordedMs = run?.recordedMs ?? millis(0);
  open(x, call, {
    interactionId,
    file,
    legId: newLegId(x, 'recorder', attemptId),
    announcement,
    isPaused: false,
    recordedMs,
    again: false,
    phase: 'opening',
  });
}

/** On a leg beside the call: the call itself stays as cheap as it was. */
function open(x: Exchange, call: AnsweredCall, run: RecordingRun): void {
  const { attemptId } = call;
  x.recordings.set(attemptId, run);
  const order = {
    channelId: call.legId,
    snoopId: run.legId,
    app: x.app,
    appArgs: `${RECORDER_ARGUMENT},${run.file}`,
    spy: 'both',
    whisper: 'none',
  };
  x.orders.send('snoop', order, () => onFailed(x, attemptId, run.legId));
}

/** Silence is written meanwhile: the time stays right, and nobody can say that something is cut. */
function pause(x: Exchange, attemptId: AttemptId, isPaused: boolean): void {
  const run = x.recordings.get(attemptId);
  if (run === undefined || run.isPaused === isPaused) return;
  x.recordings.set(attemptId, { ...run, isPaused });
  if (run.phase === 'on') writeSilence(x, attemptId, run.file, isPaused);
}

function writeSilence(x: Exchange, attemptId: AttemptId, file: string, isPaused: boolean): void {
  x.orders.send(isPaused ? 'muteRecording' : 'unmuteRecording', { recordingName: file });
  const channelId = x.calls.get(attemptId)?.legId;
  if (channelId === undefined) return;
  const value = isPaused ? '1' : '';
  x.orders.send('setVariable', { channelId, variable: PAUSED_VARIABLE, value });
}

function stop(x: Exchange, attemptId: AttemptId): void {
  const run = x.recordings.get(attemptId);
  if (run === undefined) return;
  if (run.phase === 'opening') return finish(x, attemptId, run, run.recordedMs);
  if (run.phase !== 'on') return void x.recordings.set(attemptId, { ...run, again: false });
  x.recordings.set(attemptId, { ...run, phase: 'stopping' });
  x.orders.send('stopRecording', { recordingName: run.file });
}

/** The leg of the recorder is there. */
export function onRecorderUp(x: Exchange, attemptId: AttemptId, channelId: string): void {
  const run = x.recordings.get(attemptId);
  if (run?.legId !== channelId || run.phase !== 'opening') {
    return x.orders.send('hangUp', { channelId });
  }
  const order = { channelId, name: run.file, format: RECORDING_FORMAT, ifExists: 'append' };
  return x.orders.send('recordChannel', order, () => onFailed(x, attemptId, channelId));
}

/** The last order may have been lost with the line: a pause keeps what nobody may hear. */
export async function orderAgain(x: Exchange, attemptId: AttemptId): Promise<void> {
  const run = x.recordings.get(attemptId);
  switch (run?.phase) {
    case 'opening':
      if (await isLive(x, run.file)) return onRecordingStarted(x, attemptId, run.legId);
      return onRecorderUp(x, attemptId, run.legId);
    case 'on':
      return writeSilence(x, attemptId, run.file, run.isPaused);
    case 'stopping':
      return x.orders.send('stopRecording', { recordingName: run.file });
    case 'off':
    case undefined:
      return;
    default:
      return unreachable(run);
  }
}

async function isLive(x: Exchange, recordingName: string): Promise<boolean> {
  try {
    await x.orders.ask('liveRecording', { recordingName });
    return true;
  } catch {
    // Nothing records under this name, or nobody can say it now.
    return false;
  }
}

export function onRecordingStarted(x: Exchange, attemptId: AttemptId, legId: string): void {
  const run = x.recordings.get(attemptId);
  if (run?.legId !== legId || run.phase !== 'opening') return;
  const { file, interactionId, isPaused } = run;
  x.recordings.set(attemptId, { ...run, phase: 'on', startedAt: x.timers.now() });
  if (isPaused) writeSilence(x, attemptId, file, true);
  x.tell({ type: 'recording', attemptId, interactionId, file, state: 'started' });
  announceRecording(x, attemptId);
}

export function onRecordingFinished(
  x: Exchange,
  attemptId: AttemptId,
  legId: string,
  { duration }: Pick<LiveRecording, 'duration'>,
): void {
  const run = x.recordings.get(attemptId);
  if (run?.legId !== legId || run.phase === 'off') return;
  const durationMs = durationAfter(run, x.timers.now(), duration);
  const { again } = run;
  finish(x, attemptId, run, durationMs);
  const call = answeredCall(x, attemptId);
  if (!again || call === undefined) return;
  const legIdAgain = newLegId(x, 'recorder', attemptId);
  const opening = { ...run, legId: legIdAgain, recordedMs: durationMs, again: false } as const;
  open(x, call, { ...opening, isPaused: false, phase: 'opening' });
}

/** The switch cannot record this: no room, or the leg could not be made. */
export function onFailed(x: Exchange, attemptId: AttemptId, legId: string): void {
  const run = x.recordings.get(attemptId);
  if (run?.legId !== legId || run.phase === 'off') return;
  x.recordings.delete(attemptId);
  x.orders.send('hangUp', { channelId: legId });
  fail(x, { ...run, attemptId });
}

/** A recorder that never began; one that did says that it has finished. */
export function onRecorderGone(x: Exchange, attemptId: AttemptId, legId: string): void {
  if (x.recordings.get(attemptId)?.phase === 'opening') onFailed(x, attemptId, legId);
}

/** Nobody is left to be recorded. What was written is told when the switch has closed the file. */
export function onCallGone(x: Exchange, attemptId: AttemptId): void {
  const run = x.recordings.get(attemptId);
  if (run?.phase === 'opening') onFailed(x, attemptId, run.legId);
  if (run?.phase === 'off') x.recordings.delete(attemptId);
}

function finish(x: Exchange, attemptId: AttemptId, run: RecordingRun, durationMs: Millis): void {
  const { file, interactionId, legId } = run;
  if (x.calls.has(attemptId)) {
    x.recordings.set(attemptId, { ...run, phase: 'off', again: false, recordedMs: durationMs });
  } else {
    x.recordings.delete(attemptId);
  }
  x.orders.send('hangUp', { channelId: legId });
  x.tell({ type: 'recording', attemptId, interactionId, file, state: 'finished', durationMs });
}

type Failed = Pick<RecordOrder, 'attemptId' | 'interactionId'> & { readonly file?: string };

function fail(x: Exchange, of: Failed): void {
  const { attemptId, interactionId } = of;
  const file = of.file ?? recordingFile(x.site, of, x.timers.now());
  x.tell({ type: 'recording', attemptId, interactionId, file, state: 'failed' });
}
