import { randomUUID } from 'node:crypto';
import { type ChainId, chainId } from '@outpace/engine/basics/ids.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import type { SuppressionKey } from '@outpace/engine/calling-lists/suppression.ts';
import {
  type InHand,
  keysOfPerson,
  obstacleToErasure,
  unexplained,
} from '@outpace/engine/compliance/erasure.ts';
import type { ErasurePreview, ErasureRow } from '@outpace/protocol/erasures.ts';
import type { DialerPort } from '../api/dialer-port.ts';
import { addAudit } from '../store/audit.ts';
import {
  countPerson,
  eraseIndexed,
  eraseSearched,
  type FoundPerson,
  findPerson,
  inHand,
  type StoredHand,
} from '../store/erasing.ts';
import { erasureRow, erasureRows, hashesOf, insertErasure, saveCheck } from '../store/erasures.ts';
import type { Queryable } from '../store/queryable.ts';
import { betweenLeases } from '../store/suppressions-in-hand.ts';
import { tracesIn } from '../store/traces.ts';
import { type Outcome, transact } from '../store/transaction.ts';
import { type ErasedFilesParts, removeErasedFiles } from './erased-files.ts';

export type ErasureParts = ErasedFilesParts & {
  /** Who knows which chains are in hand, whatever the store says. */
  readonly dialer: Pick<DialerPort, 'isWorkedOn' | 'isBuffered' | 'withdraw'>;
};

/** What is known of somebody, and what was erased of them before. Changes nothing. */
export async function previewErasure(
  parts: ErasureParts,
  asked: SuppressionKey,
): Promise<ErasurePreview> {
  const { pool, siteId } = parts;
  const found = await findPerson(pool, siteId, asked);
  const { person, chains, search } = found;
  const hashes = await hashesOf(pool, siteId, keysOfPerson(person));
  return {
    chains: chains.map(({ id, name, customerId, listName, phones }) => ({
      ...{ chainId: id, name, customerId: customerId ?? null, listName, phones: [...phones] },
    })),
    phones: [...person.phones],
    customerIds: [...person.customerIds],
    counts: await countPerson(pool, siteId, found),
    ...whoHolds(parts, found, await inHand(pool, siteId, found)),
    found: search === undefined ? [] : [...(await tracesIn(pool, siteId, search))],
    erasures: await erasureRows(pool, siteId, hashes),
  };
}

/**
 * Who is leased and waits in a buffer is worked on by nobody; but what is leased and lies nowhere
 * is on its way to the dialer. `withdrawn`: those that have just been taken out of a buffer.
 */
function whoHolds(
  { dialer }: ErasureParts,
  { chains }: FoundPerson,
  { leased, ...stored }: StoredHand,
  withdrawn: readonly ChainId[] = [],
): InHand {
  const isHeld = chains.some(({ id }) => dialer.isWorkedOn(chainId(id)));
  const isComing = leased.some((id) => !dialer.isBuffered(id) && !withdrawn.includes(id));
  return { ...stored, isWorkedOn: stored.isWorkedOn || isHeld || isComing };
}

export type ErasureOrder = {
  readonly asked: SuppressionKey;
  readonly reference: string;
  readonly keepSuppressed: boolean;
  /** Id of the administrator. */
  readonly by: string;
};

/**
 * Forgets one person in one transaction, and writes down that it was done; then removes the files
 * of their recordings and searches everything for what is left. Who waits in the buffer of a group
 * is taken out of it. Refused while somebody works on the person, or an import runs.
 */
export async function erasePerson(
  parts: ErasureParts,
  order: ErasureOrder,
): Promise<Outcome<ErasureRow>> {
  const { pool, siteId } = parts;
  const id = randomUUID();
  const erased = await transact(pool, { code: 'PERSON_IN_HAND' }, async (db) => {
    const first = await findPerson(db, siteId, order.asked);
    const early = obstacleToErasure(whoHolds(parts, first, await inHand(db, siteId, first)));
    if (early !== undefined) return fail(refusal(early));
    const searched = await eraseSearched(db, siteId, first);
    // From here on nobody is leased, so what is asked now stays so.
    await betweenLeases(db, siteId);
    const found = await findPerson(db, siteId, order.asked);
    // Refused after all, they are leased to nobody who knows of it, and come back when that ends.
    const withdrawn = await parts.dialer.withdraw(found.chains.map(({ id }) => chainId(id)));
    const hand = await inHand(db, siteId, found);
    const obstacle = obstacleToErasure(whoHolds(parts, found, hand, withdrawn));
    if (obstacle !== undefined) return fail(refusal(obstacle));
    await writeErasure(db, parts, { id, order, found, searched });
    return ok(found);
  });
  if (!erased.ok) return erased;
  await removeErasedFiles(parts);
  const { search } = erased.value;
  const traces = search === undefined ? [] : await tracesIn(pool, siteId, search);
  await saveCheck(pool, siteId, id, unexplained(traces, order.keepSuppressed));
  return ok(await erasureRow(pool, siteId, id));
}

async function writeErasure(
  db: Queryable,
  { siteId }: ErasureParts,
  made: {
    readonly id: string;
    readonly order: ErasureOrder;
    readonly found: FoundPerson;
    readonly searched: Awaited<ReturnType<typeof eraseSearched>>;
  },
): Promise<void> {
  const { id, order, found, searched } = made;
  const { by, reference, keepSuppressed } = order;
  const hashes = await hashesOf(db, siteId, keysOfPerson(found.person));
  const keep = { suppressed: keepSuppressed, by };
  const { counts, files } = await eraseIndexed(db, siteId, found, keep);
  const all = { ...searched, ...counts };
  await insertErasure(db, siteId, {
    ...{ id, by, reference, keepSuppressed, hashes, counts: all, files },
  });
  const detail = { reference, keepSuppressed };
  await addAudit(db, siteId, { by, what: 'person-erased', subject: id, detail });
}
