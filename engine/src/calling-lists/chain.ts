import { assert, must } from '../basics/assert.ts';
import type { CallingListId, ChainId, RecordId } from '../basics/ids.ts';
import type { PhoneNumber } from '../basics/phone-number.ts';
import type { Instant } from '../basics/time.ts';
import type { PastAttempt } from './past-attempt.ts';
import type { CallingRecord } from './record.ts';
import { isOut, isUsedUp, isWaiting } from './record.ts';
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
  /** Its numbers that the store held as suppressed when it was leased; none when left out. */
  readonly suppressed?: readonly PhoneNumber[];
  /** What limits ask for, as it was when the chain was leased; left out where nobody asked. */
  readonly past?: readonly PastAttempt[];
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

/** Where a chain goes on, and whether for that it begins again from its first number. */
export type NextPlace = {
  readonly place: number;
  readonly record: CallingRecord;
  readonly isBegunAgain: boolean;
};

/** Which time the chain is gone through, and how often it may be. */
export type Pass = { readonly pass: number; readonly passes: number };

/**
 * The next number that may be dialed. Until the last pass the first comes again after the last one;
 * once begun again, a chain is that of the numbers which wait for another turn.
 */
export function nextPlace(
  { records, position }: Pick<Chain, 'records' | 'position'>,
  attemptsMax: number,
  { pass, passes }: Pass,
): NextPlace | undefined {
  const places = records
    .map((record, place) => ({ record, place }))
    .filter(({ record }) => !isUsedUp(record, attemptsMax) && !isOut(record));
  const further = places.find(
    ({ record, place }) => place > position && (pass === 1 || isWaiting(record)),
  );
  if (further !== undefined) return { ...further, isBegunAgain: false };
  if (pass >= passes) return undefined;
  const waits = places.find(({ record, place }) => place < position && isWaiting(record));
  return waits && { ...waits, isBegunAgain: true };
}

/** The same chain with this record as the one to dial; a new one joins the person's numbers. */
export function turnedTo(chain: Chain, record: CallingRecord): Chain {
  const at = chain.records.findIndex(({ id }) => id === record.id);
  if (at >= 0) return { ...withRecord(chain, record), position: at };
  return { ...chain, records: [...chain.records, record], position: chain.records.length };
}

/** Why a chain may not be called any more, whoever has it in hand. */
export type TakenBack = 'cancelled' | 'suppressed';
