import { isUsable } from '../agents/agent-phone.ts';
import type { AgentSession, PendingStatus } from '../agents/agent-session.ts';
import { holding, isReason } from '../agents/agent-session.ts';
import { isForAnybody } from '../agents/engagement.ts';
import { sessionPermission } from '../agents/session-actions.ts';
import { unreachable } from '../basics/assert.ts';
import type { InteractionId } from '../basics/ids.ts';
import { offerId } from '../basics/ids.ts';
import type { Refusal } from '../basics/refusal.ts';
import { refusal } from '../basics/refusal.ts';
import { fail, ok } from '../basics/result.ts';
import type { CommandOutcome } from '../effect.ts';
import { agentOf, putAgent } from '../entities.ts';
import type { AgentCommand, AgentEvent } from '../event.ts';
import type { Turn } from '../turn.ts';
import { settleAgent } from './agent-phases.ts';
import { choosePhone } from './agent-phones.ts';
import { correctCpd } from './detection.ts';
import { disengage } from './disengage.ts';
import { onInteractionCommand } from './interaction-commands.ts';
import { acceptInternalCall, callAgent, endInternalCall } from './internal-calls.ts';
import { callNumber, cancelCall } from './manual-calls.ts';
import { accept, passBack, reject } from './offers.ts';
import { rememberSuppressed, undo } from './suppress.ts';

const DONE: CommandOutcome = ok({ done: 'done' });
const WAITING: CommandOutcome = ok({ done: 'waiting' });

type Asked = Extract<AgentEvent, { type: 'agent-command' }>;

export function onAgentCommand(
  turn: Turn,
  { agentId, command, suppressed = [] }: Pick<Asked, 'agentId' | 'command' | 'suppressed'>,
): CommandOutcome {
  const agent = turn.state.agents.get(agentId);
  rememberSuppressed(turn, suppressed);
  if (agent === undefined) return fail(refusal('AGENT_NOT_LOGGED_ON'));
  switch (command.type) {
    case 'set-ready':
      return want(turn, agent, { to: 'ready' });
    case 'set-not-ready':
      return setNotReady(turn, agent, command.reason);
    case 'log-off':
      return logOff(turn, agent);
    case 'cancel-log-off':
      return cancelLogOff(turn, agent);
    case 'acknowledge-notice':
      return acknowledge(turn, agent, command.noticeId);
    case 'accept-offer':
    case 'reject-offer':
      return answerOffer(turn, agent, command);
    case 'choose-phone':
      return answer(choosePhone(turn, agent, command.phone));
    case 'call-number':
      return answer(callNumber(turn, agent, command));
    case 'cancel-call':
      return answer(cancelCall(turn, agent));
    case 'call-agent':
      return answer(callAgent(turn, agent, command.agentId));
    case 'accept-internal-call':
      return answer(acceptInternalCall(turn, agent, command.callId));
    case 'end-internal-call':
      return answer(endInternalCall(turn, agent, command.callId));
    case 'correct-cpd':
      return answer(correctCpd(turn, agent, command.attemptId, command.said));
    case 'end-call':
    case 'hold':
    case 'send-digits':
    case 'record':
    case 'mute':
    case 'save-draft':
    case 'edit-field':
    case 'extend-wrap-up':
    case 'mark-done':
    case 'recall':
    case 'consult':
    case 'transfer':
    case 'conference':
    case 'talk-with':
    case 'complete-transfer':
    case 'complete-conference':
    case 'end-consultation':
    case 'leave-consultation':
      return onInteractionCommand(turn, agent, command);
    case 'undo-do-not-call':
      return takeBack(turn, agent, command.interactionId);
    case 'dismiss-outcome':
      putAgent(turn, {
        ...agent,
        lastOutcome: undefined,
        lastShared: undefined,
        refusedCall: undefined,
      });
      return DONE;
    default:
      return unreachable(command);
  }
}

const answer = (problem: Refusal | undefined): CommandOutcome =>
  problem === undefined ? DONE : fail(problem);

