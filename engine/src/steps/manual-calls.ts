import type { AgentSession, SystemReason } from '../agents/agent-session.ts';
import { begun, pendingAfterLoss } from '../agents/agent-session.ts';
import { isOnLine } from '../agents/placing.ts';
import type { AgentId, CampaignGroupId, ChainId } from '../basics/ids.ts';
import { attemptId, interactionId } from '../basics/ids.ts';
import type { Refusal, RefusalCode } from '../basics/refusal.ts';
import { refusal } from '../basics/refusal.ts';
import type { Chain } from '../calling-lists/chain.ts';
import { calledAt, recordToDial } from '../calling-lists/chain.ts';
import { cancelledUndialed } from '../calling-lists/chain-outcome.ts';
import type { Attempt } from '../dialing/attempt.ts';
import { without } from '../dialing/dial-session.ts';
import { agentOf, heldChain, holdChain, putAgent, putSession, sessionOf } from '../entities.ts';
import type { AgentCommand, StoreEvent } from '../event.ts';
import type { PlacingAgent } from '../manual-call.ts';
import {
  dialProblem,
  FOUND_CODES,
  manualCall,
  numberOrder,
  placingAgents,
  placingFacts,
} from '../manual-call.ts';
import type { HeldChain } from '../state.ts';
import type { Turn } from '../turn.ts';
import { nextId } from '../turn.ts';
import { enter, settleAgent } from './agent-phases.ts';
import { mayDial, returnToStore, saveChain } from './chains.ts';
import { openAttempt, openFor } from './place.ts';

/** An agent wants to call a number: the store is asked for it while the agent's leg comes up. */
export function callNumber(
  turn: Turn,
  agent: AgentSession,
  command: Extract<AgentCommand, { type: 'call-number' }>,
): Refusal | undefined {
  const { state, at } = turn;
  const call = manualCall(state, agent, command, at);
  if (!call.ok) return refusal(call.problem);
  const { agentId } = agent;
  const callId = attemptId(nextId(state, 'a'));
  enter(turn, begun(agent, at), placingFacts(call.value, callId, at));
  if (call.value.held !== undefined) take(turn, agentId, call.value.held);
  turn.effects.push(numberOrder(call.value, { callId, agentId }, at, state.limits.leaseMs));
  return undefined;
}

/**
 * The number waits in the list in hand: it is called by this agent instead of by the dialer. The
 * store is asked all the same, for when it was leased another number of the person was looked at.
 */
function take(turn: Turn, agentId: AgentId, held: HeldChain): void {
  putSession(turn, without(sessionOf(turn.state, held.groupId), held.chain.id));
  hold(turn, agentId, held);
}

/** The chain is this call's from here on, with the number that was asked for as the one to dial. */
function hold(turn: Turn, agentId: AgentId, held: HeldChain): void {
  const agent = agentOf(turn.state, agentId);
  if (agent.phase !== 'placing') return;
  const chain = calledAt(held.chain, agent.placing.phone);
  holdChain(turn, { ...held, chain, place: 'placing' });
  putAgent(turn, { ...agent, placing: { ...agent.placing, chainId: chain.id } });
}

type NumberLeased = Extract<StoreEvent, { type: 'number-leased' }>;

export function onNumberLeased(turn: Turn, { callId, agentId, found }: NumberLeased): void {
  const agent = turn.state.agents.get(agentId);
  if (agent?.phase !== 'placing' || agent.placing.callId !== callId) {
    if (found.kind === 'chain') giveBack(turn, found.chain.id);
  } else if (found.kind === 'chain') onFound(turn, agent, found.chain);
  else refuseCall(turn, agent, FOUND_CODES[found.kind]);
}

/** Leased for a call that nobody waits for any more, and never held here. */
function giveBack(turn: Turn, chainId: ChainId): void {
  if (turn.state.chains.has(chainId)) return;
  turn.effects.push({ type: 'release-chains', chainIds: [chainId], toTop: false });
}

function onFound(turn: Turn, agent: PlacingAgent, chain: Chain): void {
  const { agentId, placing } = agent;
  if (placing.chainId !== chain.id) {
    // It has come into another hand here while the store was asked.
    const isTaken = placing.chainId !== undefined || turn.state.chains.has(chain.id);
    if (isTaken) return refuseCall(turn, agent, 'NUMBER_IN_USE');
    const { groupId } = placing;
    hold(turn, agentId, { chain, groupId, place: 'placing', declined: new Map() });
  }
  const checked = { ...placing, chainId: chain.id, isChecked: true };
  putAgent(turn, { ...agent, placing: checked });
  goOn(turn, agentId);
}

