import type { AgentSession } from '../agents/agent-session.ts';
import type { AgentId } from '../basics/ids.ts';
import type { Refusal } from '../basics/refusal.ts';
import { refusal } from '../basics/refusal.ts';
import { fail, ok } from '../basics/result.ts';
import { withRecord } from '../calling-lists/chain.ts';
import type { CampaignPlan } from '../campaigns/campaign.ts';
import { editProblem, recordLayout } from '../campaigns/field-layout.ts';
import type { CommandOutcome } from '../effect.ts';
import {
  attemptOf,
  changeChain,
  heldChain,
  putInteraction,
  sessionOf,
  showInteraction,
} from '../entities.ts';
import type { AgentCommand } from '../event.ts';
import type { InteractionAction } from '../interactions/allowed-actions.ts';
import { actionOf as actionFor } from '../interactions/allowed-actions.ts';
import {
  callbackDraftProblem,
  doneProblem,
  isComplete,
  isSameCallback,
  saveProblem,
} from '../interactions/disposition.ts';
import type { Draft, Interaction } from '../interactions/interaction.ts';
import { extended } from '../interactions/interaction.ts';
import { mayRecord, permission, RECORDING_ACTIONS } from '../interactions/permissions.ts';
import { asSeenBy, roleIn } from '../interactions/roles.ts';
import type { Turn } from '../turn.ts';
import { endUnreached, finish } from './conclude.ts';
import { onEngagedCommand } from './engaged-commands.ts';
import { hold, wrapUp } from './in-call.ts';
import { recall } from './recall.ts';
import { record } from './recordings.ts';
import { endThird } from './third-parties.ts';
import { onThirdPartyCommand } from './third-party-commands.ts';

export type InteractionCommand = Extract<AgentCommand, { interactionId: unknown }> & {
  readonly type: Exclude<AgentCommand['type'], 'undo-do-not-call'>;
};

const DONE: CommandOutcome = ok({ done: 'done' });

export function onInteractionCommand(
  turn: Turn,
  agent: AgentSession,
  command: InteractionCommand,
): CommandOutcome {
  if (agent.phase === 'engaged' && agent.engagement.interactionId === command.interactionId) {
    const problem = onEngagedCommand(turn, agent, command, actionOf(command));
    return problem === undefined ? DONE : fail(problem);
  }
  const interaction = turn.state.interactions.get(command.interactionId);
  const { agentId: by } = agent;
  const role = interaction === undefined ? undefined : roleIn(interaction, by);
  if (interaction === undefined || role === undefined) return fail(refusal('INTERACTION_GONE'));
  const { takenBack } = heldChain(turn.state, interaction.chainId);
  const { isSwitchUp } = turn.state;
  const now = { plan: planOf(turn, interaction), isSwitchUp, takenBack };
  const allowed =
    command.type === 'record'
      ? mayRecord(now, interaction, command.what, role)
      : permission(now, interaction, actionOf(command), role);
  if (allowed !== 'allowed') return fail(refusal(allowed));
  const problem = perform(turn, interaction, command, by);
  return problem === undefined ? DONE : fail(problem);
}

const actionOf = (command: InteractionCommand): InteractionAction =>
  command.type === 'record' ? RECORDING_ACTIONS[command.what] : actionFor(command.type);

function perform(
  turn: Turn,
  interaction: Interaction,
  command: InteractionCommand,
  by: AgentId,
): Refusal | undefined {
  switch (command.type) {
    case 'end-call':
      return endCall(turn, interaction);
    case 'hold':
      hold(turn, interaction, command.held);
      return undefined;
    case 'send-digits':
      return sendDigits(turn, interaction, command.digits);
    case 'record':
      record(turn, interaction, command.what);
      return undefined;
    case 'mute':
      return mute(turn, interaction, command.muted);
    case 'save-draft':
      return saveDraft(turn, interaction, command.draft, by);
    case 'edit-field':
      return editField(turn, interaction, command, by);
    case 'extend-wrap-up':
      return extend(turn, interaction);
    case 'mark-done':
      return markDone(turn, interaction, command.draft, by);
    case 'recall':
      if (interaction.phase !== 'wrap-up') return refusal('CALL_STILL_UP');
      return recall(turn, interaction, command.to);
    default:
      return onThirdPartyCommand(turn, interaction, command, by);
  }
}

