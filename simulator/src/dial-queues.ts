import { must } from '@outpace/engine/basics/assert.ts';
import type { CallingListId, CampaignGroupId, ChainId } from '@outpace/engine/basics/ids.ts';
import {
  type ListSelection,
  NO_SELECTION,
  passes,
  type SelectableField,
  sortKey,
} from '@outpace/engine/calling-lists/list-selection.ts';
import type { QueueRank } from '@outpace/engine/calling-lists/queue-rank.ts';
import { DialQueue } from './dial-queue.ts';
import type { StoredChain } from './stored.ts';

/** What a list says of its order, and the fields that it may speak of. */
export type Selected = {
  readonly selection: ListSelection;
  readonly fields: readonly SelectableField[];
};

const UNSELECTED: Selected = { selection: NO_SELECTION, fields: [] };

/** Where every chain that is to be called waits: with its list, or with the group that keeps it. */
export class DialQueues {
  readonly #queues = new Map<CallingListId, DialQueue>();
  readonly #promises = new Map<string, DialQueue>();
  readonly #selections = new Map<CallingListId, Selected>();
  /** Ready, and not let through by the selection of their list. */
  readonly #heldBack = new Map<CallingListId, Map<ChainId, QueueRank>>();

  put(chain: StoredChain, rank: QueueRank): void {
    const record = must(chain.records[chain.position], `record of ${chain.id}`);
    const { zone, dailyFrom, dailyTill } = record;
    const window = { zone, dailyFrom, dailyTill };
    const { selection, fields } = this.#selections.get(chain.listId) ?? UNSELECTED;
    if (chain.promisedIn === undefined && !passes(selection.filter, record)) {
      this.#heldBackOf(chain.listId).set(chain.id, rank);
      return;
    }
    const isPromised = chain.promisedIn !== undefined;
    const key = isPromised ? '' : sortKey(selection.sort, record, fields);
    const row = { chainId: chain.id, window, rank, dueAt: chain.dueAt, sortKey: key };
    this.#homeOf(chain).put(row);
  }

  remove(chain: StoredChain): void {
    this.#homeOf(chain).remove(chain.id);
    this.#heldBackOf(chain.listId).delete(chain.id);
  }

  /** The same chain with another window, in its place. Nothing, where it does not wait. */
  replace(old: StoredChain, chain: StoredChain): void {
    const held = this.#heldBackOf(old.listId).get(old.id);
    const rank = this.#homeOf(old).get(old.id)?.rank ?? held;
    if (rank === undefined) return;
    this.remove(old);
    this.put(chain, rank);
  }

  /** From now on the list has this selection: all that waits is looked at again. */
  select(listId: CallingListId, selected: Selected, chainOf: (id: ChainId) => StoredChain): void {
    this.#selections.set(listId, selected);
    const queue = this.ofList(listId);
    const waiting = [
      ...[...queue.rows()].map(({ chainId, rank }) => [chainId, rank] as const),
      ...this.#heldBackOf(listId),
    ];
    for (const [chainId] of waiting) this.remove(chainOf(chainId));
    for (const [chainId, rank] of waiting) this.put(chainOf(chainId), rank);
  }

  ofList(listId: CallingListId): DialQueue {
    const known = this.#queues.get(listId);
    if (known !== undefined) return known;
    const queue = new DialQueue();
    this.#queues.set(listId, queue);
    return queue;
  }

  /** Callbacks of a list that one campaign group is to keep. */
  promisesOf(listId: CallingListId, groupId: CampaignGroupId): DialQueue {
    const key = `${groupId} ${listId}`;
    const known = this.#promises.get(key);
    if (known !== undefined) return known;
    const queue = new DialQueue();
    this.#promises.set(key, queue);
    return queue;
  }

  #heldBackOf(listId: CallingListId): Map<ChainId, QueueRank> {
    const known = this.#heldBack.get(listId);
    if (known !== undefined) return known;
    const held = new Map<ChainId, QueueRank>();
    this.#heldBack.set(listId, held);
    return held;
  }

  #homeOf({ listId, promisedIn }: StoredChain): DialQueue {
    return promisedIn === undefined ? this.ofList(listId) : this.promisesOf(listId, promisedIn);
  }
}
