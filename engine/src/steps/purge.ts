import { recordToDial } from '../calling-lists/chain.ts';
import { isSuppressed } from '../calling-lists/suppression.ts';
import { isUnanswered } from '../dialing/attempt.ts';
import { engagedAgentsOf, putSession, sessionOf } from '../entities.ts';
import type { HeldChain } from '../state.ts';
import type { Turn } from '../turn.ts';
import { settleAgent } from './agent-phases.ts';
import { closeSuppressed } from './chains.ts';
import { endUnreached } from './conclude.ts';
import { purgePlacing } from './manual-calls.ts';
import { withdrawSuppressed } from './offers.ts';

/** Takes every chain that this turn suppressed out of hands that have not reached the person. */
export function purge(turn: Turn): void {
  const { state, suppressed } = turn;
  if (suppressed.size === 0) return;
  const asMap = new Map([...suppressed].map((key) => [key, true]));
  const hit = [...state.chains.values()].filter(({ chain }) =>
    isSuppressed(chain, recordToDial(chain), asMap),
  );
  for (const held of hit) purgeOne(turn, held);
}

function purgeOne(turn: Turn, held: HeldChain): void {
  const { state } = turn;
  const chainId = held.chain.id;
  if (held.place === 'buffer') {
    const session = sessionOf(state, held.groupId);
    putSession(turn, { ...session, buffer: session.buffer.filter((id) => id !== chainId) });
    return closeSuppressed(turn, chainId);
  }
  if (held.place === 'placing') return purgePlacing(turn, chainId);
  for (const offer of state.offers.values()) {
    if (offer.chainId === chainId) return withdrawSuppressed(turn, offer);
  }
  if (held.place === 'engagement') {
    for (const { agentId, engagement } of engagedAgentsOf(state, held.groupId)) {
      if (engagement.record?.chainId !== chainId) continue;
      closeSuppressed(turn, chainId);
      return settleAgent(turn, agentId);
    }
  }
  for (const attempt of state.attempts.values()) {
    if (attempt.chainId !== chainId || !isUnanswered(attempt)) continue;
    turn.effects.push({ type: 'hang-up', attemptId: attempt.id });
    return endUnreached(turn, attempt, 'do-not-call');
  }
}
