import type { CallingListRow } from '@outpace/protocol/calling-lists.ts';
import type { SuppressionListRow } from '@outpace/protocol/suppression-lists.ts';
import type { SuppressionFound } from '@outpace/protocol/suppressions.ts';
import { formatPhone } from '../ui/phone-text.ts';
import { formatMoment } from '../ui/time-text.ts';

type ListName = Pick<CallingListRow, 'id' | 'name'>;

/** Whom it concerns: `everybody`, or the contacts of one calling list. */
export function scopeWords(
  callingListId: string | null,
  callingLists: readonly ListName[],
): string {
  if (callingListId === null) return 'everybody';
  const name = callingLists.find(({ id }) => id === callingListId)?.name;
  return name === undefined ? 'one calling list' : `contacts of ${name}`;
}

/** `for good`, `until tomorrow 09:00`, `ended 3 Oct 2025 09:00`; the reader's own time. */
export function endWords(endsAt: string | null, now: number): string {
  if (endsAt === null) return 'for good';
  const at = Date.parse(endsAt);
  return `${at > now ? 'until' : 'ended'} ${formatMoment(at, now)}`;
}

export const entriesWords = (entries: number): string =>
  entries === 1 ? '1 entry' : `${entries.toLocaleString('en-GB')} entries`;

/** The second line of a list. */
export const listLine = (
  { entries, callingListId, endsAt }: SuppressionListRow,
  callingLists: readonly ListName[],
  now: number,
): string => {
  const words = [entriesWords(entries), scopeWords(callingListId, callingLists)];
  return [...words, ...(endsAt === null ? [] : [endWords(endsAt, now)])].join(' · ');
};

export const keyWords = (kind: 'phone' | 'customer', value: string): string =>
  kind === 'phone' ? formatPhone(value) : `Customer ${value}`;

/** Where it stands; a customer is named where a number was asked. */
export function sourceWords({ list, kind, value }: SuppressionFound): string {
  const where = list === null ? 'Do not call' : `On the list ${list.name}`;
  return kind === 'customer' ? `${where}, as customer ${value}` : where;
}

/** Who said it, and why. */
export const saidWords = (reason: string, addedBy: string): string =>
  [reason || 'No reason was kept', ...(addedBy === '' ? [] : [addedBy])].join(' · ');

/** The beginning of a day such as `2026-12-24` where the reader is, ISO 8601; null for no day. */
export const dayStart = (day: string): string | null =>
  day === '' ? null : new Date(`${day}T00:00`).toISOString();

/** The day after today where the reader is, as a field for days wants it. */
export const tomorrow = (now: number): string =>
  new Date(now + 86_400_000).toLocaleDateString('sv-SE');
