import type { AgentSession } from './agents/agent-session.ts';
import type { CampaignGroupId } from './basics/ids.ts';
import type { SiteState } from './state.ts';

/** The session whose work an agent has in hand; undefined: nobody's, or a call of their own. */
export function workOf(state: SiteState, agent: AgentSession): CampaignGroupId | undefined {
  switch (agent.phase) {
    case 'previewing':
      return state.offers.get(agent.offerId)?.groupId;
    case 'reserved':
      return state.attempts.get(agent.attemptId)?.groupId;
    case 'engaged':
      return agent.engagement.groupId;
    case 'talking':
    case 'wrap-up':
      return state.interactions.get(agent.interactionId)?.groupId;
    case 'not-ready':
    case 'ready':
    case 'placing':
    case 'internal':
    case 'consulted':
      return undefined;
    default:
      return agent satisfies never;
  }
}
