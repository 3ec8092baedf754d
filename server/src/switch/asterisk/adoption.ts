import type { AgentId, AttemptId } from '@outpace/engine/basics/ids.ts';
import { agentId, attemptId } from '@outpace/engine/basics/ids.ts';
import { millis } from '@outpace/engine/basics/time.ts';
import type { SurvivingLeg } from '@outpace/engine/dialing/surviving-leg.ts';
import { newLeg, newUpLeg } from './agent-legs.ts';
import type { AgentLine, LineLeg } from './agent-line.ts';
import type { Call } from './call.ts';
import { customerLegId } from './call.ts';
import { onThirdAnswered, onThirdGone } from './consultation.ts';
import type { Exchange } from './exchange.ts';
import { answeredCall, lineOf, putLine, putTalk } from './exchange.ts';
import { stopWaitingForBeep } from './farewell.ts';
import { orphansAmong } from './orphans.ts';
import { recordedInteraction } from './recording-run.ts';
import {
  onRecorderGone,
  onRecordingFinished,
  orderAgain,
  PAUSED_VARIABLE,
  recordedFile,
} from './recordings.ts';
import { settleCall, settleLine } from './settle.ts';
import { agentEndpoint, trunkOfChannel } from './sip-objects.ts';
import type { FoundLeg, Survey } from './survey.ts';
import { surveyOf, survivorsOf } from './survey.ts';
import type { TrunkPool } from './trunk-pool.ts';

/**
 * Takes over everything of this site that is alive on the switch, and says what that is. `open`:
 * attempts of an earlier process of which nobody knows yet what became of them.
 */
export async function adoptAll(
  x: Exchange,
  pool: TrunkPool,
  open: readonly AttemptId[] = [],
): Promise<readonly SurvivingLeg[]> {
  const orphans = await orphansAmong(x, new Set([...open, ...x.calls.keys()]));
  const channels = await x.orders.ask('listChannels', {});
  const bridges = await x.orders.ask('listBridges', {});
  const survey = surveyOf(x.site, channels, bridges, x.calls, x.timers.now());
  const before = { calls: new Map(x.calls), lines: new Map(x.lines) };
  adoptPlaces(x, survey, pool);
  adoptLines(x, survey);
  adoptCalls(x, survey);
  await adoptRecordings(x, survey);
  dropStrays(x, survey);
  for (const line of before.lines.values()) catchUpLine(x, line);
  for (const call of before.calls.values()) catchUpThird(x, call, survey);
  // Nobody remembers whom a process before this one has muted; the screen says that nobody is.
  for (const call of survey.calls) settleCall(x, call.attemptId);
  const paused = [...x.recordings].flatMap(([id, { isPaused }]) => (isPaused ? [id] : []));
  return survivorsOf(survey, new Set(paused), orphans);
}

function adoptPlaces(x: Exchange, survey: Survey, pool: TrunkPool): void {
  const legs = [...survey.agentLegs, ...survey.customerLegs, ...survey.thirdLegs];
  const places = legs.map(({ legId, bridgeId }) => [legId, bridgeId] as const);
  x.floor.adopt(new Map(places), survey.bridges);
  pool.releaseAll();
  for (const { legId, channel } of legs) {
    const trunk = trunkOfChannel(x.site, channel.name);
    if (trunk !== undefined) pool.occupy(legId, trunk);
    // Events of a leg that was made by another process come only when asked for.
    x.orders.send('subscribe', { applicationName: x.app, eventSource: `channel:${legId}` });
  }
}

function adoptLines(x: Exchange, { agentLegs }: Survey): void {
  const found = new Map<AgentId, FoundLeg>();
  for (const leg of agentLegs) {
    const id = agentId(leg.owner);
    const before = lineOf(x, id).leg;
    const isTheOne = before.phase !== 'down' && before.legId === leg.legId;
    if (isTheOne || !found.has(id)) found.set(id, leg);
  }
  for (const line of [...x.lines.values()]) {
    if (!found.has(line.agentId)) putLine(x, { ...line, leg: { phase: 'down' } });
  }
  for (const [id, leg] of found) putLine(x, { ...lineOf(x, id), leg: legNow(x, id, leg) });
  for (const { legId, owner } of agentLegs) {
    if (found.get(agentId(owner))?.legId !== legId) x.orders.send('hangUp', { channelId: legId });
  }
}

