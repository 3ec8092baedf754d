import type { AgentId, ChainId, RecordId } from '../basics/ids.ts';
import type { PhoneNumber } from '../basics/phone-number.ts';
import type { Instant } from '../basics/time.ts';
import type { CallResult } from './call-result.ts';

/** record_type of the calling list format; the order gives the numbers of the published API. */
export const RECORD_TYPES = [
  'no-record-type',
  'unknown',
  'general',
  'campaign-rescheduled',
  'personal-rescheduled',
  'personal-callback',
  'campaign-callback',
  'no-call',
] as const;
export type RecordType = (typeof RECORD_TYPES)[number];

/** record_status of the calling list format; the order gives the numbers of the published API. */
export const RECORD_STATUSES = [
  'no-record-status',
  'ready',
  'retrieved',
  'updated',
  'stale',
  'cancelled',
  'agent-error',
  'chain-updated',
  'missed-callback',
  'chain-ready',
  'delegated',
] as const;
export type RecordStatus = (typeof RECORD_STATUSES)[number];

/** contact_info_type of the calling list format; the order gives the published numbers. */
export const CONTACT_TYPES = [
  'none',
  'home',
  'direct-business',
  'business-with-extension',
  'mobile',
  'vacation',
  'pager',
  'modem',
  'voice-mail',
  'pin-pager',
  'e-mail',
  'instant-messaging',
] as const;
export type ContactType = (typeof CONTACT_TYPES)[number];

/** Dates are ISO 8601 text; the field's definition says how to read and show a value. */
export type FieldValue = string | number | boolean | null;

/** One row of a calling list: one number of one person, with its own window and zone. */
export type CallingRecord = {
  readonly id: RecordId;
  /** Place in the chain, from 0. */
  readonly chainN: number;
  readonly phone: PhoneNumber;
  readonly contactType: ContactType;
  readonly type: RecordType;
  readonly status: RecordStatus;
  readonly callResult: CallResult;
  /** Attempts made, technical errors not counted. */
  readonly attempts: number;
  /** IANA zone of the person, e.g. `America/New_York`. */
  readonly zone: string;
  /** Earliest time of day in that zone, seconds since local midnight, 0..86400. */
  readonly dailyFrom: number;
  /** Latest time of day in that zone, exclusive, seconds since local midnight, 0..86400. */
  readonly dailyTill: number;
  readonly calledAt: Instant | undefined;
  /** Who has promised to call back: the owner where the callback is personal. */
  readonly agentId: AgentId | undefined;
  readonly fields: Readonly<Record<string, FieldValue>>;
};

/** The name under which one agent holds one record; dies with the final answer or the unload. */
export type RecordHandle = { readonly chainId: ChainId; readonly recordId: RecordId };

/** A number that the person gave in a call: of the same list, zone and hours as the one called. */
export const newNumber = (
  id: RecordId,
  phone: PhoneNumber,
  chainN: number,
  { zone, dailyFrom, dailyTill }: Pick<CallingRecord, 'zone' | 'dailyFrom' | 'dailyTill'>,
): CallingRecord => ({
  id,
  chainN,
  phone,
  contactType: 'none',
  type: 'general',
  status: 'ready',
  callResult: 'unknown',
  attempts: 0,
  zone,
  dailyFrom,
  dailyTill,
  calledAt: undefined,
  agentId: undefined,
  fields: {},
});

/** What of a record tells whose promise it is. */
type Kept = Pick<CallingRecord, 'type' | 'agentId'>;

/** Whose callback this is; undefined when anybody may call. */
export const ownerOf = ({ type, agentId }: Kept): AgentId | undefined =>
  type === 'personal-callback' || type === 'personal-rescheduled' ? agentId : undefined;

/** Promised to the person for a time. */
export const isCallback = ({ type }: Pick<CallingRecord, 'type'>): boolean =>
  type === 'personal-callback' || type === 'campaign-callback';

/** A callback, or one that its owner goes on trying. */
export const isPromise = (record: Kept): boolean =>
  isCallback(record) || ownerOf(record) !== undefined;

/** Whose word it is, whoever calls: in their list until it is kept. */
export const promiserOf = (record: CallingRecord): AgentId | undefined =>
  isPromise(record) ? record.agentId : undefined;

/** Never dialed again, whatever becomes of the rest of its chain. */
export const isOut = ({ type, status }: CallingRecord): boolean =>
  type === 'no-call' || OUT.has(status);

/** Whoever is outside has it, and nobody dials it meanwhile. */
export const isDelegated = ({ status }: CallingRecord): boolean => status === 'delegated';

const OUT = new Set<RecordStatus>(['cancelled', 'agent-error', 'delegated']);

/** Dialed as often as its list allows; `attemptsMax` counts on one record. */
export const isUsedUp = ({ attempts }: CallingRecord, attemptsMax: number): boolean =>
  attempts >= attemptsMax;

/** Its turn comes, or comes again. */
export const isWaiting = ({ status }: CallingRecord): boolean =>
  status === 'ready' || status === 'chain-ready';
