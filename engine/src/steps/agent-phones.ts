import type { PhoneChoice } from '../agents/agent-phone.ts';
import {
  chosenPhone,
  hasLeg,
  isHeard,
  isUsable,
  parsePhoneChoice,
  withLegEvent,
  withReach,
  withSilence,
} from '../agents/agent-phone.ts';
import type { AgentSession } from '../agents/agent-session.ts';
import { holding, pendingAfterLoss } from '../agents/agent-session.ts';
import { unreachable } from '../basics/assert.ts';
import type { Refusal } from '../basics/refusal.ts';
import { refusal } from '../basics/refusal.ts';
import { agentOf, attemptOf, consultationOf, interactionOf, putAgent } from '../entities.ts';
import type { PhoneEvent } from '../event.ts';
import { isInCall } from '../interactions/interaction.ts';
import type { Turn } from '../turn.ts';
import { dropLeg, followLeg, raiseLeg, wishFor } from './agent-legs.ts';
import { loseCall, losePreview } from './agent-losses.ts';
import { enter } from './agent-phases.ts';
import { loseEngaged } from './disengage.ts';
import { onEngagedLegUp } from './engage.ts';
import { breakOff, rejoin } from './in-call.ts';
import { loseInternalCall } from './internal-calls.ts';
import { goOn, losePlacing } from './manual-calls.ts';
import { endWaiting, recallAtLegUp } from './recall.ts';
import { endThird } from './third-parties.ts';

/** What the switch says of an agent's phone or leg. */
export function onPhoneEvent(turn: Turn, event: PhoneEvent): void {
  const agent = turn.state.agents.get(event.agentId);
  if (agent === undefined || agent.phone.kind === 'none') return onStrangeLeg(turn, event);
  switch (event.type) {
    case 'phone-reachable':
      return onSound(turn, agent, withReach(agent.phone, event.reachable));
    case 'agent-silent':
      return onSound(turn, agent, withSilence(agent.phone, event.silent));
    case 'agent-leg':
      return event.leg === 'up' ? onLegUp(turn, agent) : onLegGone(turn, agent, event.leg);
    default:
      return unreachable(event);
  }
}

/** A leg of nobody who works here is a phone off the hook. */
function onStrangeLeg(turn: Turn, event: PhoneEvent): void {
  if (event.type !== 'agent-leg' || event.leg !== 'up') return;
  turn.effects.push({ type: 'drop-agent', agentId: event.agentId });
}

/** The phone can be reached or heard, or cannot any more. */
function onSound(turn: Turn, agent: AgentSession, phone: AgentSession['phone']): void {
  if (phone === agent.phone) return;
  putAgent(turn, { ...agent, phone });
  const now = agentOf(turn.state, agent.agentId);
  if (!isUsable(phone)) return loseSound(turn, now);
  const interaction = interactionOfAgent(turn, now);
  if (interaction?.phase === 'reconnecting') raiseLeg(turn, now);
}

/**
 * A customer can no longer be given to this agent. A conversation goes on as long as its leg is
 * there: a browser that does not register for a while is still heard.
 */
function loseSound(turn: Turn, agent: AgentSession): void {
  switch (agent.phase) {
    case 'not-ready':
      return;
    case 'wrap-up':
      return endWaiting(turn, agent, 'PHONE_NOT_READY');
    case 'ready':
      return enter(turn, agent, { phase: 'not-ready', reason: 'phone-lost' });
    case 'previewing':
      return losePreview(turn, agent, 'phone-lost');
    case 'placing':
      return losePlacing(turn, agent, 'phone-lost');
    case 'internal':
      // As in any call: who is heard goes on, whatever their browser says meanwhile.
      if (agent.internal.phase === 'talking' && hasLeg(agent.phone)) return;
      return loseInternalCall(turn, agent, 'phone-lost');
    case 'reserved':
      return loseCall(turn, agent, attemptOf(turn.state, agent.attemptId), 'phone-lost');
    case 'consulted':
      return;
    case 'engaged':
      // A browser that does not register for a while is heard as long as its leg is there.
      return isHeard(agent.phone) ? undefined : loseEngaged(turn, agent, 'phone-lost');
    case 'talking': {
      const interaction = interactionOf(turn.state, agent.interactionId);
      if (isInCall(interaction)) return;
      return loseCall(turn, agent, attemptOf(turn.state, interaction.attemptId), 'phone-lost');
    }
    default:
      return unreachable(agent);
  }
}

export function onLegUp(turn: Turn, agent: AgentSession): void {
  const phone = withLegEvent(agent.phone, 'up');
  if (phone === agent.phone) return;
  const isAwaited = agent.phone.kind !== 'none' && agent.phone.leg === 'raising';
  if (!isAwaited && wishFor(turn.state, agent) !== 'up') {
    // Dropped before it came up, or said late: nobody waits for it any more.
    turn.effects.push({ type: 'drop-agent', agentId: agent.agentId });
    return;
  }
  putAgent(turn, { ...agent, phone });
  onEngagedLegUp(turn, agentOf(turn.state, agent.agentId));
  const interaction = interactionOfAgent(turn, agent);
  if (interaction?.phase === 'reconnecting') rejoin(turn, interaction);
  goOn(turn, agent.agentId);
  recallAtLegUp(turn, agent.agentId);
}

export function onLegGone(
  turn: Turn,
  agent: AgentSession,
  how: 'hung-up' | 'lost' | 'failed',
): void {
  const phone = withLegEvent(agent.phone, how);
  if (phone === agent.phone) return;
  const now = { ...agent, phone };
  putAgent(turn, now);
  const asked = consultationOf(turn.state, now);
  if (asked !== undefined) {
    putAgent(turn, { ...now, pending: pendingAfterLoss(now, 'phone-lost') });
    return endThird(turn, asked);
  }
  const interaction = interactionOfAgent(turn, now);
  if (interaction !== undefined && isInCall(interaction)) {
    breakOff(turn, interaction, how === 'failed');
  } else loseSound(turn, now);
}

/** The phone of an agent whose line is to be held has rung for too long. */
export function onUnanswered(turn: Turn, agent: AgentSession): void {
  turn.effects.push({ type: 'drop-agent', agentId: agent.agentId });
  onLegGone(turn, agent, 'failed');
}

const interactionOfAgent = (turn: Turn, agent: AgentSession) =>
  agent.phase === 'talking' ? interactionOf(turn.state, agent.interactionId) : undefined;

/** Where the agent wants to be called from now on. */
export function choosePhone(
  turn: Turn,
  agent: AgentSession,
  choice: PhoneChoice,
): Refusal | undefined {
  if (agent.phone.kind === 'none') return refusal('NO_PHONES');
  if (holding(agent) !== 'nothing') return refusal('PHONE_IN_USE');
  const parsed = parsePhoneChoice(choice);
  if (!parsed.ok) return refusal('PHONE_INVALID');
  // The browser chosen again, as by a page that was loaded anew, must not cost the place.
  if (choice.kind === 'browser' && agent.phone.kind === 'browser') return undefined;
  if (agent.phone.leg !== 'down') dropLeg(turn, agent);
  const { agentId } = agent;
  putAgent(turn, { ...agent, phone: chosenPhone(parsed.value) });
  turn.effects.push({ type: 'set-agent-phone', agentId, phone: parsed.value });
  const now = agentOf(turn.state, agentId);
  if (isUsable(now.phone)) followLeg(turn, agentId);
  else loseSound(turn, now);
  return undefined;
}
