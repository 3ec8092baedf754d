import type { AgentId, AttemptId, SiteId } from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import type { CpdProfile } from '@outpace/engine/campaigns/voice.ts';
import type { SwitchEvent } from '@outpace/engine/event.ts';
import type { AgentLine } from './agent-line.ts';
import { newLine } from './agent-line.ts';
import type { BeepWait } from './beep-wait.ts';
import type { AnsweredCall, Call, Talk } from './call.ts';
import { agentsOf, callBridgeId, meetingBridgeId } from './call.ts';
import type { AriLog } from './connection.ts';
import type { DialQueue } from './dial-queue.ts';
import type { Floor } from './floor.ts';
import type { LegKind } from './leg-id.ts';
import { legId } from './leg-id.ts';
import type { Orders } from './orders.ts';
import type { RecordingRun } from './recording-run.ts';
import type { Timers } from './timers.ts';

/** What supervisors hear through: one at a time for each of them. */
export type Spy = {
  readonly attemptId: AttemptId;
  readonly legId: string;
  /** The leg that is listened to. */
  readonly onLeg: string;
  readonly whispers: boolean;
  readonly isUp: boolean;
};

/** Hears the called side beside the call, and says who it is. */
export type Listener = {
  readonly legId: string;
  readonly profile: CpdProfile;
  readonly answeredAt: Instant;
};

/** A message that waits for the beep of a machine. */
export type RunningBeepWait = {
  readonly legId: string;
  readonly message: string;
  readonly wait: BeepWait;
  readonly cancelWait: () => void;
};

/** Everything that the rooms of the adapter share. */
export type Exchange = {
  readonly site: SiteId;
  /** The Stasis application of this site. */
  readonly app: string;
  readonly orders: Orders;
  /** For what nobody waits for, and what does not have to come before or after any of `orders`. */
  readonly aside: Orders;
  readonly floor: Floor;
  readonly queue: DialQueue;
  readonly timers: Timers;
  readonly log: AriLog;
  readonly tell: (event: SwitchEvent) => void;
  /** For whoever waits for an agent's phone besides the agent. */
  readonly lineChanged: (agentId: AgentId, is: 'ringing' | 'up' | 'gone') => void;
  readonly calls: Map<AttemptId, Call>;
  readonly lines: Map<AgentId, AgentLine>;
  readonly recordings: Map<AttemptId, RecordingRun>;
  readonly spies: Map<AgentId, Spy>;
  readonly listeners: Map<AttemptId, Listener>;
  /** Digits that are still to be sent. */
  readonly digits: Map<AttemptId, string>;
  readonly beepWaits: Map<AttemptId, RunningBeepWait>;
  /** Grows with each leg, over restarts too. */
  readonly nextSerial: () => number;
};

/** A name for one more leg of this owner. */
export const newLegId = (x: Exchange, kind: LegKind, owner: string): string =>
  legId({ site: x.site, kind, owner, serial: x.nextSerial() });

/** The bridge of the call's own, whether it has come to that or not. */
export const ownBridgeOf = (x: Exchange, attemptId: AttemptId): string =>
  callBridgeId(x.site, attemptId);

export const meetingBridgeOf = (x: Exchange, call: AnsweredCall): string =>
  meetingBridgeId(x.site, call);

export const lineOf = (x: Exchange, agentId: AgentId): AgentLine =>
  x.lines.get(agentId) ?? newLine(agentId);

export const putLine = (x: Exchange, line: AgentLine): void => void x.lines.set(line.agentId, line);

/** The call while somebody can be joined to it and nobody has ordered its end. */
export function answeredCall(x: Exchange, attemptId: AttemptId): AnsweredCall | undefined {
  const call = x.calls.get(attemptId);
  return call?.phase === 'answered' && !call.isEnding ? call : undefined;
}

/** Gives the call another shape of who talks with whom. Settle it afterwards. */
export function putTalk(x: Exchange, call: AnsweredCall, change: Partial<Talk>): AnsweredCall {
  const changed = { ...call, talk: { ...call.talk, ...change } };
  x.calls.set(call.attemptId, changed);
  return changed;
}

/** The call that an agent takes part in. */
export function callWith(x: Exchange, agentId: AgentId): AnsweredCall | undefined {
  for (const call of x.calls.values()) {
    const isOn = call.phase === 'answered' && !call.isEnding;
    if (isOn && agentsOf(call).includes(agentId)) return call;
  }
  return undefined;
}
