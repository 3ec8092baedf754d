import type { Attempt } from './attempt.ts';
import { isUnanswered } from './attempt.ts';

/**
 * The calls to take back when fewer agents are on the line than they were made for: the youngest,
 * and none that somebody has answered. Better a phone that stops ringing than a person without an
 * agent.
 */
export function excessCalls(
  attempts: Iterable<Attempt>,
  agents: number,
  linesPerAgent: number,
): readonly Attempt[] {
  const calls = [...attempts].filter(({ agentId }) => agentId === undefined);
  const excess = Math.max(0, calls.length - Math.ceil(linesPerAgent * agents));
  return calls.filter(isUnanswered).sort(isYounger).slice(0, excess);
}

const isYounger = (a: Attempt, b: Attempt): number => (a.id > b.id ? -1 : 1);
