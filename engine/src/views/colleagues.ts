import type { AgentPhase } from '../agents/agent-session.ts';
import type { AgentId } from '../basics/ids.ts';
import type { RefusalCode } from '../basics/refusal.ts';
import { colleagueProblem } from '../interactions/targets.ts';
import type { SiteState } from '../state.ts';

/** An agent who may be called as a third party, or why not now. */
export type Colleague = {
  readonly agentId: AgentId;
  readonly name: string;
  readonly phase: AgentPhase;
  readonly problem: RefusalCode | undefined;
};

/** Everybody who is logged on, those who can be called first. */
export const colleaguesOf = (state: SiteState, agentId: AgentId): readonly Colleague[] =>
  [...state.agents.values()]
    .filter((agent) => agent.agentId !== agentId)
    .map((agent) => ({
      agentId: agent.agentId,
      name: agent.name,
      phase: agent.phase,
      problem: colleagueProblem(agent),
    }))
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));

const rank = ({ problem }: Colleague): number => (problem === undefined ? 0 : 1);
