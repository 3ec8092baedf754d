import type { AgentPhase } from '@outpace/engine/agents/agent-session.ts';
import type { AgentId } from '@outpace/engine/basics/ids.ts';
import type { RefusalCode } from '@outpace/engine/basics/refusal.ts';
import { Type } from 'typebox';
import { closed, id } from './schema.ts';

/** GET /api/colleagues (agent): whom one may call in, those who can be called first. */
export const ColleagueList = Type.Array(
  closed({
    agentId: id<AgentId>(),
    name: Type.String(),
    phase: Type.Unsafe<AgentPhase>(Type.String()),
    /** Why this agent cannot be called now. */
    problem: Type.Optional(Type.Unsafe<RefusalCode>(Type.String())),
  }),
);
export type ColleagueList = Type.Static<typeof ColleagueList>;
