import type { SuppressionListRow } from '@outpace/protocol/suppression-lists.ts';
import type { SuppressionFound } from '@outpace/protocol/suppressions.ts';
import { formatPhone } from '../ui/phone-text.ts';
import { formatMoment } from '../ui/time-text.ts';

type Named = { readonly id: string; readonly name: string };

/** What scopes are called by. */
export type ScopeNames = {
  readonly callingLists: readonly Named[];
  readonly campaigns: readonly Named[];
};

type Scope = Pick<SuppressionListRow, 'callingListId' | 'campaignIds'>;

/** Whom it concerns: `everybody`, the contacts of one calling list, or calls of some campaigns. */
export function scopeWords({ callingListId, campaignIds }: Scope, names: ScopeNames): string {
  if (campaignIds !== null) return campaignWords(campaignIds, names.campaigns);
  if (callingListId === null) return 'everybody';
  const name = names.callingLists.find(({ id }) => id === callingListId)?.name;
  return name === undefined ? 'one calling list' : `contacts of ${name}`;
}

function campaignWords(ids: readonly string[], campaigns: readonly Named[]): string {
  if (ids.length === 0) return 'no campaign any more';
  const [first] = ids;
  const known = campaigns.find(({ id }) => id === first)?.name;
  if (ids.length > 1) return `calls of ${ids.length} campaigns`;
  return known === undefined ? 'calls of one campaign' : `calls of ${known}`;
}

/** Everybody's calls: what was asked in a call, or a list for no calling list and campaign. */
export const isForEverybody = (list: Scope | null): boolean =>
  list === null || (list.callingListId === null && list.campaignIds === null);

/** What goes with a list that is removed. */
export const removalWords = (entries: number): string =>
  entries === 0
    ? 'Nobody is on it.'
    : `${entriesWords(entries)} ${entries === 1 ? 'goes' : 'go'} with it.`;

/** `for good`, `until tomorrow 09:00`, `ended 3 Oct 2025 09:00`; the reader's own time. */
export function endWords(endsAt: string | null, now: number): string {
  if (endsAt === null) return 'for good';
  const at = Date.parse(endsAt);
  return `${at > now ? 'until' : 'ended'} ${formatMoment(at, now)}`;
}

export const entriesWords = (entries: number): string =>
  entries === 1 ? '1 entry' : `${entries.toLocaleString('en-GB')} entries`;

/** The second line of a list. */
export const listLine = (row: SuppressionListRow, names: ScopeNames, now: number): string => {
  const { entries, endsAt, inForce } = row;
  const ends = endsAt === null ? [] : [endWords(endsAt, now)];
  const words = [entriesWords(entries), scopeWords(row, names), ...ends];
  return [...(inForce ? [] : ['out of force']), ...words].join(' · ');
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

/** The day on which a moment falls where the reader is, as a field for days has it; empty: none. */
export const dayOf = (at: string | null): string =>
  at === null ? '' : new Date(at).toLocaleDateString('sv-SE');

/** The day after today where the reader is, as a field for days wants it. */
export const tomorrow = (now: number): string =>
  new Date(now + 86_400_000).toLocaleDateString('sv-SE');
