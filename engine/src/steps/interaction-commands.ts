import type { AgentSession } from '../agents/agent-session.ts';
import { unreachable } from '../basics/assert.ts';
import type { Refusal } from '../basics/refusal.ts';
import { refusal } from '../basics/refusal.ts';
import { fail, ok } from '../basics/result.ts';
import { after, later } from '../basics/time.ts';
import { withRecord } from '../calling-lists/chain.ts';
import type { FieldValue } from '../calling-lists/record.ts';
import { editProblem } from '../campaigns/field-layout.ts';
import type { CommandOutcome } from '../effect.ts';
import {
  attemptOf,
  changeChain,
  heldChain,
  interactionOf,
  putInteraction,
  sessionOf,
} from '../entities.ts';
import type { AgentCommand } from '../event.ts';
import type { InteractionAction } from '../interactions/allowed-actions.ts';
import { permissionFor } from '../interactions/allowed-actions.ts';
import { draftProblem } from '../interactions/disposition.ts';
import type { Draft, Interaction } from '../interactions/interaction.ts';
import type { Turn } from '../turn.ts';
import { endUnreached, finish, isComplete } from './conclude.ts';
import { wrapUp } from './switch-events.ts';

export type InteractionCommand = Extract<AgentCommand, { interactionId: unknown }> & {
  readonly type: Exclude<AgentCommand['type'], 'undo-do-not-call'>;
};

const DONE: CommandOutcome = ok({ done: 'done' });

const ACTION_OF: Readonly<Record<InteractionCommand['type'], InteractionAction>> = {
  'end-call': 'end-call',
  mute: 'mute',
  'save-draft': 'note',
  'edit-field': 'edit-record',
  'extend-wrap-up': 'extend-wrap-up',
  'mark-done': 'mark-done',
};

export function onInteractionCommand(
  turn: Turn,
  agent: AgentSession,
  command: InteractionCommand,
): CommandOutcome {
  const interaction = turn.state.interactions.get(command.interactionId);
  if (interaction === undefined || interaction.agentId !== agent.agentId) {
    return fail(refusal('INTERACTION_GONE'));
  }
  const permission = permissionFor(ACTION_OF[command.type], interaction.phase);
  if (permission !== 'allowed') return fail(refusal(permission));
  const problem = perform(turn, interaction, command);
  return problem === undefined ? DONE : fail(problem);
}

function perform(
  turn: Turn,
  interaction: Interaction,
  command: InteractionCommand,
): Refusal | undefined {
  switch (command.type) {
    case 'end-call':
      return endCall(turn, interaction);
    case 'mute':
      return mute(turn, interaction, command.muted);
    case 'save-draft':
      return saveDraft(turn, interaction, command.draft);
    case 'edit-field':
      return editField(turn, interaction, command.key, command.value);
    case 'extend-wrap-up':
      return extend(turn, interaction);
    case 'mark-done':
      return markDone(turn, interaction, command.draft);
    default:
      return unreachable(command);
  }
}

function endCall(turn: Turn, interaction: Interaction): undefined {
  const attempt = attemptOf(turn.state, interaction.attemptId);
  turn.effects.push({ type: 'hang-up', attemptId: attempt.id });
  if (attempt.phase === 'connected') wrapUp(turn, attempt, 'agent');
  else endUnreached(turn, attempt, 'dropped-on-no-answer');
}

function mute(turn: Turn, interaction: Interaction, muted: boolean): undefined {
  putInteraction(turn, { ...interaction, muted });
  turn.effects.push({ type: 'mute', attemptId: interaction.attemptId, muted });
}

/** A draft may hold a choice that cannot be made yet only as far as the table allows it. */
function saveDraft(turn: Turn, interaction: Interaction, draft: Draft): Refusal | undefined {
  const problem = refusedDraft(turn, interaction, draft);
  if (problem !== undefined) return problem;
  putInteraction(turn, { ...interaction, draft, draftSavedAt: turn.at });
  turn.effects.push({ type: 'save-draft', interactionId: interaction.id, ...draft });
  return undefined;
}

function refusedDraft(turn: Turn, interaction: Interaction, draft: Draft): Refusal | undefined {
  const wishes: readonly [boolean, InteractionAction][] = [
    [draft.callResult !== interaction.draft.callResult, 'set-call-result'],
    [draft.dispositionCode !== interaction.draft.dispositionCode, 'set-disposition'],
    [draft.doNotCall !== interaction.draft.doNotCall, 'do-not-call'],
  ];
  for (const [changed, action] of wishes) {
    const permission = permissionFor(action, interaction.phase);
    if (changed && permission !== 'allowed') return refusal(permission);
  }
  const { outcomes } = sessionOf(turn.state, interaction.groupId).plan;
  return draftProblem(outcomes, interaction, draft);
}

function editField(
  turn: Turn,
  interaction: Interaction,
  key: string,
  value: FieldValue,
): Refusal | undefined {
  const { plan } = sessionOf(turn.state, interaction.groupId);
  const problem = editProblem([...plan.recordFields, ...plan.caseFields], key, value);
  if (problem !== undefined) return problem;
  const { chain } = heldChain(turn.state, interaction.chainId);
  const record = chain.records.find(({ id }) => id === interaction.recordId);
  if (record === undefined) return refusal('INTERACTION_GONE');
  const fields = { ...record.fields, [key]: value };
  changeChain(turn, withRecord(chain, { ...record, fields }));
  turn.agentsChanged.add(interaction.agentId);
  const { recordId, agentId: by } = interaction;
  turn.effects.push({ type: 'save-field', recordId, key, value, by, at: turn.at });
  return undefined;
}

function extend(turn: Turn, interaction: Interaction): undefined {
  if (interaction.phase !== 'wrap-up') return;
  const { wrapUpExtendMs } = sessionOf(turn.state, interaction.groupId).plan.limits;
  // Extending overdue work adds to now, or the press would change nothing that the agent sees.
  const wrapUpUntil = after(later(interaction.wrapUpUntil, turn.at), wrapUpExtendMs);
  putInteraction(turn, { ...interaction, wrapUpUntil });
}

function markDone(turn: Turn, interaction: Interaction, draft: Draft): Refusal | undefined {
  if (interaction.phase !== 'wrap-up') return refusal('CALL_STILL_UP');
  const session = sessionOf(turn.state, interaction.groupId);
  const problem = draftProblem(session.plan.outcomes, interaction, draft);
  if (problem !== undefined) return problem;
  if (!isComplete(session, { ...interaction, draft })) return refusal('DISPOSITION_MISSING');
  finish(turn, interaction, draft, 'agent');
  return undefined;
}

/** After-call work is over by time: done with what has been entered, unless a code is missing. */
export function onWrapUpOver(turn: Turn, id: Interaction['id']): void {
  const interaction = interactionOf(turn.state, id);
  const session = sessionOf(turn.state, interaction.groupId);
  if (interaction.phase !== 'wrap-up' || !isComplete(session, interaction)) return;
  finish(turn, interaction, interaction.draft, 'wrap-up-over');
}