function legNow(x: Exchange, id: AgentId, { channel, isOurs, legId }: FoundLeg): LineLeg {
  const line = lineOf(x, id);
  const { leg } = line;
  const isDropped = leg.phase !== 'down' && leg.legId === legId && leg.isDropped;
  // The order to end it may have been lost with the connection.
  if (isDropped) x.orders.send('hangUp', { channelId: legId });
  if (leg.phase === 'up' && leg.legId === legId) return leg;
  const isBrowser = channel.name.startsWith(`PJSIP/${agentEndpoint(x.site, id)}-`);
  const to = isBrowser ? 'browser' : 'desk';
  if (isOurs) return newUpLeg(x, line, legId, to);
  return { phase: 'raising', ...newLeg(line, legId, to), isDropped };
}

function adoptCalls(x: Exchange, survey: Survey): void {
  const alive = new Set(survey.calls.map((call) => call.attemptId));
  for (const id of x.calls.keys()) if (!alive.has(id)) stopWaitingForBeep(x, id);
  x.calls.clear();
  x.listeners.clear();
  x.spies.clear();
  for (const call of survey.calls) {
    x.calls.set(call.attemptId, call);
    if (call.isEnding) x.orders.send('hangUp', { channelId: call.legId });
  }
}

/** What the phone of an agent has done unseen; that it is up or not, is told with what is alive. */
function catchUpLine(x: Exchange, { agentId: id, leg: before, meetsAt }: AgentLine): void {
  if (meetsAt !== undefined) {
    // That they part may have been ordered in vain; that they are together is ordered again. Back
    // at their own desk nobody hears what is said to the other one.
    putLine(x, { ...lineOf(x, id), meetsAt: undefined });
    settleLine(x, id);
  }
  const { leg } = lineOf(x, id);
  if (before.phase !== 'down' && leg.phase === 'down') x.lineChanged(id, 'gone');
  if (before.phase !== 'raising' || leg.phase !== 'up') return;
  settleLine(x, id);
  x.lineChanged(id, 'up');
}

/** What the third party of a call has done unseen happens now. */
function catchUpThird(x: Exchange, before: Call, { thirdLegs }: Survey): void {
  const had = before.phase === 'answered' ? before.talk.third : undefined;
  const now = answeredCall(x, before.attemptId);
  if (had?.of !== 'number' || now === undefined) return;
  const { attemptId: id } = now;
  if (thirdLegs.some(({ legId, isOurs }) => legId === had.legId && isOurs)) {
    return onThirdAnswered(x, id, had.legId);
  }
  if (now.talk.third !== undefined) return;
  putTalk(x, now, { third: had });
  onThirdGone(x, id, had.legId);
}

async function adoptRecordings(x: Exchange, { recorders }: Survey): Promise<void> {
  const found = new Map(recorders.map((leg) => [attemptId(leg.owner), leg]));
  for (const [id, run] of [...x.recordings]) {
    const leg = found.get(id);
    if (leg?.legId === run.legId) {
      if (leg.isOurs) await orderAgain(x, id);
    } else if (run.phase === 'opening') {
      onRecorderGone(x, id, run.legId);
    } else if (run.phase !== 'off') {
      // It ended unseen: how long it is, nobody can say better than the time since its start.
      onRecordingFinished(x, id, run.legId, {});
    }
  }
  for (const [id, leg] of found) {
    if (x.recordings.get(id)?.legId !== leg.legId) await adoptRecording(x, id, leg);
  }
}

async function adoptRecording(x: Exchange, id: AttemptId, leg: FoundLeg): Promise<void> {
  const { channel, legId } = leg;
  const file = recordedFile(channel.dialplan.app_data);
  if (file === undefined) return x.orders.send('hangUp', { channelId: legId });
  x.recordings.set(id, {
    interactionId: recordedInteraction(file),
    file,
    legId,
    announcement: 'none',
    isPaused: await isPaused(x, customerLegId(x.site, id)),
    recordedMs: millis(0),
    again: false,
    phase: 'on',
    startedAt: undefined,
  });
}

async function isPaused(x: Exchange, channelId: string): Promise<boolean> {
  try {
    const { value } = await x.orders.ask('variable', { channelId, variable: PAUSED_VARIABLE });
    return value !== '';
  } catch {
    // Never set, or the leg has gone meanwhile.
    return false;
  }
}

function dropStrays(x: Exchange, { strayLegs, strayBridges }: Survey): void {
  for (const { legId } of strayLegs) x.orders.send('hangUp', { channelId: legId });
  for (const bridgeId of strayBridges) x.orders.send('destroyBridge', { bridgeId });
}
