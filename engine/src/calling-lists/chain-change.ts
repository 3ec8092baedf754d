import { unreachable } from '../basics/assert.ts';
import type { RecordId } from '../basics/ids.ts';
import type { PhoneNumber } from '../basics/phone-number.ts';
import type { Refusal } from '../basics/refusal.ts';
import { refusal } from '../basics/refusal.ts';
import type { Result } from '../basics/result.ts';
import { fail, ok } from '../basics/result.ts';
import type { Instant } from '../basics/time.ts';
import { after, hours } from '../basics/time.ts';
import type { Chain } from './chain.ts';
import { recordToDial } from './chain.ts';
import type { ChainAfter } from './chain-outcome.ts';
import { callbackMoved, finishedUndialed, putOff } from './chain-outcome.ts';
import type { CallingRecord, FieldValue } from './record.ts';
import { isDelegated, isOut, isPromise, newNumber } from './record.ts';
import { isSuppressed } from './suppression.ts';

/** What somebody outside of the calls may make of a chain that waits to be called. */
export type ChainChange =
  /** It is dealt with: nobody is called any more. */
  | { readonly type: 'finish' }
  /** Nobody is called before this moment; undefined: now, or as soon as their hours allow it. */
  | { readonly type: 'reschedule'; readonly dueAt: Instant | undefined }
  /** One more number of the person, called after the others. */
  | { readonly type: 'add-number'; readonly phone: PhoneNumber }
  /** The person has this number in place of that of the record. */
  | {
      readonly type: 'change-number';
      readonly recordId: RecordId;
      readonly phone: PhoneNumber;
    }
  | SetFields;

/** What is known beside numbers; undefined record: of each of them. `null` empties a field. */
export type SetFields = {
  readonly type: 'set-fields';
  readonly recordId?: RecordId | undefined;
  readonly fields: Readonly<Record<string, FieldValue>>;
};

export type ChainChangeFacts = {
  readonly suppressed: ReadonlyMap<string, unknown>;
  readonly at: Instant;
  readonly newId: RecordId;
};

/** Numbers of one person, those that are not called any more among them. */
const NUMBERS_MAX = 20;
/** Further ahead nobody can mean it. */
const AHEAD_MAX = hours(24 * 366);

/** One field of one record that is another one now. */
export type FieldSet = {
  readonly recordId: RecordId;
  readonly key: string;
  readonly value: FieldValue;
};

export type WithFields = { readonly chain: Chain; readonly set: readonly FieldSet[] };

/** The chain with its new fields, and which of them were not so already. */
export function withFields(
  chain: Chain,
  { recordId, fields }: SetFields,
): Result<WithFields, Refusal> {
  const isMeant = ({ id }: CallingRecord): boolean => recordId === undefined || id === recordId;
  if (!chain.records.some(isMeant)) return fail(refusal('NUMBER_UNKNOWN'));
  const set = chain.records.filter(isMeant).flatMap((record) =>
    Object.entries(fields)
      .filter(([key, value]) => (record.fields[key] ?? null) !== value)
      .map(([key, value]): FieldSet => ({ recordId: record.id, key, value })),
  );
  const records = chain.records.map((record) =>
    isMeant(record) ? { ...record, fields: { ...record.fields, ...fields } } : record,
  );
  return ok({ chain: { ...chain, records }, set });
}

/**
 * The chain as it is to be, or why it stays as it is. What is so already is done once more without
 * a change: whoever asks again because an answer was lost is not refused.
 */
export function chainChanged(
  chain: Chain,
  change: Exclude<ChainChange, SetFields>,
  facts: ChainChangeFacts,
): Result<ChainAfter, Refusal> {
  if (change.type === 'finish') return ok(finishedUndialed(chain, facts.at));
  // The group that keeps a promise, and whoever gave it, would not hear of it.
  if (isPromise(recordToDial(chain))) return fail(refusal('RECORD_PROMISED'));
  switch (change.type) {
    case 'reschedule':
      return rescheduled(chain, change.dueAt, facts.at);
    case 'add-number':
      return added(chain, change.phone, facts);
    case 'change-number':
      return changed(chain, change.recordId, change.phone, facts);
    default:
      return unreachable(change);
  }
}

/** Also gives back what was delegated. */
function rescheduled(
  chain: Chain,
  dueAt: Instant | undefined,
  at: Instant,
): Result<ChainAfter, Refusal> {
  const record = {
    ...recordToDial(chain),
    type: 'campaign-rescheduled',
    status: 'ready',
  } as const;
  if (dueAt === undefined) return ok(callbackMoved(chain, record, at));
  if (dueAt <= at) return fail(refusal('CALLBACK_IN_PAST'));
  if (dueAt > after(at, AHEAD_MAX)) return fail(refusal('INVALID_PARAMETER'));
  return ok(callbackMoved(chain, record, dueAt));
}

function added(
  chain: Chain,
  phone: PhoneNumber,
  facts: ChainChangeFacts,
): Result<ChainAfter, Refusal> {
  const { records } = chain;
  if (records.some((record) => record.phone === phone && !isOut(record))) {
    return ok(putOff(chain, chain.dueAt));
  }
  const record = newNumber(facts.newId, phone, records.length, recordToDial(chain));
  const problem = newProblem(chain, record, facts);
  if (problem !== undefined) return fail(problem);
  return ok({ ...putOff(chain, chain.dueAt), added: [record] });
}

function changed(
  chain: Chain,
  recordId: RecordId,
  phone: PhoneNumber,
  facts: ChainChangeFacts,
): Result<ChainAfter, Refusal> {
  const { records } = chain;
  const old = records.find(({ id }) => id === recordId);
  if (old === undefined) return fail(refusal('NUMBER_UNKNOWN'));
  if (old.phone === phone) return ok(putOff(chain, chain.dueAt));
  // Asked for once more: this record was put in its place.
  const known = records.find((record) => record.phone === phone && !isOut(record));
  if (isOut(old) && !isDelegated(old)) {
    return known === undefined ? fail(refusal('NUMBER_UNKNOWN')) : ok(putOff(chain, chain.dueAt));
  }
  const { contactType, type } = old;
  const number = newNumber(facts.newId, phone, records.length, old);
  const record = known ?? { ...number, contactType, type };
  const problem = known === undefined ? newProblem(chain, record, facts) : undefined;
  if (problem !== undefined) return fail(problem);
  const isNext = recordToDial(chain).id === old.id;
  const place = known === undefined ? records.length : records.indexOf(known);
  return ok({
    ...putOff(chain, chain.dueAt),
    ...(isNext ? { position: place, treatment: undefined } : {}),
    records: [{ ...old, status: 'cancelled' }],
    ...(known === undefined ? { added: [record] } : {}),
  });
}

function newProblem(
  chain: Chain,
  record: ReturnType<typeof newNumber>,
  { suppressed }: ChainChangeFacts,
): Refusal | undefined {
  // Whichever campaign may call: those that may not are asked at the dial.
  const isBarred = isSuppressed(chain, record, suppressed, undefined);
  if (isBarred) return refusal('NUMBER_SUPPRESSED', record.phone);
  return chain.records.length >= NUMBERS_MAX ? refusal('TOO_MANY') : undefined;
}
