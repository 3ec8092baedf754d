import { assert, must } from '../basics/assert.ts';
import type { CallingListId, ChainId, RecordId } from '../basics/ids.ts';
import type { PhoneNumber } from '../basics/phone-number.ts';
import type { Instant } from '../basics/time.ts';
import type { CallingRecord } from './record.ts';
import type { TreatmentPosition } from './treatment.ts';

/** The records of one person in calling order: what is leased, dialed and finished as a unit. */
export type Chain = {
  readonly id: ChainId;
  readonly listId: CallingListId;
  readonly listName: string;
  /** Empty when the list names nobody. */
  readonly contactName: string;
  readonly customerId: string | undefined;
  /** In calling order, at least one. */
  readonly records: readonly CallingRecord[];
  /** Index in `records` of the one to dial. */
  readonly position: number;
  readonly treatment: TreatmentPosition | undefined;
  /** Not before this moment. */
  readonly dueAt: Instant;
  /** The engine's right to this chain ends here, unless renewed. */
  readonly leaseUntil: Instant;
  /**
   * Leased by an agent's manual call though the dialer was done with it, or never had it: closed
   * again whatever comes of the call, so that only agents ever call it.
   */
  readonly isClosed?: true;
};

export const recordToDial = (chain: Chain): CallingRecord =>
  must(chain.records[chain.position], `record ${chain.position} of chain ${chain.id}`);

/** The same chain with its current record replaced. */
export const withRecord = (chain: Chain, record: CallingRecord): Chain => ({
  ...chain,
  records: chain.records.map((other) => (other.id === record.id ? record : other)),
});

/** The same chain with this number as the one to dial. */
export function calledAt(chain: Chain, phone: PhoneNumber): Chain {
  const found = chain.records.find((record) => record.phone === phone);
  return calledOn(chain, must(found, `the number to call in chain ${chain.id}`).id);
}

/** The same chain with this record as the one to dial; its plan begins anew on another record. */
export function calledOn(chain: Chain, recordId: RecordId): Chain {
  const position = chain.records.findIndex((record) => record.id === recordId);
  assert(position >= 0, `record ${recordId} is of chain ${chain.id}`);
  if (position === chain.position) return chain;
  return { ...chain, position, treatment: undefined };
}

export const hasNext = (chain: Chain): boolean => chain.position + 1 < chain.records.length;
