import type { AgentGroupId } from '@outpace/engine/basics/ids.ts';
import { agentGroupId, agentId } from '@outpace/engine/basics/ids.ts';
import { hours } from '@outpace/engine/basics/time.ts';
import type { CallingWindow } from '@outpace/engine/calling-lists/calling-window.ts';
import type { AgentSetup } from '../agents.ts';

const secondsAt = (hour: number): number => hours(hour) / 1_000;

export const windowOf = (zone: string, from: number, till: number): CallingWindow => ({
  zone,
  dailyFrom: secondsAt(from),
  dailyTill: secondsAt(till),
});

/** Always open, for days that are not about windows. */
export const ALL_DAY = windowOf('America/New_York', 0, 24);

export const agentsOf = (
  count: number,
  groupsOf: (n: number) => readonly AgentGroupId[],
): readonly AgentSetup[] =>
  Array.from({ length: count }, (_, n) => ({
    agentId: agentId(`agent-${n}`),
    name: `Agent ${n}`,
    groupIds: groupsOf(n),
  }));

export const SALES = agentGroupId('sales');
export const SERVICE = agentGroupId('service');

/** In two groups by turns; the last of every `n` agents is in both. */
export const salesAndService = (count: number, n: number): readonly AgentSetup[] =>
  agentsOf(count, (agent) => {
    if (agent % n === n - 1) return [SALES, SERVICE];
    return [agent % 2 === 0 ? SALES : SERVICE];
  });
