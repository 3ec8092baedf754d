import type { AgentSession } from './agents/agent-session.ts';
import { isFree } from './agents/agent-session.ts';
import { longestReady } from './agents/matching.ts';
import type { Instant } from './basics/time.ts';
import { after } from './basics/time.ts';
import { openToGroupAt } from './calling-lists/callback.ts';
import { recordToDial } from './calling-lists/chain.ts';
import { ownerOf } from './calling-lists/record.ts';
import { rulesFor } from './calling-lists/treatment.ts';
import type { CampaignPlan } from './campaigns/campaign.ts';
import type { DialSession } from './dialing/dial-session.ts';
import { freeAgentsOf } from './entities.ts';
import type { HeldChain, SiteState } from './state.ts';

/** Who gets a callback that is due: its own agent, or anybody once the campaign allows it. */
export function callbackAgent(
  state: SiteState,
  { plan }: DialSession,
  { chain, declined }: HeldChain,
  at: Instant,
): AgentSession | undefined {
  const may = (agent: AgentSession): boolean => (declined.get(agent.agentId) ?? at) <= at;
  const id = ownerOf(recordToDial(chain));
  const owner = id === undefined ? undefined : state.agents.get(id);
  const isThere = owner?.groupIds.includes(plan.agentGroupId) === true && isFree(owner);
  if (isThere && may(owner)) return owner;
  const opensAt = openToGroupAt(chain.dueAt, plan.callbacks);
  if (opensAt === undefined || opensAt > at) return undefined;
  return longestReady([...freeAgentsOf(state, plan.agentGroupId)].filter(may));
}

/** What the plan may have a rule for: a callback that its agent did not take in time. */
export const NOT_TAKEN = 'agent-callback-error';

/** When the plan is asked about a callback that waits for its agent; undefined: it says nothing. */
export function treatedAsMissedAt(plan: CampaignPlan, dueAt: Instant): Instant | undefined {
  const rules = rulesFor(plan.treatments, { result: NOT_TAKEN, code: undefined });
  return rules.length === 0 ? undefined : after(dueAt, plan.callbacks.waitMs);
}
