import type { AgentId, CampaignGroupId, ChainId, RecordId } from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { openToGroupAt } from '@outpace/engine/calling-lists/callback.ts';
import { isCallback, ownerOf } from '@outpace/engine/calling-lists/record.ts';
import { textsOf } from '@outpace/engine/calling-lists/suppression.ts';
import type { SaveChain, Write } from '@outpace/engine/effect.ts';
import type { SiteState } from '@outpace/engine/state.ts';
import type { SimulatedStore } from '../store.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';

type Promised = {
  readonly recordId: RecordId;
  readonly dueAt: Instant;
  readonly owner: AgentId | undefined;
  readonly groupId: CampaignGroupId | undefined;
};

/**
 * A callback is never before its time, never by somebody else before the campaign allows it, and
 * never lost: what was promised is called, changed by somebody, or still to come.
 */
export class Callbacks implements Checker {
  readonly name = 'callbacks';
  readonly #promises = new Map<ChainId, Promised>();

  see(moment: Moment): readonly string[] {
    switch (moment.type) {
      case 'step':
        return [...this.#early(moment), ...this.#foreign(moment)];
      case 'committed':
        for (const write of moment.writes) this.#onWrite(write, moment.store);
        return FINE;
      case 'rest':
        return [...this.#lost(moment)];
      case 'selected':
      case 'on-trunk':
      case 'acknowledged':
      case 'restarted':
      case 'listed':
      case 'sent':
      case 'killed':
        return FINE;
    }
  }

  *#early({ at, effects }: MomentOf<'step'>): Generator<string> {
    for (const effect of effects) {
      // Whoever calls by hand may do so before the time: the promise is theirs, or their group's.
      if (effect.type !== 'open-attempt' || effect.mode === 'manual') continue;
      const promise = this.#promises.get(effect.chainId);
      if (promise === undefined) continue;
      const { dueAt, recordId } = promise;
      if (at < dueAt) yield `callback ${effect.chainId} is called ${dueAt - at} ms too early`;
      if (effect.recordId !== recordId) yield `callback ${effect.chainId} to another number`;
      if (promise.groupId !== undefined && promise.groupId !== effect.groupId) {
        yield `callback ${effect.chainId} is called by ${effect.groupId}`;
      }
      if (promise.owner !== undefined && effect.agentId === undefined) {
        yield `callback ${effect.chainId} is called for nobody`;
      }
    }
  }

  /** Shown to somebody else than who has promised it. */
  *#foreign({ at, state }: MomentOf<'step'>): Generator<string> {
    for (const { chainId, agentId, groupId } of state.offers.values()) {
      const promise = this.#promises.get(chainId);
      if (promise?.owner === undefined || promise.owner === agentId) continue;
      if (!mayAnybody(state, groupId, promise, at)) {
        yield `callback ${chainId} of ${promise.owner} is offered to ${agentId}`;
      }
    }
  }

  #onWrite(write: Write, store: SimulatedStore): void {
    if (write.type === 'open-attempt') this.#promises.delete(write.chainId);
    if (write.type !== 'save-chain') return;
    this.#promises.delete(write.chainId);
    const promise = promiseIn(write, store);
    if (promise !== undefined) this.#promises.set(write.chainId, promise);
  }

  *#lost({ store }: MomentOf<'rest'>): Generator<string> {
    for (const [chainId, { recordId, dueAt }] of this.#promises) {
      const chain = store.chains.get(chainId);
      const record = chain?.records[chain.position];
      if (chain === undefined || record === undefined) {
        yield `callback ${chainId} has no chain`;
        continue;
      }
      // By a do-not-call or by a list: then nobody is to be called.
      if (textsOf(chain, undefined).some((text) => store.suppressed.has(text))) continue;
      const isKept = chain.state === 'ready' && record.id === recordId && chain.dueAt === dueAt;
      if (!isKept) yield `callback ${chainId} is lost: ${chain.state}, due ${chain.dueAt}`;
      else if (store.leases.has(chainId)) yield `callback ${chainId} is still in hand at rest`;
    }
  }
}

function promiseIn(write: SaveChain, store: SimulatedStore): Promised | undefined {
  const record = store.chains.get(write.chainId)?.records[write.position];
  if (write.state !== 'ready' || record === undefined || !isCallback(record)) return undefined;
  const { dueAt, promisedIn: groupId } = write;
  return { recordId: record.id, dueAt, owner: ownerOf(record), groupId };
}

function mayAnybody(
  state: SiteState,
  groupId: CampaignGroupId,
  { dueAt }: Promised,
  at: Instant,
): boolean {
  const rules = state.sessions.get(groupId)?.plan.callbacks;
  const opensAt = rules === undefined ? undefined : openToGroupAt(dueAt, rules);
  return opensAt !== undefined && opensAt <= at;
}
