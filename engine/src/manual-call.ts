import type { AgentSession, PhaseFacts } from './agents/agent-session.ts';
import type { Placing } from './agents/placing.ts';
import { manualSessions, OBSTACLE_CODES, PLACING_MS, placingProblem } from './agents/placing.ts';
import type { AgentId, AttemptId, CampaignGroupId, ChainId } from './basics/ids.ts';
import type { PhoneNumber } from './basics/phone-number.ts';
import { parsePhoneNumber } from './basics/phone-number.ts';
import type { RefusalCode } from './basics/refusal.ts';
import type { Result } from './basics/result.ts';
import { fail, ok } from './basics/result.ts';
import type { Instant, Millis } from './basics/time.ts';
import { after } from './basics/time.ts';
import { recordToDial } from './calling-lists/chain.ts';
import { ownerOf } from './calling-lists/record.ts';
import { pastAskedMs } from './compliance/campaign-rules.ts';
import { dialObstacle } from './compliance/dial-question.ts';
import { dialQuestion } from './dial-question-of.ts';
import type { DialSession } from './dialing/dial-session.ts';
import type { Action } from './effect.ts';
import { heldChain, sessionOf } from './entities.ts';
import type { AgentCommand, NumberFound } from './event.ts';
import { hasPort } from './open-lines.ts';
import type { HeldChain, SiteState } from './state.ts';

/** A call that an agent may begin: the number, for which group, and its chain if it waits here. */
export type ManualCall = {
  readonly session: DialSession;
  readonly phone: PhoneNumber;
  readonly held: HeldChain | undefined;
};

/** An agent who sets a call up. */
export type PlacingAgent = Extract<AgentSession, { phase: 'placing' }>;

/** What a command to call a number comes to, as far as this engine knows. */
export function manualCall(
  state: SiteState,
  agent: AgentSession,
  { phone: text, groupId }: Extract<AgentCommand, { type: 'call-number' }>,
  at: Instant,
): Result<ManualCall, RefusalCode> {
  const parsed = parsePhoneNumber(text);
  if (!parsed.ok) return fail('NUMBER_INVALID');
  const session = manualSessions(agent, state.sessions.values()).find(
    (each) => groupId === undefined || each.groupId === groupId,
  );
  const problem = placingProblem(agent, session, state.isSwitchUp, at);
  if (problem !== undefined || session === undefined) {
    return fail(problem ?? 'MANUAL_CALL_NOT_ALLOWED');
  }
  const held = handOf(state, session.groupId, agent.agentId, parsed.value);
  if (held === 'in-use') return fail('NUMBER_IN_USE');
  if (state.chains.size >= state.limits.chainsMax) return fail('TOO_MANY');
  return ok({ session, phone: parsed.value, held });
}

/**
 * A chain in hand with this number: one that waits here may be taken, any other is in use; so is
 * what is promised to another agent.
 */
function handOf(
  { chains }: SiteState,
  groupId: CampaignGroupId,
  agentId: AgentId,
  phone: PhoneNumber,
): HeldChain | 'in-use' | undefined {
  const known = [...chains.values()].filter(({ chain }) =>
    chain.records.some((record) => record.phone === phone),
  );
  const isInUse = ({ place, chain }: HeldChain): boolean =>
    place !== 'buffer' || (ownerOf(recordToDial(chain)) ?? agentId) !== agentId;
  if (known.some(isInUse)) return 'in-use';
  return known.find((held) => held.groupId === groupId);
}

/** Where the agent is from the command on. */
export function placingFacts(
  { session, phone }: ManualCall,
  callId: AttemptId,
  at: Instant,
): Extract<PhaseFacts, { phase: 'placing' }> {
  const { groupId } = session;
  const giveUpAt = after(at, PLACING_MS);
  const placing: Placing = {
    callId,
    groupId,
    phone,
    giveUpAt,
    chainId: undefined,
    isChecked: false,
  };
  return { phase: 'placing', placing };
}

/** What the store is asked. */
export const numberOrder = (
  { session, phone, held }: ManualCall,
  { callId, agentId }: { readonly callId: AttemptId; readonly agentId: AgentId },
  at: Instant,
  leaseMs: Millis,
): Extract<Action, { type: 'lease-number' }> => ({
  type: 'lease-number',
  callId,
  agentId,
  groupId: session.groupId,
  campaignId: session.plan.campaignId,
  phone,
  held: held?.chain.id,
  listIds: session.plan.lists.map(({ listId }) => listId),
  ...pastAsked(session, at),
  until: after(at, leaseMs),
});

function pastAsked({ plan }: DialSession, at: Instant): { readonly pastMs?: Millis } {
  const pastMs = pastAskedMs(plan.rules, at);
  return pastMs === undefined ? {} : { pastMs };
}

/** What the store's answer is called to the agent, when it is no chain. */
export const FOUND_CODES = {
  suppressed: 'NUMBER_SUPPRESSED',
  'in-use': 'NUMBER_IN_USE',
  'store-failed': 'STORE_UNAVAILABLE',
} as const satisfies Record<Exclude<NumberFound['kind'], 'chain'>, RefusalCode>;

/** Why the call may not be dialed at this instant; everything is asked once more. */
export function dialProblem(
  state: SiteState,
  { placing, goneSince }: PlacingAgent,
  chainId: ChainId,
  at: Instant,
): RefusalCode | undefined {
  const session = sessionOf(state, placing.groupId);
  const { groupId } = session;
  const { chain } = heldChain(state, chainId);
  const obstacle = dialObstacle(dialQuestion(state, session, { chain, hasAgent: true, at }));
  if (obstacle !== undefined) return OBSTACLE_CODES[obstacle.kind];
  if (!state.isSwitchUp) return 'SWITCH_UNAVAILABLE';
  if (goneSince !== undefined) return 'MANUAL_CALL_GONE';
  return hasPort(state, groupId) ? undefined : 'TOO_MANY';
}

/** The agents who set a call up, of this group or with this chain. */
export function placingAgents(
  { agents }: SiteState,
  of: { readonly groupId: CampaignGroupId } | { readonly chainId: ChainId },
): readonly PlacingAgent[] {
  const found: PlacingAgent[] = [];
  for (const agent of agents.values()) {
    if (agent.phase !== 'placing') continue;
    const { groupId, chainId } = agent.placing;
    if ('groupId' in of ? groupId === of.groupId : chainId === of.chainId) found.push(agent);
  }
  return found;
}
