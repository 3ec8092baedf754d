import { unreachable } from '../basics/assert.ts';
import type { CampaignGroupId } from '../basics/ids.ts';
import type { Refusal } from '../basics/refusal.ts';
import { refusal } from '../basics/refusal.ts';
import type { Result } from '../basics/result.ts';
import { fail, ok } from '../basics/result.ts';
import type { SuppressionKey } from '../calling-lists/suppression.ts';
import type { CampaignPlan } from '../campaigns/campaign.ts';
import { isCancellable } from '../dialing/attempt.ts';
import type { DialSession } from '../dialing/dial-session.ts';
import * as life from '../dialing/session-life.ts';
import type { CommandOutcome, SaveSession } from '../effect.ts';
import { attemptsOf, engagedAgentsOf, putSession, sessionOf } from '../entities.ts';
import type { SupervisorCommand } from '../event.ts';
import type { Turn } from '../turn.ts';
import { followLegs } from './agent-legs.ts';
import { onAgentOrder } from './agent-orders.ts';
import { cancel } from './cancel.ts';
import { expectIn, releaseChains } from './chains.ts';
import { changeCallback } from './change-callback.ts';
import { changeChain } from './change-chain.ts';
import { changeOrder, reorderList } from './change-order.ts';
import { finish } from './conclude.ts';
import { disengage } from './disengage.ts';
import { applyListed } from './listed.ts';
import { endPlacings } from './manual-calls.ts';
import { announce } from './notices.ts';
import { withdraw } from './offers.ts';
import { addKeys } from './suppress.ts';
import { cancelRecord } from './take-back.ts';

const DONE: CommandOutcome = ok({ done: 'done' });

export function onSupervisorCommand(
  turn: Turn,
  by: string,
  command: SupervisorCommand,
): CommandOutcome {
  if (command.type === 'load') return load(turn, command.plan, command.autoComplete, by);
  if (command.type === 'set-agent-status' || command.type === 'release-engagement') {
    return onAgentOrder(turn, by, command);
  }
  if (command.type === 'suppress') return suppressFor(turn, by, command.keys, command.reason);
  if (command.type === 'apply-listed') {
    applyListed(turn, command);
    return DONE;
  }
  if (command.type === 'reorder-list') {
    reorderList(turn, command.listId);
    return DONE;
  }
  if (command.type === 'extend-list') {
    expectIn(turn, command.listId, command.dueAt);
    return DONE;
  }
  if (command.type === 'cancel-record') return cancelRecord(turn, command.chainId, command.taken);
  if (command.type === 'change-callback') return changeCallback(turn, command);
  if (command.type === 'change-chain') return changeChain(turn, by, command);
  const session = turn.state.sessions.get(command.groupId);
  if (session === undefined) return fail(refusal('GROUP_NOT_LOADED'));
  return onSessionCommand(turn, session, by, command);
}

/** The turn ends with a purge: what lies on a desktop is taken from it. */
function suppressFor(
  turn: Turn,
  by: string,
  keys: readonly SuppressionKey[],
  reason: string,
): CommandOutcome {
  addKeys(turn, keys, { by, interactionId: undefined, reason });
  return DONE;
}

type SessionCommand = Extract<SupervisorCommand, { groupId: unknown }>;

function onSessionCommand(
  turn: Turn,
  session: DialSession,
  by: string,
  command: SessionCommand,
): CommandOutcome {
  switch (command.type) {
    case 'start': {
      if (!turn.state.isSwitchUp) return fail(refusal('SWITCH_UNAVAILABLE'));
      const { mode = session.mode, multiplier = session.multiplier } = command;
      const started = life.start(session, mode, multiplier, turn.at);
      return apply(turn, started, by, (now) => {
        announce(turn, now, 'started');
        followLegs(turn, session.plan.agentGroupId);
      });
    }
    case 'stop':
      return apply(turn, life.stop(session, turn.at), by, () => announce(turn, session, 'stopped'));
    case 'unload':
      return apply(turn, life.unload(session, turn.at), by, () => letGo(turn, session.groupId));
    case 'force-unload':
      return apply(turn, life.forceUnload(session, turn.at), by, () => cutShort(turn, session));
    case 'complete':
      return complete(turn, session, by);
    case 'set-mode': {
      const changed = life.setMode(session, command.mode, command.multiplier);
      return apply(turn, changed, by, (now) => {
        announce(turn, now, 'mode-changed');
        // With seizing legs are kept that would else be dropped.
        followLegs(turn, session.plan.agentGroupId);
      });
    }
    case 'set-target':
      return apply(turn, life.setTarget(session, command.target), by, () => {});
    case 'change-order':
      return changeOrder(turn, session, command);
    case 'set-auto-complete':
      return apply(turn, life.setAutoComplete(session, command.autoComplete), by, () => {});
    default:
      return unreachable(command);
  }
}

