import { isUsable } from '../agents/agent-phone.ts';
import { tallied } from '../agents/agent-session.ts';
import type { Refusal } from '../basics/refusal.ts';
import { refusal } from '../basics/refusal.ts';
import type { NumberChoice } from '../calling-lists/callback.ts';
import { chosenRecord } from '../calling-lists/callback.ts';
import { turnedTo } from '../calling-lists/chain.ts';
import {
  agentOf,
  changeChain,
  heldChain,
  holdChain,
  putAgent,
  putInteraction,
  sessionOf,
} from '../entities.ts';
import type { EarlierCall, Interaction, InteractionIn } from '../interactions/interaction.ts';
import { notRecalled, recalling, talkedMs } from '../interactions/interaction.ts';
import { afterCall, recallProblem } from '../interactions/recall.ts';
import { hasPort } from '../open-lines.ts';
import type { Turn } from '../turn.ts';
import { nextRecordId } from '../turn.ts';
import { enter } from './agent-phases.ts';
import { openAttempt } from './place.ts';

/** The person is called again before Mark done: a new attempt of the same conversation. */
export function recall(
  turn: Turn,
  interaction: InteractionIn<'wrap-up'>,
  to: NumberChoice,
): Refusal | undefined {
  const { state, at } = turn;
  const { agentId, groupId, chainId } = interaction;
  const session = sessionOf(state, groupId);
  const held = heldChain(state, chainId);
  const { takenBack } = held;
  const problem = siteProblem(turn, interaction);
  if (problem !== undefined) return problem;

  const counted = afterCall(session.plan, held.chain, interaction);
  const now = { plan: session.plan, chain: counted, suppressed: state.suppressed, takenBack, at };
  const known = chosenRecord(counted, to);
  if (known === undefined) return refusal('NUMBER_UNKNOWN');
  const blocked = recallProblem(known, interaction, now);
  if (blocked !== undefined) return refusal(blocked, known.phone);

  const isNew = !counted.records.some(({ id }) => id === known.id);
  const record = isNew ? { ...known, id: nextRecordId(state) } : known;
  const chain = turnedTo(counted, record);
  const dialable = { held: { ...held, chain }, record };
  const attempt = openAttempt(turn, session, { dialable, agentId, openedFor: interaction.id });
  holdChain(turn, { ...held, chain, place: 'interaction' });
  const { records, position } = held.chain;
  putInteraction(turn, recalling(interaction, attempt, { records, position }));
  turn.effects.push({
    type: 'save-recall',
    interactionId: interaction.id,
    attemptId: attempt.id,
    chainId,
    recordId: record.id,
    position: chain.position,
    records: counted.records.filter(({ id }) => id === interaction.recordId),
    added: isNew ? [record] : [],
  });
  putAgent(turn, tallied(agentOf(state, agentId), 'talkMs', talkedMs(interaction)));
  enter(turn, agentOf(state, agentId), { phase: 'talking', interactionId: interaction.id });
  return undefined;
}

/** What stands in the way of any call of this agent now. */
function siteProblem(turn: Turn, interaction: Interaction): Refusal | undefined {
  const { state, at } = turn;
  const { agentId, groupId, chainId } = interaction;
  const { phase, trunks } = sessionOf(state, groupId);
  if (phase === 'unloading') return refusal('SESSION_UNLOADING');
  if (trunks.phase === 'resting') return refusal('SWITCH_UNAVAILABLE');
  if (!isUsable(agentOf(state, agentId).phone)) return refusal('PHONE_NOT_READY');
  // Without a lease the person may be somebody else's by now.
  if (heldChain(state, chainId).chain.leaseUntil <= at) return refusal('STORE_UNAVAILABLE');
  return hasPort(state, groupId) ? undefined : refusal('TOO_MANY');
}

/** Its write was lost, so it was never dialed: as before the recall. */
export function takeBackRecall(turn: Turn, interaction: Interaction, before: EarlierCall): void {
  const { chain } = heldChain(turn.state, interaction.chainId);
  const fields = new Map(chain.records.map((record) => [record.id, record.fields]));
  const records = before.records.map((record) => ({
    ...record,
    fields: fields.get(record.id) ?? record.fields,
  }));
  changeChain(turn, { ...chain, records, position: before.position });
  const restored = notRecalled(interaction, before);
  putInteraction(turn, restored);
  const { agentId, id: interactionId } = interaction;
  const agent = tallied(agentOf(turn.state, agentId), 'talkMs', -talkedMs(restored));
  enter(turn, agent, { phase: 'wrap-up', interactionId });
}
