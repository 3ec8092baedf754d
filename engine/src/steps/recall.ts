import { isHeard, isUsable } from '../agents/agent-phone.ts';
import type { AgentIn, AgentSession } from '../agents/agent-session.ts';
import { tallied } from '../agents/agent-session.ts';
import { OBSTACLE_CODES } from '../agents/placing.ts';
import type { AgentId, CampaignGroupId } from '../basics/ids.ts';
import type { Refusal, RefusalCode } from '../basics/refusal.ts';
import { refusal } from '../basics/refusal.ts';
import type { NumberChoice } from '../calling-lists/callback.ts';
import { chosenRecord } from '../calling-lists/callback.ts';
import type { Chain } from '../calling-lists/chain.ts';
import { turnedTo } from '../calling-lists/chain.ts';
import { isLineFirst } from '../campaigns/dialing-order.ts';
import { dialObstacle } from '../compliance/dial-question.ts';
import { dialQuestion } from '../dial-question-of.ts';
import {
  agentOf,
  changeChain,
  heldChain,
  holdChain,
  interactionOf,
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
import { followLeg } from './agent-legs.ts';
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
  const blocked =
    recallProblem(known, interaction, now) ?? ruleProblem(turn, turnedTo(counted, known), groupId);
  if (blocked !== undefined) return refusal(blocked, known.phone);

  const agent = agentOf(state, agentId);
  if (isLineFirst(session, known) && !isHeard(agent.phone)) return waitForLeg(turn, agent, to);

  const isNew = !counted.records.some(({ id }) => id === known.id);
  const record = isNew ? { ...known, id: nextRecordId(state) } : known;
  const chain = turnedTo(counted, record);
  const dialable = { held: { ...held, chain }, record };
  const order = { dialable, agentId, openedFor: interaction.id, isRecall: true } as const;
  const attempt = openAttempt(turn, session, order);
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

/** Hours and counts of the law and the campaign, as at any other dial. */
function ruleProblem(turn: Turn, chain: Chain, groupId: CampaignGroupId): RefusalCode | undefined {
  const { state, at } = turn;
  const asked = { chain, hasAgent: true, at };
  const obstacle = dialObstacle(dialQuestion(state, sessionOf(state, groupId), asked));
  if (obstacle === undefined) return undefined;
  return obstacle.kind === 'window-closed' ? 'WINDOW_CLOSED' : OBSTACLE_CODES[obstacle.kind];
}

function waitForLeg(turn: Turn, agent: AgentSession, recallTo: NumberChoice): undefined {
  if (agent.phase !== 'wrap-up') return;
  putAgent(turn, { ...agent, recallTo, refusedCall: undefined });
  followLeg(turn, agent.agentId);
}

/** The agent is on the line: whom they wanted to call again is called now. */
export function recallAtLegUp(turn: Turn, agentId: AgentId): void {
  const agent = agentOf(turn.state, agentId);
  if (agent.phase !== 'wrap-up' || agent.recallTo === undefined || !isHeard(agent.phone)) return;
  const interaction = interactionOf(turn.state, agent.interactionId);
  // Nobody is dialed for an agent whose screen is gone.
  const problem =
    interaction.phase !== 'wrap-up' || agent.goneSince !== undefined
      ? refusal('NO_CALL')
      : recall(turn, interaction, agent.recallTo);
  if (problem !== undefined) endWaiting(turn, agent, problem.code);
}

/** Nothing comes of it, and the agent reads why. */
export function endWaiting(turn: Turn, agent: AgentIn<'wrap-up'>, code: RefusalCode): void {
  if (agent.recallTo === undefined) return;
  const { chainId } = interactionOf(turn.state, agent.interactionId);
  const whom = chosenRecord(heldChain(turn.state, chainId).chain, agent.recallTo)?.phone ?? '';
  const refusedCall = { whom, code, at: turn.at };
  putAgent(turn, { ...agent, recallTo: undefined, refusedCall });
  followLeg(turn, agent.agentId);
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
