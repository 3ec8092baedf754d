import { recordToDial } from '../calling-lists/chain.ts';
import { suppressedUnanswered, suppressedUndialed } from '../calling-lists/chain-outcome.ts';
import { isNamed } from '../calling-lists/suppression.ts';
import type { HeldChain } from '../state.ts';
import type { Turn } from '../turn.ts';
import { purgePlacing } from './manual-calls.ts';
import { takeBackChain, tellAgents } from './take-back.ts';

/** Takes every chain that this turn suppressed out of hands that have not reached the person. */
export function purge(turn: Turn): void {
  const { state, suppressed } = turn;
  if (suppressed.size === 0) return;
  const asMap = new Map([...suppressed].map((key) => [key, true]));
  for (const held of [...state.chains.values()]) {
    const { chain } = held;
    if (isNamed(chain, recordToDial(chain), asMap, undefined)) purgeOne(turn, held);
    else if (chain.records.some((record) => isNamed(chain, record, asMap, undefined))) {
      // Another number of somebody on the line: it may not be called any more.
      tellAgents(turn, chain.id);
    }
  }
}

function purgeOne(turn: Turn, held: HeldChain): void {
  if (held.place === 'placing') return purgePlacing(turn, held.chain.id);
  takeBackChain(turn, held, {
    takenBack: 'suppressed',
    result: 'do-not-call',
    undialed: suppressedUndialed,
    unanswered: (ended) => suppressedUnanswered(ended, undefined),
  });
}
