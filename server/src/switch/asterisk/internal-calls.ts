import type { PartOf } from '../../ports.ts';
import type { Exchange } from './exchange.ts';
import { lineOf, putLine } from './exchange.ts';
import { settleLine } from './settle.ts';

/**
 * One agent comes to the other's desk, as a contact does. Their legs may still be on the way: each
 * goes to where it belongs when it is there.
 */
export function joinAgents(x: Exchange, { agentIds }: PartOf<'join-agents'>): void {
  const [meetsAt] = agentIds;
  for (const agentId of agentIds) putLine(x, { ...lineOf(x, agentId), meetsAt });
  for (const agentId of agentIds) settleLine(x, agentId);
}

/** Whose leg is kept waits at their own desk again. */
export function partAgents(x: Exchange, { agentIds }: PartOf<'part-agents'>): void {
  const [host] = agentIds;
  for (const agentId of agentIds) {
    const line = lineOf(x, agentId);
    // By now they may be together with somebody else.
    if (line.meetsAt !== host) continue;
    putLine(x, { ...line, meetsAt: undefined });
    settleLine(x, agentId);
  }
}
