import type { AgentId, AttemptId } from '@outpace/engine/basics/ids.ts';
import { upLegOf } from './agent-line.ts';
import { announceRecording, BEEP } from './announcement.ts';
import type { AnsweredCall } from './call.ts';
import { agentsOf, deskBridgeId, placesOf } from './call.ts';
import type { Exchange } from './exchange.ts';
import {
  answeredCall,
  callWith,
  lineOf,
  meetingBridgeOf,
  ownBridgeOf,
  putLine,
  putTalk,
} from './exchange.ts';
import { inBridge, MUSIC } from './place.ts';
import { settleSpies } from './spies.ts';

/** Brings every leg of the call to where it belongs by now. */
export function settleCall(x: Exchange, attemptId: AttemptId): void {
  const call = answeredCall(x, attemptId);
  if (call === undefined) return;
  const places = placesOf(call, x.lines, meetingBridgeOf(x, call));
  for (const [legId, place] of places) x.floor.put(legId, place);
  const agentLeg = upLegOf(x.lines, call.talk.agentId);
  if (agentLeg !== undefined) x.floor.mute(agentLeg, call.talk.isMuted);
  const othersIn = [...places].some(([leg, { at }]) => leg !== call.legId && at === 'bridge');
  if (othersIn && places.get(call.legId)?.at === 'bridge') joined(x, call, agentLeg);
  settleSpies(x, attemptId);
}

/** Customer and somebody else hear each other. */
function joined(x: Exchange, call: AnsweredCall, agentLeg: string | undefined): void {
  const { beep, wasJoined } = call.talk;
  if (wasJoined && !beep) return;
  putTalk(x, call, { wasJoined: true, beep: false });
  if (beep && agentLeg !== undefined) x.orders.send('play', { channelId: agentLeg, media: BEEP });
  announceRecording(x, call.attemptId);
}

/** Brings an agent's leg to its call, or to where it waits for one. */
export function settleLine(x: Exchange, agentId: AgentId): void {
  const call = callWith(x, agentId);
  if (call !== undefined) return settleCall(x, call.attemptId);
  const line = lineOf(x, agentId);
  const leg = upLegOf(x.lines, agentId);
  if (leg === undefined) return;
  if (line.isBorrowed) return endLeg(x, agentId);
  x.floor.mute(leg, false);
  const desk = inBridge(deskBridgeId(x.site, line.meetsAt ?? agentId));
  x.floor.put(leg, line.music && line.meetsAt === undefined ? MUSIC : desk);
}

/** Ends the leg of an agent's phone; that it has gone is told when the switch says so. */
export function endLeg(x: Exchange, agentId: AgentId): void {
  const line = lineOf(x, agentId);
  const { leg } = line;
  if (leg.phase === 'down' || leg.isDropped) return;
  putLine(x, { ...line, leg: { ...leg, isDropped: true } });
  x.orders.send('hangUp', { channelId: leg.legId });
}

/** The people of a call whose end has come, to wherever they wait for the next. */
export function disperse(x: Exchange, call: AnsweredCall): void {
  for (const agentId of agentsOf(call)) settleLine(x, agentId);
  settleSpies(x, call.attemptId);
  x.floor.closeBridge(ownBridgeOf(x, call.attemptId));
}