function endCall(turn: Turn, interaction: Interaction): undefined {
  // While consulting it is the consultation that is ended: nobody drops a contact on hold.
  if (interaction.phase === 'consulting') {
    endThird(turn, interaction);
    return;
  }
  const attempt = attemptOf(turn.state, interaction.attemptId);
  turn.effects.push({ type: 'hang-up', attemptId: attempt.id });
  if (attempt.phase === 'connected') wrapUp(turn, attempt, 'agent');
  else endUnreached(turn, attempt, 'dropped-on-no-answer');
}

function sendDigits(turn: Turn, interaction: Interaction, digits: string): undefined {
  turn.effects.push({ type: 'send-digits', attemptId: interaction.attemptId, digits });
}

function mute(turn: Turn, interaction: Interaction, muted: boolean): undefined {
  putInteraction(turn, { ...interaction, muted });
  turn.effects.push({ type: 'mute', attemptId: interaction.attemptId, muted });
}

function saveDraft(
  turn: Turn,
  interaction: Interaction,
  draft: Draft,
  by: AgentId,
): Refusal | undefined {
  const seen = asSeenBy(interaction, by);
  const problem =
    saveProblem(planOf(turn, interaction).outcomes, seen, draft) ??
    // A draft with a promise that has become impossible can still be changed otherwise.
    (isSameCallback(draft, seen.draft) ? undefined : promiseProblem(turn, seen, draft));
  if (problem !== undefined) return problem;
  if (by !== interaction.agentId) {
    // Two drafts of one record: whose words count, is said by the first Mark done.
    const partner = { agentId: by, draft, draftSavedAt: turn.at };
    putInteraction(turn, { ...interaction, partner });
    return undefined;
  }
  putInteraction(turn, { ...interaction, draft, draftSavedAt: turn.at });
  turn.effects.push({ type: 'save-draft', interactionId: interaction.id, ...draft });
  return undefined;
}

function promiseProblem(turn: Turn, interaction: Interaction, draft: Draft): Refusal | undefined {
  const { chain, takenBack } = heldChain(turn.state, interaction.chainId);
  // Whatever was promised, the record is closed at Mark done.
  if (takenBack !== undefined && interaction.phase === 'wrap-up') return undefined;
  const { suppressed } = turn.state;
  const circumstances = { plan: planOf(turn, interaction), chain, suppressed, takenBack };
  return callbackDraftProblem(circumstances, interaction, draft, turn.at);
}

function editField(
  turn: Turn,
  interaction: Interaction,
  { key, value }: Extract<InteractionCommand, { type: 'edit-field' }>,
  by: AgentId,
): Refusal | undefined {
  const plan = planOf(turn, interaction);
  const { chain } = heldChain(turn.state, interaction.chainId);
  const shown = [...recordLayout(plan, chain.listId), ...plan.caseFields];
  const problem = editProblem(shown, key, value);
  if (problem !== undefined) return problem;
  const record = chain.records.find(({ id }) => id === interaction.recordId);
  if (record === undefined) return refusal('INTERACTION_GONE');
  const fields = { ...record.fields, [key]: value };
  changeChain(turn, withRecord(chain, { ...record, fields }));
  showInteraction(turn, interaction);
  const { recordId } = interaction;
  turn.effects.push({ type: 'save-field', recordId, key, value, by, at: turn.at });
  return undefined;
}

function extend(turn: Turn, interaction: Interaction): undefined {
  if (interaction.phase !== 'wrap-up') return;
  const { wrapUpExtendMs } = planOf(turn, interaction).limits;
  putInteraction(turn, extended(interaction, turn.at, wrapUpExtendMs));
}

function markDone(
  turn: Turn,
  interaction: Interaction,
  draft: Draft,
  by: AgentId,
): Refusal | undefined {
  if (interaction.phase !== 'wrap-up') return refusal('CALL_STILL_UP');
  const seen = asSeenBy(interaction, by);
  const problem =
    doneProblem(planOf(turn, interaction).outcomes, seen, draft) ??
    promiseProblem(turn, seen, draft);
  if (problem !== undefined) return problem;
  finish(turn, interaction, draft, 'agent', by);
  return undefined;
}

/** After-call work is over by time: done with what has been entered, unless a code is missing. */
export function onWrapUpOver(turn: Turn, interaction: Interaction): void {
  const { draft } = interaction;
  const complete = isComplete(planOf(turn, interaction).outcomes, draft);
  if (interaction.phase === 'wrap-up' && complete) {
    finish(turn, interaction, draft, 'wrap-up-over');
  }
}

const planOf = (turn: Turn, { groupId }: Interaction): CampaignPlan =>
  sessionOf(turn.state, groupId).plan;