/** Dials as soon as the number is leased and the agent on the line. */
export function goOn(turn: Turn, agentId: AgentId): void {
  const { state, at } = turn;
  const agent = agentOf(state, agentId);
  if (agent.phase !== 'placing' || !isOnLine(agent)) return;
  const { callId, groupId, chainId, isChecked } = agent.placing;
  if (chainId === undefined || !isChecked) return;
  const problem = dialProblem(state, agent, chainId, at);
  if (problem !== undefined) return refuseCall(turn, agent, problem);
  const held = heldChain(state, chainId);
  const openedFor = interactionId(nextId(state, 'i'));
  const dialable = { held, record: recordToDial(held.chain) };
  const order = { dialable, agentId, openedFor, byHand: callId };
  const attempt = openAttempt(turn, sessionOf(state, groupId), order);
  openFor(turn, attempt, agentId, openedFor);
}

/** The call is not made: the number goes back to where it was, the agent to where they were. */
function refuseCall(turn: Turn, agent: PlacingAgent, code: RefusalCode): void {
  const { phone: whom } = agent.placing;
  putAgent(turn, { ...agent, refusedCall: { whom, code, at: turn.at } });
  endPlacing(turn, agent);
}

/** The agent thought better of it, while nothing was dialed yet. */
export function cancelCall(turn: Turn, agent: AgentSession): Refusal | undefined {
  if (agent.phase !== 'placing') return refusal('MANUAL_CALL_GONE');
  endPlacing(turn, agent);
  return undefined;
}

function endPlacing(turn: Turn, { agentId, placing }: PlacingAgent): void {
  settleAgent(turn, agentId);
  const { chainId, groupId } = placing;
  if (chainId === undefined) return;
  const held = heldChain(turn.state, chainId);
  // Whoever may not be dialed at all leaves our hands for the reason that stands against it.
  if (!mayDial(turn, sessionOf(turn.state, groupId), held, true)) return;
  // To the store, which still has it as it was before another of its numbers was asked for.
  returnToStore(turn, chainId);
}

/** The dial could not be written, so it was not made. */
export function takeBackByHand(turn: Turn, { chainId, agentId, phone }: Attempt): void {
  returnToStore(turn, chainId);
  const agent = agentId === undefined ? undefined : turn.state.agents.get(agentId);
  if (agent === undefined) return;
  const refusedCall = { whom: phone, code: 'STORE_UNAVAILABLE', at: turn.at } as const;
  putAgent(turn, { ...agent, refusedCall });
}

/** The agent's sound is gone before anybody was called. */
export function losePlacing(turn: Turn, agent: PlacingAgent, reason: SystemReason): void {
  refuseCall(turn, { ...agent, pending: pendingAfterLoss(agent, reason) }, 'PHONE_NOT_READY');
}

/** Either the store or the agent's phone has said nothing for too long. */
export function onPlacingDue(turn: Turn, agent: PlacingAgent): void {
  refuseCall(turn, agent, agent.placing.isChecked ? 'PHONE_NOT_READY' : 'STORE_UNAVAILABLE');
}

/** The group is being unloaded: nothing new leaves. */
export function endPlacings(turn: Turn, groupId: CampaignGroupId): void {
  for (const agent of placingAgents(turn.state, { groupId })) {
    refuseCall(turn, agent, 'SESSION_UNLOADING');
  }
}

/** The chain of a call that is being set up must not be called any more. */
export function purgePlacing(turn: Turn, chainId: ChainId): void {
  for (const agent of placingAgents(turn.state, { chainId })) {
    refuseCall(turn, agent, 'NUMBER_SUPPRESSED');
  }
}

/** A supervisor took the record back while an agent set a call to it up. */
export function cancelPlacing(turn: Turn, { chain }: HeldChain): void {
  for (const agent of placingAgents(turn.state, { chainId: chain.id })) {
    const { phone: whom } = agent.placing;
    putAgent(turn, { ...agent, refusedCall: { whom, code: 'RECORD_TAKEN_BACK', at: turn.at } });
    settleAgent(turn, agent.agentId);
  }
  saveChain(turn, chain.id, cancelledUndialed(chain, turn.at));
}
