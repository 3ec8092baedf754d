import type { PacingAgentState } from '@outpace/engine/pacing/contract.ts';
import type { AgentPlan } from './staff.ts';

export type FloorAgent = {
  readonly agentId: string;
  readonly plan: AgentPlan;
  state: PacingAgentState;
  /** Since when. */
  since: number;
  /** The lengths of breaks that are due and not taken yet, ms. */
  readonly due: number[];
};
