import type { PhoneChoice } from '@outpace/engine/agents/agent-phone.ts';
import { unreachable } from '@outpace/engine/basics/assert.ts';
import type { AgentId } from '@outpace/engine/basics/ids.ts';
import { after, seconds } from '@outpace/engine/basics/time.ts';
import type { ActionOf } from '../../ports.ts';
import type { AgentLine, LineLeg, UpLeg } from './agent-line.ts';
import { isLostWith, isReachable } from './agent-line.ts';
import { deskBridgeId } from './call.ts';
import type { Exchange } from './exchange.ts';
import { callWith, lineOf, newLegId, putLine, putTalk } from './exchange.ts';
import { phoneTarget } from './phone-target.ts';
import { endLeg, settleCall, settleLine } from './settle.ts';
import { listenTo } from './silence.ts';
import { codecsOf, dialString } from './sip-objects.ts';

/** A browser answers by itself, a person at a desk has to reach for the phone. */
const RING_MS = seconds(30);
/** A switch that does not say what became of the order has lost it. */
const GIVE_UP_MS = seconds(35);
/** What a desk phone shows. */
const CALLER_ID = '"Outpace" <outpace>';

/** From now on the agent is called here. */
export function setAgentPhone(x: Exchange, { agentId, phone }: ActionOf<'set-agent-phone'>): void {
  const line = { ...lineOf(x, agentId), phone };
  putLine(x, line);
  x.tell({ type: 'phone-reachable', agentId, reachable: isReachable(line) });
}

/** Calls the agent's phone and keeps the leg. */
export function raiseAgent(x: Exchange, { agentId, music }: ActionOf<'raise-agent'>): void {
  const line = { ...lineOf(x, agentId), music, isBorrowed: false };
  putLine(x, line);
  const { leg } = line;
  if (leg.phase === 'down' || leg.isDropped) return openLeg(x, line);
  if (leg.phase === 'raising' || !leg.isTold) return;
  settleLine(x, agentId);
  x.tell({ type: 'agent-leg', agentId, leg: 'up' });
}

/** The same for one call only. */
export function borrowLeg(x: Exchange, agentId: AgentId): void {
  const line = lineOf(x, agentId);
  if (line.leg.phase !== 'down' && !line.leg.isDropped) return;
  openLeg(x, { ...line, music: false, isBorrowed: true });
}

export function dropAgent(x: Exchange, { agentId }: ActionOf<'drop-agent'>): void {
  const { leg } = lineOf(x, agentId);
  endLeg(x, agentId);
  // One that still waits for a trunk is nowhere yet.
  if (leg.phase === 'raising' && x.queue.withdraw(leg.legId)) onAgentLegGone(x, agentId, leg.legId);
}

function openLeg(x: Exchange, line: AgentLine): void {
  const { agentId } = line;
  const legId = newLegId(x, 'agent', agentId);
  putLine(x, { ...line, leg: { phase: 'raising', ...newLeg(line, legId, line.phone.kind) } });
  x.timers.after(GIVE_UP_MS, () => giveUp(x, agentId, legId));
  const target = phoneTarget(x.site, line);
  const refused = (): void => onAgentLegGone(x, agentId, legId);
  switch (target.by) {
    case 'endpoint':
      return call(x, agentId, legId, target.endpoint, target.codecs);
    case 'number':
      return x.queue.submit({
        legId,
        until: after(x.timers.now(), RING_MS),
        onTrunk: (trunk) =>
          call(x, agentId, legId, dialString(x.site, trunk, target.number), codecsOf(trunk)),
        onRefused: refused,
      });
    case 'nothing':
      return refused();
    default:
      return unreachable(target);
  }
}

function call(
  x: Exchange,
  agentId: AgentId,
  legId: string,
  endpoint: string,
  formats: string,
): void {
  const order = {
    channelId: legId,
    endpoint,
    app: x.app,
    formats,
    timeout: RING_MS / 1_000,
    callerId: CALLER_ID,
    variables: { OUTPACE_AGENT: agentId, OUTPACE_LEG: 'agent' },
  };
  x.orders.send('originate', order, ({ kind, status }) => {
    if (kind === 'refused' && status !== 409) onAgentLegGone(x, agentId, legId);
  });
}

function giveUp(x: Exchange, agentId: AgentId, legId: string): void {
  const { leg } = lineOf(x, agentId);
  if (leg.phase !== 'raising' || leg.legId !== legId) return;
  x.orders.send('hangUp', { channelId: legId });
  onAgentLegGone(x, agentId, legId);
}

/** The agent's phone was answered. Nobody is told before it is heard. */
export function onAgentLegUp(x: Exchange, agentId: AgentId, legId: string): void {
  const line = lineOf(x, agentId);
  const { leg } = line;
  // Nobody waits for it any more: dropped meanwhile, or ordered by a process before this one.
  if (leg.phase === 'down' || leg.legId !== legId || leg.isDropped) {
    return x.orders.send('hangUp', { channelId: legId });
  }
  if (leg.phase === 'up') return;
  const up = { ...newUpLeg(x, line, legId, leg.to), contact: leg.contact, isTold: false };
  putLine(x, { ...line, leg: up });
  void listenTo(x, agentId, legId);
  settleLine(x, agentId);
  x.lineChanged(agentId, 'up');
}

/** A leg to where the agent can be called now. */
export const newLeg = ({ contact }: AgentLine, legId: string, to: PhoneChoice['kind']) => ({
  legId,
  isDropped: false,
  isLost: false,
  to,
  contact: to === 'browser' ? contact : undefined,
});

export const newUpLeg = (
  x: Exchange,
  line: AgentLine,
  legId: string,
  to: PhoneChoice['kind'],
): UpLeg => ({
  phase: 'up',
  ...newLeg(line, legId, to),
  heard: { packets: 0, at: x.timers.now(), isSilent: false },
  isTold: true,
});

/** The leg has gone, or could not be made. */
export function onAgentLegGone(x: Exchange, agentId: AgentId, legId: string): void {
  x.floor.forget(legId);
  x.queue.release(legId);
  const line = lineOf(x, agentId);
  const { leg } = line;
  if (leg.phase === 'down' || leg.legId !== legId) return;
  const call = callWith(x, agentId);
  putLine(x, { ...line, isBorrowed: false, leg: { phase: 'down' } });
  x.tell({ type: 'agent-leg', agentId, leg: whyGone(leg) });
  x.lineChanged(agentId, 'gone');
  if (call !== undefined) {
    putTalk(x, call, { room: 'own' });
    settleCall(x, call.attemptId);
  }
  x.floor.closeBridge(deskBridgeId(x.site, agentId));
}

type GoneLeg = Exclude<LineLeg, { phase: 'down' }>;

function whyGone(leg: GoneLeg): 'hung-up' | 'lost' | 'failed' {
  if (leg.phase === 'raising' || !leg.isTold) {
    return leg.isDropped && !leg.isLost ? 'hung-up' : 'failed';
  }
  return leg.isLost ? 'lost' : 'hung-up';
}

/**
 * The phone is no longer signed in where the leg goes to: one to nobody, which stays for ever or
 * rings until it is too late.
 */
export function onSignInRemoved(x: Exchange, agentId: AgentId, contact: string): void {
  const line = lineOf(x, agentId);
  const { leg } = line;
  if (leg.phase === 'down' || !isLostWith(leg, contact)) return;
  putLine(x, { ...line, leg: { ...leg, isLost: true, isDropped: true } });
  x.orders.send('hangUp', { channelId: leg.legId });
}