/** Stops if needed, then unloads; also what auto-complete does when the lists are finished. */
export function complete(turn: Turn, session: DialSession, by: string): CommandOutcome {
  const wasRunning = session.phase === 'running';
  return apply(turn, life.complete(session, turn.at), by, () => {
    if (wasRunning) announce(turn, session, 'stopped');
    letGo(turn, session.groupId);
  });
}

function load(turn: Turn, plan: CampaignPlan, autoComplete: boolean, by: string): CommandOutcome {
  if (!turn.state.isSwitchUp) return fail(refusal('SWITCH_UNAVAILABLE'));
  const problem = life.loadProblem(plan, turn.state.sessions.get(plan.groupId), turn.at);
  if (problem !== undefined) return fail(problem);
  const session = life.load(plan, autoComplete, turn.at, turn.state.limits.leaseMs);
  putSession(turn, session);
  saveSession(turn, session, 'active', by);
  followLegs(turn, plan.agentGroupId);
  return DONE;
}

function apply(
  turn: Turn,
  change: Result<DialSession, Refusal>,
  by: string,
  then: (now: DialSession) => void,
): CommandOutcome {
  if (!change.ok) return fail(change.problem);
  const session = change.value;
  putSession(turn, session);
  saveSession(turn, session, session.phase === 'loading' ? 'active' : session.phase, by);
  then(session);
  return DONE;
}

export function saveSession(
  turn: Turn,
  { groupId, mode, multiplier, target, autoComplete }: DialSession,
  phase: SaveSession['phase'],
  by: string,
): void {
  const what = { groupId, phase, mode, multiplier, target, autoComplete, by, at: turn.at };
  turn.effects.push({ type: 'save-session', ...what });
}

/** Nothing new leaves: untouched records go back, offers are withdrawn, calls go on. */
function letGo(turn: Turn, groupId: CampaignGroupId): void {
  const { state } = turn;
  const session = state.sessions.get(groupId);
  if (session === undefined) return;
  followLegs(turn, session.plan.agentGroupId);
  endPlacings(turn, groupId);
  const now = sessionOf(state, groupId);
  releaseChains(turn, [...now.buffer, ...now.callbacks], false);
  putSession(turn, { ...now, buffer: [], callbacks: [] });
  for (const id of [...(state.index.offersByGroup.get(groupId) ?? [])]) {
    const offer = state.offers.get(id);
    if (offer !== undefined) withdraw(turn, offer);
  }
  for (const agent of [...engagedAgentsOf(state, groupId)]) {
    const { phase, record } = agent.engagement;
    if (record !== undefined && phase !== 'dialing') disengage(turn, agent);
  }
}

/** Does not wait for desktops: ringing calls are cancelled, after-call work is closed as it is. */
function cutShort(turn: Turn, session: DialSession): void {
  const { state } = turn;
  letGo(turn, session.groupId);
  for (const attempt of [...attemptsOf(state, session.groupId)]) {
    // A person who has answered is not dropped: that call ends when they hang up.
    if (isCancellable(attempt)) cancel(turn, attempt, 'dropped-on-no-answer');
  }
  for (const id of [...(state.index.interactionsByGroup.get(session.groupId) ?? [])]) {
    const interaction = state.interactions.get(id);
    if (interaction?.phase !== 'wrap-up') continue;
    finish(turn, interaction, interaction.draft, 'wrap-up-over');
  }
}
