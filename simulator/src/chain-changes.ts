import type { Instant } from '@outpace/engine/basics/time.ts';
import { after, minutes } from '@outpace/engine/basics/time.ts';
import type { ChainChange } from '@outpace/engine/calling-lists/chain-change.ts';
import type { SiteState } from '@outpace/engine/state.ts';
import type { ChainWish } from '@outpace/server/dialer/out-of-turn.ts';
import { fictionPhone } from './lists.ts';
import type { Prng } from './prng.ts';
import type { SimulatedStore } from './store.ts';
import type { StoredChain } from './stored.ts';

type Now = {
  readonly prng: Prng;
  readonly store: SimulatedStore;
  readonly state: SiteState;
  readonly at: Instant;
};

/** A program outside changes a chain: of whoever waits, is in hand, or is long dealt with. */
export function drawChainWish(now: Now): ChainWish | undefined {
  const { prng, store, state, at } = now;
  const held = [...state.chains.keys()];
  const ids = held.length > 0 && prng.chance(0.5) ? held : [...store.chains.keys()];
  const chain = store.chains.get(prng.pick(ids));
  if (chain === undefined) return undefined;
  return { type: 'change-chain', chainId: chain.id, change: drawChange(prng, chain, at) };
}

/** Another system answers for somebody whom a treatment has delegated to it. */
export function drawAnswer({ prng, store, at }: Omit<Now, 'state'>): ChainWish | undefined {
  const delegated = [...store.chains.values()].filter(
    ({ records, position }) => records[position]?.status === 'delegated',
  );
  if (delegated.length === 0) return undefined;
  const { id: chainId, records } = prng.pick(delegated);
  return { type: 'change-chain', chainId, change: drawAnswered(prng, records, at) };
}

function drawAnswered(prng: Prng, records: StoredChain['records'], at: Instant): ChainChange {
  const kind = prng.pick(['finish', 'now', 'later', 'change-number'] as const);
  switch (kind) {
    case 'finish':
      return { type: kind };
    case 'now':
      return { type: 'reschedule', dueAt: undefined };
    case 'later':
      return { type: 'reschedule', dueAt: after(at, minutes(prng.pick([1, 3, 600]))) };
    case 'change-number': {
      const phone = fictionPhone(prng.between(0, 71_000));
      return { type: kind, recordId: prng.pick(records).id, phone };
    }
  }
}

function drawChange(prng: Prng, { records }: StoredChain, at: Instant): ChainChange {
  const kind = prng.pick(['finish', 'reschedule', 'add-number', 'change-number'] as const);
  // Some of these are known, suppressed, or of the same person already.
  const phone = prng.chance(0.3) ? prng.pick(records).phone : fictionPhone(prng.between(0, 71_000));
  switch (kind) {
    case 'finish':
      return { type: kind };
    case 'reschedule':
      return { type: kind, dueAt: after(at, minutes(prng.pick([-5, 1, 3, 600, 4_000]))) };
    case 'add-number':
      return { type: kind, phone };
    case 'change-number':
      return { type: kind, recordId: prng.pick(records).id, phone };
  }
}