function setNotReady(turn: Turn, agent: AgentSession, reason: string): CommandOutcome {
  if (!isReason(reason, turn.state.reasons)) return fail(refusal('UNKNOWN_REASON', reason));
  return want(turn, agent, { to: 'not-ready', reason });
}

function logOff(turn: Turn, agent: AgentSession): CommandOutcome {
  const permission = sessionPermission('log-off', agent.phase);
  if (permission !== 'allowed') return fail(refusal(permission));
  return want(turn, agent, { to: 'logged-off' });
}

/** A status takes effect at once, or as soon as the agent holds nothing any more. */
export function want(turn: Turn, agent: AgentSession, status: PendingStatus): CommandOutcome {
  // Who asks twice keeps their place: the longest ready is next.
  if (agent.phase === 'ready' && status.to === 'ready') return DONE;
  if (status.to === 'ready' && !isUsable(agent.phone)) return fail(refusal('PHONE_NOT_READY'));
  if (agent.phase === 'engaged' && isForAnybody(agent.engagement) && status.to !== 'ready') {
    // The line is held for nobody in particular: it is let go as soon as the agent wants to stop.
    putAgent(turn, { ...agent, pending: status });
    disengage(turn, agent);
    return DONE;
  }
  const free = givenBack(turn, agent, status);
  if (holding(free) === 'nothing') {
    putAgent(turn, { ...free, pending: status });
    settleAgent(turn, agent.agentId);
    return DONE;
  }
  // Ready is where an agent goes anyway after a call: asking for it clears what was pending.
  putAgent(turn, { ...free, pending: status.to === 'ready' ? undefined : status });
  return status.to === 'ready' ? DONE : WAITING;
}

/** An unanswered offer does not hold up an agent who wants to stop, if it may be rejected. */
function givenBack(turn: Turn, agent: AgentSession, status: PendingStatus): AgentSession {
  if (agent.phase !== 'previewing' || status.to === 'ready') return agent;
  const offer = turn.state.offers.get(agent.offerId);
  if (offer === undefined || !offer.rejectAllowed) return agent;
  passBack(turn, offer, 'rejected');
  // Not ready first, so that nothing is offered in between.
  const now = agentOf(turn.state, agent.agentId);
  if (status.to === 'logged-off') return { ...now, ...NOT_READY };
  return { ...now, phase: 'not-ready', reason: status.reason };
}

const NOT_READY = { phase: 'not-ready', reason: 'logged-on' } as const;

function cancelLogOff(turn: Turn, agent: AgentSession): CommandOutcome {
  if (agent.pending?.to === 'logged-off') putAgent(turn, { ...agent, pending: undefined });
  return DONE;
}

function acknowledge(turn: Turn, agent: AgentSession, noticeId: string): CommandOutcome {
  putAgent(turn, { ...agent, notices: agent.notices.filter(({ id }) => id !== noticeId) });
  return DONE;
}

function answerOffer(
  turn: Turn,
  agent: AgentSession,
  command: Extract<AgentCommand, { type: 'accept-offer' | 'reject-offer' }>,
): CommandOutcome {
  const offer = turn.state.offers.get(offerId(command.offerId));
  if (offer === undefined || offer.agentId !== agent.agentId) return fail(refusal('OFFER_GONE'));
  if (command.type === 'accept-offer') {
    // Nobody can be called now; the record stays on the screen for as long as it may.
    if (!turn.state.isSwitchUp) return fail(refusal('SWITCH_UNAVAILABLE'));
    return accept(turn, offer) ? DONE : fail(refusal('OFFER_GONE'));
  }
  if (!offer.rejectAllowed) return fail(refusal('REJECT_NOT_ALLOWED'));
  reject(turn, offer);
  return DONE;
}

function takeBack(turn: Turn, agent: AgentSession, interactionId: InteractionId): CommandOutcome {
  const wish = turn.state.undos.get(interactionId);
  const mine = wish?.agentId === agent.agentId && wish.until > turn.at;
  if (wish === undefined || !mine) return fail(refusal('UNDO_TOO_LATE'));
  undo(turn, interactionId, wish);
  return DONE;
}
