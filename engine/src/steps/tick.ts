import type { AgentSession } from '../agents/agent-session.ts';
import { agentDeadline } from '../agents/agent-session.ts';
import { isOverdue } from '../agents/engagement.ts';
import { unreachable } from '../basics/assert.ts';
import {
  agentId,
  attemptId,
  campaignGroupId,
  chainId,
  interactionId,
  offerId,
} from '../basics/ids.ts';
import { after } from '../basics/time.ts';
import { renewEveryMs } from '../calling-lists/lease.ts';
import { takeDue } from '../deadlines.ts';
import type { Attempt } from '../dialing/attempt.ts';
import { attemptDeadline } from '../dialing/attempt.ts';
import type { DialSession } from '../dialing/dial-session.ts';
import { refreshed, sessionDeadline } from '../dialing/dial-session.ts';
import { putSession, sessionOf, touchSession } from '../entities.ts';
import type { Interaction } from '../interactions/interaction.ts';
import { interactionDeadline, isInCall, isThree } from '../interactions/interaction.ts';
import type { Deadline } from '../state.ts';
import type { Turn } from '../turn.ts';
import { onUnanswered } from './agent-phones.ts';
import { onGone } from './agent-presence.ts';
import { abandon, endNobodys } from './call-events.ts';
import { endUnreached } from './conclude.ts';
import { onPerson } from './connect.ts';
import { onReconnectDue } from './in-call.ts';
import { onWrapUpOver } from './interaction-commands.ts';
import { endListed } from './listed.ts';
import { onOfferDue } from './offers.ts';
import { onThirdDue } from './third-party-events.ts';
import { onValidationDue } from './validate.ts';

/** Looks at everything whose time has come; the thing itself knows whether it is really due. */
export function onTime(turn: Turn): void {
  for (const deadline of takeDue(turn.state, turn.at)) onDue(turn, deadline);
}

function onDue(turn: Turn, { of, id }: Deadline): void {
  const { state, at } = turn;
  switch (of) {
    case 'attempt': {
      const attempt = state.attempts.get(attemptId(id));
      if (attempt !== undefined && isDue(attemptDeadline(attempt), at)) onAttemptDue(turn, attempt);
      return;
    }
    case 'offer': {
      const offer = state.offers.get(offerId(id));
      if (offer !== undefined && isDue(offer.until, at)) onOfferDue(turn, offer);
      return;
    }
    case 'agent': {
      const agent = state.agents.get(agentId(id));
      if (agent !== undefined && isDue(agentDeadline(agent, state.limits), at)) {
        onAgentDue(turn, agent);
      }
      return;
    }
    case 'interaction': {
      const found = state.interactions.get(interactionId(id));
      if (found === undefined) return;
      const { autoDone } = sessionOf(state, found.groupId).plan;
      if (isDue(interactionDeadline(found, autoDone), at)) onInteractionDue(turn, found);
      return;
    }
    case 'session': {
      const session = state.sessions.get(campaignGroupId(id));
      if (session !== undefined && isDue(sessionDeadline(session), at)) onSessionDue(turn, session);
      return;
    }
    case 'undo': {
      const wish = state.undos.get(interactionId(id));
      if (wish === undefined || wish.until > at) return;
      state.undos.delete(interactionId(id));
      turn.agentsChanged.add(wish.agentId);
      return;
    }
    case 'suppression':
      return endListed(turn, id);
    case 'chain': {
      const held = state.chains.get(chainId(id));
      if (held !== undefined) touchSession(turn, held.groupId);
      return;
    }
    default:
      return unreachable(of);
  }
}

const isDue = (deadline: Turn['at'] | undefined, at: Turn['at']): boolean =>
  deadline !== undefined && deadline <= at;

function onAgentDue(turn: Turn, agent: AgentSession): void {
  const rangTooLong = agent.phase === 'engaged' && isOverdue(agent.engagement, turn.at);
  if (rangTooLong) onUnanswered(turn, agent);
  else onGone(turn, agent);
}

function onAttemptDue(turn: Turn, attempt: Attempt): void {
  switch (attempt.phase) {
    case 'validating':
      return onValidationDue(turn, attempt);
    case 'dialing':
      turn.effects.push({ type: 'hang-up', attemptId: attempt.id });
      return endUnreached(turn, attempt, 'no-progress');
    case 'ringing':
      turn.effects.push({ type: 'hang-up', attemptId: attempt.id });
      return endUnreached(turn, attempt, 'no-answer');
    case 'detecting':
      // No verdict in time: greet a machine rather than hang up on a person.
      return onPerson(turn, attempt, attempt.answeredAt);
    case 'transferring':
      // The destination has rung for long enough.
      turn.effects.push({ type: 'hang-up', attemptId: attempt.id });
      return endNobodys(turn, attempt, attempt.noPerson);
    case 'waiting': {
      if (attempt.noPerson !== undefined) {
        turn.effects.push({ type: 'hang-up', attemptId: attempt.id });
        return endNobodys(turn, attempt, attempt.noPerson);
      }
      const message = sessionOf(turn.state, attempt.groupId).plan.abandonMessage;
      const when = 'now';
      turn.effects.push({ type: 'play-and-release', attemptId: attempt.id, message, when });
      return abandon(turn, attempt, 'dropped');
    }
    case 'connected':
      return;
    default:
      return unreachable(attempt);
  }
}

function onInteractionDue(turn: Turn, interaction: Interaction): void {
  if (isThree(interaction)) onThirdDue(turn, interaction);
  else if (isInCall(interaction)) onReconnectDue(turn, interaction);
  else onWrapUpOver(turn, interaction);
}

function onSessionDue(turn: Turn, session: DialSession): void {
  const { state, at } = turn;
  const { leaseMs } = state.limits;
  const chainIds = [...(state.index.chainsByGroup.get(session.groupId) ?? [])];
  if (session.renewAt <= at && chainIds.length > 0) {
    turn.effects.push({ type: 'renew-leases', chainIds, until: after(at, leaseMs) });
  }
  putSession(turn, refreshed(session, at, renewEveryMs(leaseMs)));
}
