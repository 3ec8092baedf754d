import type { ErasedThing } from '@outpace/engine/compliance/erasure.ts';
import type { ErasurePreview, ErasureRow } from '@outpace/protocol/erasures.ts';
import type { Asked } from './saved.ts';

type Words = { readonly one: string; readonly many: string };

/** In the order of the page. */
const THINGS: Readonly<Record<ErasedThing, Words>> = {
  chains: { one: 'entry in a calling list', many: 'entries in calling lists' },
  records: { one: 'number to call', many: 'numbers to call' },
  callbacks: { one: 'promised callback', many: 'promised callbacks' },
  attempts: { one: 'attempt', many: 'attempts' },
  interactions: { one: 'interaction', many: 'interactions' },
  notes: { one: 'note', many: 'notes' },
  recordings: { one: 'recording', many: 'recordings' },
  'third-parties': { one: 'call as a third party', many: 'calls as a third party' },
  validations: { one: 'validation', many: 'validations' },
  'webhook-deliveries': { one: 'webhook delivery', many: 'webhook deliveries' },
  'import-errors': { one: 'refused row of an import', many: 'refused rows of imports' },
  'audit-details': { one: 'detail of the audit trail', many: 'details of the audit trail' },
  favourites: { one: 'favourite of an agent', many: 'favourites of agents' },
  keys: { one: 'key of a program outside', many: 'keys of programs outside' },
  suppressions: { one: 'do-not-call', many: 'do-not-calls' },
  'suppression-entries': {
    one: 'entry in a suppression list',
    many: 'entries in suppression lists',
  },
};

/** "2 attempts", of each thing that there is. */
export const countWords = (counts: ErasureRow['counts']): readonly string[] =>
  Object.entries(THINGS).flatMap(([thing, { one, many }]) => {
    const rows = counts[thing] ?? 0;
    return rows === 0 ? [] : `${rows} ${rows === 1 ? one : many}`;
  });

/** Where something was found, as whoever looks after the database calls it. */
export const traceWords = (found: ErasureRow['found']): string =>
  found.map(({ table, column, rows }) => `${table}.${column} (${rows})`).join(', ');

/** What the check after an erasure has said. */
export function checkWords({ checkedAt, found, filesLeft }: ErasureRow): string {
  const files =
    filesLeft === 0
      ? ''
      : ` ${filesLeft} ${filesLeft === 1 ? 'recording waits' : 'recordings wait'} for the switch.`;
  if (checkedAt === null) return `Not searched: the server ended before. Erase once more.${files}`;
  if (found.length === 0) return `A search of everything found nothing any more.${files}`;
  return `Still found in ${traceWords(found)}.${files}`;
}

/** Why the person cannot be erased now; undefined: nothing is in the way. */
export function obstacleWords({
  isWorkedOn,
  isImporting,
}: Pick<ErasurePreview, 'isWorkedOn' | 'isImporting'>): string | undefined {
  if (isWorkedOn) return 'This person is being called, offered or written about. Wait for its end.';
  if (isImporting) return 'An import is running and may bring this person back.';
  return undefined;
}

export const personKey = ({ kind, of }: Asked) =>
  kind === 'phone' ? { kind, phone: of } : { kind, customerId: of };
