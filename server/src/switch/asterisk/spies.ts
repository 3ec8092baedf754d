import type { AgentId, AttemptId } from '@outpace/engine/basics/ids.ts';
import { upLegOf } from './agent-line.ts';
import type { AnsweredCall } from './call.ts';
import { deskBridgeId } from './call.ts';
import type { Exchange, Spy } from './exchange.ts';
import { answeredCall, newLegId } from './exchange.ts';
import type { LegName } from './leg-id.ts';
import { inBridge } from './place.ts';

/** What one supervisor of a call is to hear through; undefined: nothing of the kind. */
export function wantedSpy(
  call: AnsweredCall,
  lines: Exchange['lines'],
  supervisorId: AgentId,
): Pick<Spy, 'onLeg' | 'whispers'> | undefined {
  const how = call.talk.supervisors.get(supervisorId);
  if (how === undefined || how === 'barge') return undefined;
  if (upLegOf(lines, supervisorId) === undefined) return undefined;
  // On the agent's side a whisper is heard by the agent alone. Without an agent there is only the
  // customer to listen to, and nobody to whisper to.
  const agentLeg = upLegOf(lines, call.talk.agentId);
  const onLeg = agentLeg ?? call.legId;
  return { onLeg, whispers: how === 'whisper' && agentLeg !== undefined };
}

/** Starts, changes or ends what the supervisors of a call hear through. */
export function settleSpies(x: Exchange, attemptId: AttemptId): void {
  const call = answeredCall(x, attemptId);
  for (const [supervisorId, spy] of x.spies) {
    if (spy.attemptId !== attemptId) continue;
    if (call === undefined || wantedSpy(call, x.lines, supervisorId) === undefined) {
      endSpy(x, supervisorId, spy);
    }
  }
  for (const supervisorId of call?.talk.supervisors.keys() ?? []) {
    if (call !== undefined) settleSpy(x, call, supervisorId);
  }
}

function settleSpy(x: Exchange, call: AnsweredCall, supervisorId: AgentId): void {
  const wanted = wantedSpy(call, x.lines, supervisorId);
  const spy = x.spies.get(supervisorId);
  if (wanted === undefined) return;
  if (spy?.onLeg === wanted.onLeg && spy.whispers === wanted.whispers) return;
  // How a spy hears cannot be changed: the new one first, so that nothing is missed.
  const id = newLegId(x, 'spy', supervisorId);
  const { attemptId } = call;
  x.spies.set(supervisorId, { ...wanted, attemptId, legId: id, isUp: false });
  const whisper = wanted.whispers ? 'out' : 'none';
  const order = { channelId: wanted.onLeg, snoopId: id, app: x.app, spy: 'both', whisper };
  x.orders.send('snoop', order, () => forgetSpy(x, supervisorId, id));
  if (spy !== undefined) x.orders.send('hangUp', { channelId: spy.legId });
}

/** The spy is there: supervisor and spy into one bridge. */
export function onSpyUp(x: Exchange, { owner }: LegName, id: string): void {
  const [supervisorId, spy] = [...x.spies].find(([each]) => each === owner) ?? [];
  const leg = upLegOf(x.lines, supervisorId);
  if (supervisorId === undefined || spy?.legId !== id || leg === undefined) {
    return x.orders.send('hangUp', { channelId: id });
  }
  x.spies.set(supervisorId, { ...spy, isUp: true });
  const desk = inBridge(deskBridgeId(x.site, supervisorId));
  x.floor.put(id, desk);
  x.floor.put(leg, desk);
}

/** The leg that was listened to has gone, or we have ended it. */
export function onSpyGone(x: Exchange, { owner }: LegName, id: string): void {
  x.floor.forget(id);
  for (const supervisorId of x.spies.keys()) {
    if (supervisorId === owner) forgetSpy(x, supervisorId, id);
  }
}

function forgetSpy(x: Exchange, supervisorId: AgentId, id: string): void {
  if (x.spies.get(supervisorId)?.legId === id) x.spies.delete(supervisorId);
}

function endSpy(x: Exchange, supervisorId: AgentId, spy: Spy): void {
  x.spies.delete(supervisorId);
  x.floor.forget(spy.legId);
  x.orders.send('hangUp', { channelId: spy.legId });
}
