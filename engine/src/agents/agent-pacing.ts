import type { PacingAgentState } from '../pacing/contract.ts';
import type { AgentSession } from './agent-session.ts';
import { isFree } from './agent-session.ts';
import { isEngagedForAnybody } from './matching.ts';

/** What an agent is to the pacing of the groups they work for. */
export function pacingState(agent: AgentSession): PacingAgentState {
  switch (agent.phase) {
    case 'talking':
    case 'consulted':
      return 'talking';
    case 'wrap-up':
      return 'wrap-up';
    case 'ready':
      return isFree(agent) ? 'ready' : 'away';
    case 'engaged':
      return isEngagedForAnybody(agent) ? 'ready' : 'away';
    // Promised to a record, or in a call of their own: nobody who answers can be given to them.
    case 'previewing':
    case 'placing':
    case 'internal':
    case 'reserved':
    case 'not-ready':
      return 'away';
    default:
      return agent satisfies never;
  }
}
