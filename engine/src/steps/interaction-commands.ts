import type { AgentSession } from '../agents/agent-session.ts';
import { unreachable } from '../basics/assert.ts';
import type { Refusal } from '../basics/refusal.ts';
import { refusal } from '../basics/refusal.ts';
import { fail, ok } from '../basics/result.ts';
import { withRecord } from '../calling-lists/chain.ts';
import type { FieldValue } from '../calling-lists/record.ts';
import type { CampaignPlan } from '../campaigns/campaign.ts';
import { editProblem } from '../campaigns/field-layout.ts';
import type { CommandOutcome } from '../effect.ts';
import { attemptOf, changeChain, heldChain, putInteraction, sessionOf } from '../entities.ts';
import type { AgentCommand } from '../event.ts';
import type { InteractionAction } from '../interactions/allowed-actions.ts';
import { doneProblem, isComplete, saveProblem } from '../interactions/disposition.ts';
import type { Draft, Interaction } from '../interactions/interaction.ts';
import { extended } from '../interactions/interaction.ts';
import { mayRecord, permission, RECORDING_ACTIONS } from '../interactions/permissions.ts';
import type { Turn } from '../turn.ts';
import { endUnreached, finish } from './conclude.ts';
import { onEngagedCommand } from './engaged-commands.ts';
import { hold, wrapUp } from './in-call.ts';
import { record } from './recordings.ts';

export type InteractionCommand = Extract<AgentCommand, { interactionId: unknown }> & {
  readonly type: Exclude<AgentCommand['type'], 'undo-do-not-call'>;
};

const DONE: CommandOutcome = ok({ done: 'done' });

const ACTION_OF: Readonly<
  Record<Exclude<InteractionCommand['type'], 'record'>, InteractionAction>
> = {
  'end-call': 'end-call',
  hold: 'hold',
  'send-digits': 'send-digits',
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
  if (agent.phase === 'engaged' && agent.engagement.interactionId === command.interactionId) {
    const problem = onEngagedCommand(turn, agent, command, actionOf(command));
    return problem === undefined ? DONE : fail(problem);
  }
  const interaction = turn.state.interactions.get(command.interactionId);
  if (interaction === undefined || interaction.agentId !== agent.agentId) {
    return fail(refusal('INTERACTION_GONE'));
  }
  const now = { plan: planOf(turn, interaction), isSwitchUp: turn.state.isSwitchUp };
  const allowed =
    command.type === 'record'
      ? mayRecord(now, interaction, command.what)
      : permission(now, interaction, actionOf(command));
  if (allowed !== 'allowed') return fail(refusal(allowed));
  const problem = perform(turn, interaction, command);
  return problem === undefined ? DONE : fail(problem);
}

const actionOf = (command: InteractionCommand): InteractionAction =>
  command.type === 'record' ? RECORDING_ACTIONS[command.what] : ACTION_OF[command.type];

function perform(
  turn: Turn,
  interaction: Interaction,
  command: InteractionCommand,
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

function sendDigits(turn: Turn, interaction: Interaction, digits: string): undefined {
  turn.effects.push({ type: 'send-digits', attemptId: interaction.attemptId, digits });
}

function mute(turn: Turn, interaction: Interaction, muted: boolean): undefined {
  putInteraction(turn, { ...interaction, muted });
  turn.effects.push({ type: 'mute', attemptId: interaction.attemptId, muted });
}

function saveDraft(turn: Turn, interaction: Interaction, draft: Draft): Refusal | undefined {
  const problem = saveProblem(planOf(turn, interaction).outcomes, interaction, draft);
  if (problem !== undefined) return problem;
  putInteraction(turn, { ...interaction, draft, draftSavedAt: turn.at });
  turn.effects.push({ type: 'save-draft', interactionId: interaction.id, ...draft });
  return undefined;
}

function editField(
  turn: Turn,
  interaction: Interaction,
  key: string,
  value: FieldValue,
): Refusal | undefined {
  const plan = planOf(turn, interaction);
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
  const { wrapUpExtendMs } = planOf(turn, interaction).limits;
  putInteraction(turn, extended(interaction, turn.at, wrapUpExtendMs));
}

function markDone(turn: Turn, interaction: Interaction, draft: Draft): Refusal | undefined {
  if (interaction.phase !== 'wrap-up') return refusal('CALL_STILL_UP');
  const problem = doneProblem(planOf(turn, interaction).outcomes, interaction, draft);
  if (problem !== undefined) return problem;
  finish(turn, interaction, draft, 'agent');
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
