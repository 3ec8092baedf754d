import { withLeg } from '../agents/agent-phone.ts';
import type { AgentSession } from '../agents/agent-session.ts';
import { unreachable } from '../basics/assert.ts';
import type { Attempt, AttemptIn } from '../dialing/attempt.ts';
import { isUnanswered } from '../dialing/attempt.ts';
import type { CustomerLeg, Survey, SurvivingLeg } from '../dialing/surviving-leg.ts';
import { meanwhile, releaseOf, surveyOf } from '../dialing/surviving-leg.ts';
import {
  agentOf,
  interactionOf,
  putAgent,
  putInteraction,
  rememberEnded,
  someMessage,
  touchSession,
} from '../entities.ts';
import { isInCall, isThree } from '../interactions/interaction.ts';
import { failedRecording } from '../interactions/recording.ts';
import type { Turn } from '../turn.ts';
import { followLeg } from './agent-legs.ts';
import { onLegGone, onLegUp } from './agent-phones.ts';
import { askForPhone } from './agent-presence.ts';
import { abandon, onAnswered, onOrphaned, onRinging } from './call-events.ts';
import { endUnreached } from './conclude.ts';
import { breakOff, rejoin, wrapUp } from './in-call.ts';
import { rejoinInternalCalls } from './internal-calls.ts';
import { catchUpThird } from './third-party-survey.ts';
import { catchUpTransfer } from './transferring.ts';

/** Nothing can be ordered: no new calls. Those that are up go on without us. */
export function onSwitchDown(turn: Turn): void {
  turn.state.isSwitchUp = false;
  touchAll(turn);
}

/** The switch says what is alive on it: what has happened meanwhile is caught up with. */
export function onSwitchUp(turn: Turn, legs: readonly SurvivingLeg[]): void {
  const { state } = turn;
  const survey = surveyOf(legs);
  state.isSwitchUp = true;
  for (const attempt of [...state.attempts.values()]) catchUp(turn, attempt, survey);
  // After the calls, so that a person who has answered meanwhile is not lost with an agent's leg.
  for (const { agentId } of [...state.agents.values()])
    findLeg(turn, agentOf(state, agentId), survey);
  rejoinInternalCalls(turn);
  releaseStrangers(turn, survey);
  touchAll(turn);
}

/** What every screen of the site shows depends on the switch. */
function touchAll(turn: Turn): void {
  for (const groupId of turn.state.sessions.keys()) touchSession(turn, groupId);
  for (const agentId of turn.state.agents.keys()) turn.agentsChanged.add(agentId);
}

function catchUp(turn: Turn, attempt: Attempt, survey: Survey): void {
  const leg = survey.customers.get(attempt.id);
  if (attempt.phase === 'transferring') return catchUpTransfer(turn, attempt, leg);
  const news = meanwhile(attempt, leg);
  switch (news) {
    case 'nothing':
      if (attempt.phase === 'connected' && leg !== undefined) setRight(turn, attempt, leg);
      return;
    case 'rings':
      return onRinging(turn, attempt);
    case 'answered':
      return onAnswered(turn, attempt);
    case 'orphaned':
      return onOrphaned(turn, attempt);
    case 'alone':
      if (attempt.phase === 'connected') {
        catchUpThird(turn, attempt, leg);
        reunite(turn, attempt, survey);
      }
      return;
    case 'gone':
      return loseLeg(turn, attempt);
    default:
      return unreachable(news);
  }
}

/** What was ordered while nothing could be ordered. */
function setRight(turn: Turn, attempt: AttemptIn<'connected'>, leg: CustomerLeg): void {
  const { id: attemptId, interactionId } = attempt;
  if (!catchUpThird(turn, attempt, leg)) return;
  const interaction = interactionOf(turn.state, interactionId);
  const held = interaction.phase === 'on-hold' || interaction.phase === 'reconnecting';
  if (!isThree(interaction) && held !== leg.isHeld)
    turn.effects.push({ type: 'hold', attemptId, held });
  const recording =
    leg.recording === 'off' ? failedRecording(interaction.recording) : interaction.recording;
  if (recording !== interaction.recording) putInteraction(turn, { ...interaction, recording });
}

/** The customer is alone. An agent who is still there, or needs no leg, is joined to them again. */
function reunite(turn: Turn, { interactionId }: AttemptIn<'connected'>, survey: Survey): void {
  const interaction = interactionOf(turn.state, interactionId);
  const { phone, agentId } = agentOf(turn.state, interaction.agentId);
  const isThere = phone.kind === 'none' || survey.agents.has(agentId);
  if (isThere && isInCall(interaction)) rejoin(turn, interaction);
}

function loseLeg(turn: Turn, attempt: Attempt): void {
  if (attempt.phase === 'connected') return wrapUp(turn, attempt, 'contact');
  if (!isUnanswered(attempt)) return abandon(turn, attempt, 'dropped');
  // Ordered in the very moment of the survey it may be there after all.
  turn.effects.push({ type: 'hang-up', attemptId: attempt.id });
  endUnreached(turn, attempt, 'switch-error');
}

function findLeg(turn: Turn, agent: AgentSession, { agents }: Survey): void {
  const { phone, agentId } = agent;
  if (phone.kind === 'none') return;
  if (agents.has(agentId)) onLegUp(turn, agent);
  else if (phone.leg === 'up') onLegGone(turn, agent, 'lost');
  else if (phone.leg === 'raising') raiseAgain(turn, agent);
  askForPhone(turn, agent);
}

/** The order to raise the leg has been lost, and perhaps the bridge that was to follow. */
function raiseAgain(turn: Turn, agent: AgentSession): void {
  const { state } = turn;
  putAgent(turn, { ...agent, phone: withLeg(agent.phone, 'down') });
  const interaction =
    agent.phase === 'talking' ? interactionOf(state, agent.interactionId) : undefined;
  if (interaction !== undefined && isInCall(interaction)) {
    breakOff(turn, interaction, false);
  } else followLeg(turn, agent.agentId);
}

/** Legs of calls and agents that are not, or no longer, open here. */
export function releaseStrangers(turn: Turn, { customers, agents }: Survey): void {
  const { state } = turn;
  const { strangers } = state;
  strangers.clear();
  for (const leg of customers.values()) {
    const { attemptId, agentId } = leg;
    if (state.attempts.has(attemptId) || releaseStranger(turn, leg)) continue;
    if (agentId !== undefined) strangers.set(attemptId, agentId);
  }
  const busy = new Set(strangers.values());
  for (const agentId of agents) {
    if (state.agents.has(agentId) || busy.has(agentId)) continue;
    turn.effects.push({ type: 'drop-agent', agentId });
  }
}

/** False when it is left as it is. */
function releaseStranger(turn: Turn, leg: CustomerLeg): boolean {
  const { attemptId } = leg;
  const known = turn.state.ended.get(attemptId);
  const message = known?.message ?? someMessage(turn.state);
  const told = releaseOf(leg, known !== undefined && known.isHandedOn !== true);
  if (told === 'leave') return false;
  const release = known?.isNobodys === true ? 'hang-up' : told;
  rememberEnded(turn.state, attemptId, {
    message: message ?? '',
    wasAnswered: release === 'message',
    ...(known?.isNobodys === true ? { isNobodys: true } : {}),
  });
  if (release === 'message' && message !== undefined) {
    turn.effects.push({ type: 'play-and-release', attemptId, message, when: 'now' });
  } else turn.effects.push({ type: 'hang-up', attemptId });
  return true;
}
