import type { Fate } from '../adoption.ts';
import {
  adoptedAgent,
  adoptedAttempt,
  adoptedInteraction,
  adoptedTransfer,
  unsaved,
} from '../adoption.ts';
import { hasLeg } from '../agents/agent-phone.ts';
import type { InteractionId } from '../basics/ids.ts';
import { interactionId } from '../basics/ids.ts';
import type { AttemptIn } from '../dialing/attempt.ts';
import * as life from '../dialing/session-life.ts';
import type { Survey } from '../dialing/surviving-leg.ts';
import {
  agentOf,
  holdChain,
  interactionOf,
  putAttempt,
  putInteraction,
  putSession,
  sessionOf,
} from '../entities.ts';
import type { RecoveredAttempt, RecoveredInteraction } from '../event.ts';
import { isInCall, isThree } from '../interactions/interaction.ts';
import type { Turn } from '../turn.ts';
import { nextId } from '../turn.ts';
import { enter } from './agent-phases.ts';
import { askForPhone } from './agent-presence.ts';
import { breakOff, rejoin } from './in-call.ts';
import { count } from './place.ts';
import { saveSession } from './supervisor-commands.ts';

type Adoption = Extract<Fate, { type: 'adopt' }>;

/**
 * A conversation that outlived the process goes on here: agent, attempt, timers and draft as they
 * were. The agent's browser comes back by itself, and is waited for as for any other.
 */
export function adopt(turn: Turn, found: RecoveredAttempt, fate: Adoption, survey: Survey): void {
  const { at } = turn;
  const { chain, groupId } = found;
  const { leg } = fate;
  const saved = fate.interaction ?? unsaved(found, fate.agentId, newInteractionId(turn), at);
  const attempt = adoptedAttempt(found, saved, at);
  bringBackSession(turn, found);
  holdChain(turn, { chain, groupId, place: 'interaction', declined: new Map() });
  putAttempt(turn, attempt);
  putInteraction(turn, adoptedInteraction(found, attempt, saved, leg, at));
  writeUnsaved(turn, attempt, fate, saved);
  if (found.kind !== 'manual' && attempt.noPerson === undefined) {
    count(turn, groupId, 'liveAnswers');
    count(turn, groupId, 'connected');
  }
  const isTogether = leg.state === 'talking' && (leg.agentId ?? saved.agentId) === saved.agentId;
  const isThere = isTogether || survey.agents.has(saved.agentId);
  const agent = adoptedAgent(saved, isThere, turn.state.phones, at);
  enter(turn, agent, { phase: 'talking', interactionId: saved.id });
  askForPhone(turn, agent);
  const interaction = interactionOf(turn.state, saved.id);
  if (leg.third !== undefined && !isThree(interaction)) {
    turn.effects.push({ type: 'end-consultation', attemptId: attempt.id });
  }
  if (isTogether) {
    // Whether they had muted themselves is not known: the screen must not say what is not so.
    turn.effects.push({ type: 'mute', attemptId: attempt.id, muted: false });
  } else bringTogether(turn, saved.id);
}

/** A call that is with its destination goes on so: it holds its lines and its record. */
export function adoptTransfer(
  turn: Turn,
  found: RecoveredAttempt,
  treated: NonNullable<RecoveredAttempt['treated']>,
): void {
  const { chain, groupId } = found;
  bringBackSession(turn, found);
  holdChain(turn, { chain, groupId, place: 'attempt', declined: new Map() });
  putAttempt(turn, adoptedTransfer(found, treated));
}

const newInteractionId = (turn: Turn): InteractionId => interactionId(nextId(turn.state, 'i'));

/** A group that was being unloaded lives until its last conversation is done. */
function bringBackSession(turn: Turn, { groupId, plan }: RecoveredAttempt): void {
  const { state, at } = turn;
  if (state.sessions.has(groupId)) return;
  const { mode, multiplier } = plan;
  const found = { plan, mode, multiplier, autoComplete: false, run: false };
  const session = { ...life.reload(found, at, state.limits.leaseMs), phase: 'unloading' } as const;
  putSession(turn, session);
  saveSession(turn, session, 'unloading', 'restart');
}

function writeUnsaved(
  turn: Turn,
  attempt: AttemptIn<'connected'>,
  fate: Adoption,
  { id, agentId, openedAt, connectedAt }: RecoveredInteraction,
): void {
  const { id: attemptId, groupId, chainId, recordId } = attempt;
  if (fate.interaction === undefined) {
    const { campaignId } = sessionOf(turn.state, groupId).plan;
    const what = { attemptId, groupId, campaignId, chainId, recordId, agentId, openedAt };
    turn.effects.push({ type: 'open-interaction', interactionId: id, ...what });
  }
  if (connectedAt !== undefined) return;
  const times = { answeredAt: attempt.answeredAt, connectedAt: attempt.connectedAt };
  turn.effects.push({ type: 'connect-interaction', interactionId: id, ...times });
}

/** The customer is alone: the agent's leg is there, or is waited for as in any conversation. */
function bringTogether(turn: Turn, id: InteractionId): void {
  const interaction = interactionOf(turn.state, id);
  if (!isInCall(interaction)) return;
  if (hasLeg(agentOf(turn.state, interaction.agentId).phone)) rejoin(turn, interaction);
  else breakOff(turn, interaction, false);
}
