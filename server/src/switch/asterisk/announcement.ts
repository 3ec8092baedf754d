import type { AttemptId } from '@outpace/engine/basics/ids.ts';
import type { Exchange } from './exchange.ts';
import { answeredCall, meetingBridgeOf } from './exchange.ts';

export const BEEP = 'sound:beep';
const ANNOUNCEMENTS = { message: 'sound:recording-announcement', beep: BEEP } as const;

/**
 * Says to both sides that they are recorded, once they are together and the recording runs. Played
 * into the bridge: a leg that plays something itself takes no other order until it has finished,
 * and whoever gives one, waits with all other calls.
 */
export function announceRecording(x: Exchange, attemptId: AttemptId): void {
  const run = x.recordings.get(attemptId);
  const call = answeredCall(x, attemptId);
  if (run?.phase !== 'on' || run.announcement === 'none' || call?.talk.wasJoined !== true) return;
  x.recordings.set(attemptId, { ...run, announcement: 'none' });
  const media = ANNOUNCEMENTS[run.announcement];
  x.orders.send('playInBridge', { bridgeId: meetingBridgeOf(x, call), media });
}
