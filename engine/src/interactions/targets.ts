import type { AgentSession } from '../agents/agent-session.ts';
import { isFree } from '../agents/agent-session.ts';
import type { AgentId } from '../basics/ids.ts';
import { parsePhoneNumber } from '../basics/phone-number.ts';
import type { RefusalCode } from '../basics/refusal.ts';
import type { Result } from '../basics/result.ts';
import { fail, ok } from '../basics/result.ts';
import type { Interaction } from './interaction.ts';
import type { CallTarget } from './third-party.ts';
import type { WantedTarget } from './third-party-command.ts';

/** Why an agent cannot be called as a third party now. */
export function colleagueProblem(agent: AgentSession | undefined): RefusalCode | undefined {
  if (agent === undefined) return 'AGENT_NOT_LOGGED_ON';
  if (isFree(agent)) return undefined;
  return agent.phase === 'ready' || agent.phase === 'not-ready'
    ? 'TARGET_NOT_READY'
    : 'TARGET_BUSY';
}

/** Reads whom an agent wants to call; `agents` are those who are logged on. */
export function parseTarget(
  wanted: WantedTarget,
  { agentId, phone }: Pick<Interaction, 'agentId' | 'phone'>,
  agents: ReadonlyMap<AgentId, AgentSession>,
): Result<CallTarget, RefusalCode> {
  if (wanted.kind === 'agent') {
    if (wanted.agentId === agentId) return fail('TARGET_SELF');
    const problem = colleagueProblem(agents.get(wanted.agentId));
    return problem === undefined ? ok(wanted) : fail(problem);
  }
  const parsed = parsePhoneNumber(wanted.phone);
  if (!parsed.ok) return fail('TARGET_INVALID');
  // They would be called while they are on the line.
  if (parsed.value === phone) return fail('TARGET_IS_CONTACT');
  return ok({ kind: 'number', phone: parsed.value });
}
