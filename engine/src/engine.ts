import { unreachable } from './basics/assert.ts';
import type { Instant } from './basics/time.ts';
import { nextDeadlineOf } from './deadlines.ts';
import type { Effect } from './effect.ts';
import type { EngineEvent } from './event.ts';
import type { SiteState } from './state.ts';
import { onAgentCommand } from './steps/agent-commands.ts';
import { onConnected, onDisconnected, onLoggedOn } from './steps/agent-presence.ts';
import { answerOnce } from './steps/answers.ts';
import { giveBackTaken } from './steps/change-callback.ts';
import { settle } from './steps/settle.ts';
import { onStoreEvent } from './steps/store-events.ts';
import { onSupervisorCommand } from './steps/supervisor-commands.ts';
import { onSwitchEvent } from './steps/switch-events.ts';
import { onTime } from './steps/tick.ts';
import { onValidationAnswered } from './steps/validate.ts';
import type { Turn } from './turn.ts';
import { endTurn, newTurn } from './turn.ts';

/**
 * Everything that happens to a site, one event at a time. The same state and the same events give
 * the same effects. What is due by the event's time happens first, so that a late tick cannot
 * change what an event finds.
 */
export function step(state: SiteState, event: EngineEvent): readonly Effect[] {
  const turn = newTurn(state, event.at);
  onTime(turn);
  onEvent(turn, event);
  settle(turn);
  return endTurn(turn);
}

function onEvent(turn: Turn, event: EngineEvent): void {
  switch (event.type) {
    case 'tick':
      return;
    case 'call-ringing':
    case 'call-answered':
    case 'call-progress':
    case 'call-ended':
    case 'originate-failed':
    case 'call-orphaned':
    case 'phone-reachable':
    case 'agent-leg':
    case 'agent-silent':
    case 'recording':
    case 'consultation':
    case 'call-transferred':
    case 'switch-down':
    case 'switch-up':
      return onSwitchEvent(turn, event);
    case 'chains-leased':
    case 'lease-failed':
    case 'leases-renewed':
    case 'number-leased':
    case 'contact-renamed':
    case 'chains-withdrawn':
    case 'write-failed':
    case 'dialing-paused':
    case 'recovered':
      return onStoreEvent(turn, event);
    case 'validation-answered':
      return onValidationAnswered(turn, event);
    case 'agent-logged-on':
      return onLoggedOn(turn, event);
    case 'agent-connected':
      return onConnected(turn, event.agentId);
    case 'agent-disconnected':
      return onDisconnected(turn, event.agentId);
    case 'agent-command':
      return answerOnce(turn, event.commandId, () => onAgentCommand(turn, event));
    case 'supervisor-command':
      answerOnce(turn, event.commandId, () => onSupervisorCommand(turn, event.by, event.command));
      return giveBackTaken(turn, event.command);
    default:
      return unreachable(event);
  }
}

/** When to send the next `tick`, at the latest; undefined when nothing waits for time. */
export const nextDeadline = (state: SiteState): Instant | undefined => nextDeadlineOf(state);
