import { Readable } from 'node:stream';
import type { SiteId } from '@outpace/engine/basics/ids.ts';
import { CALL_RESULTS } from '@outpace/engine/calling-lists/call-result.ts';
import {
  CONTACT_TYPES,
  RECORD_STATUSES,
  RECORD_TYPES,
} from '@outpace/engine/calling-lists/record.ts';
import type { ListField } from '@outpace/protocol/calling-lists.ts';
import type { Pool, PoolClient } from 'pg';
import { isoText } from '../store/sql-text.ts';
import { copyOut, harmless, harmlessHead } from './copy-out.ts';

/** One column of a file: its head, and what stands below it in SQL. */
type Column = readonly [head: string, value: string];

/** The list to export. */
export type ExportOf = {
  readonly site: SiteId;
  readonly listId: string;
  readonly fields: readonly ListField[];
};

/**
 * Every record of a list as it stands, with the last thing an agent said of it, as CSV in the order
 * of the records. The stream must be read or destroyed.
 */
export const recordsFile = (pool: Pool, of: ExportOf): Promise<Readable> =>
  fileOf(pool, [...RECORD, ...STATE, ...LAST_WORD, ...of.fields.map(fieldColumn)], (client) => ({
    from: `records r join chains c on c.site = r.site and c.id = r.chain_id
      left join lateral (
        select * from interactions i
        where i.site = r.site and i.chain_id = r.chain_id and i.record_id = r.id
        order by i.opened_at desc, i.id desc limit 1
      ) i on true
      left join users u on u.site = i.site and u.id = i.agent_id`,
    where: ofList(client, of),
    order: 'r.id',
  }));

/** Every attempt of the records of a list with what became of it, as CSV in the order of time. */
export const attemptsFile = (pool: Pool, of: ExportOf): Promise<Readable> =>
  fileOf(pool, [...RECORD, ...ATTEMPT], (client) => ({
    from: `records r join chains c on c.site = r.site and c.id = r.chain_id
      join attempts a on a.site = r.site and a.chain_id = r.chain_id and a.record_id = r.id
      left join interactions i on i.site = a.site and i.attempt_id = a.id
      left join campaigns p on p.site = a.site and p.id = a.campaign_id
      left join users u on u.site = a.site and u.id = coalesce(i.agent_id, a.agent_id)`,
    where: ofList(client, of),
    order: 'a.opened_at, a.id',
  }));

type Parts = { readonly from: string; readonly where: string; readonly order: string };

async function fileOf(
  pool: Pool,
  columns: readonly Column[],
  parts: (client: PoolClient) => Parts,
): Promise<Readable> {
  // Written here, since a head of COPY is a name of the database, which is short.
  const heads = `${columns.map(([head]) => harmlessHead(head)).join(',')}\n`;
  const values = columns.map(([, value]) => value).join(', ');
  const rows = await copyOut(
    pool,
    (client) => {
      const { from, where, order } = parts(client);
      return `select ${values} from ${from} where ${where} order by ${order}`;
    },
    'rows-only',
  );
  return headed(heads, rows);
}

/** The rows below their heads; whoever leaves the file leaves the rows. */
function headed(heads: string, rows: Readable): Readable {
  const file = Readable.from(
    (async function* () {
      yield Buffer.from(heads);
      yield* rows;
    })(),
    { objectMode: false },
  );
  // A file that nobody began to read has not begun to read the rows either.
  file.once('close', () => rows.destroy());
  return file;
}

const ofList = (client: PoolClient, { site, listId }: ExportOf): string =>
  `r.site = ${client.escapeLiteral(site)} and r.list_id = ${client.escapeLiteral(listId)}`;

/** The word of an enumeration that is kept by number. The words are ours and plain. */
const wordOf = (words: readonly string[], column: string): string =>
  `(array[${words.map((word) => `'${word}'`).join(',')}])[${column} + 1]`;

const resultOf = (column: string): string => wordOf(CALL_RESULTS, column);

const fieldColumn = ({ key, label }: ListField): Column => {
  // A key is a small word, as its schema says; anything else must not get into a statement.
  if (!/^[a-z][a-z0-9_]*$/.test(key)) throw new Error(`bug: field key ${key}`);
  return [label, harmless(`(r.fields->>'${key}')`)];
};

const RECORD: readonly Column[] = [
  ['Record', 'r.id'],
  ['Chain', 'r.chain_id'],
  ['Place in chain', 'r.chain_n'],
  ['Name', harmless('c.contact_name')],
  ['Customer id', harmless('c.customer_id')],
  ['Phone', 'r.phone'],
];

const STATE: readonly Column[] = [
  ['Kind of number', wordOf(CONTACT_TYPES, 'r.contact_type')],
  ['Time zone', 'r.zone'],
  ['Daily from', timeText('r.daily_from')],
  ['Daily till', timeText('r.daily_till')],
  ['Record type', wordOf(RECORD_TYPES, 'r.record_type')],
  ['Record status', wordOf(RECORD_STATUSES, 'r.record_status')],
  ['Call result', resultOf('r.call_result')],
  ['Attempts', 'r.attempts'],
  ['Last called at', isoText('r.called_at')],
  ['Next call at', isoText('c.due_at')],
  ['State', 'c.state'],
];

const LAST_WORD: readonly Column[] = [
  ['Agent', harmless('u.display_name')],
  ['Call result by agent', resultOf('i.call_result')],
  ['Disposition', harmless('i.disposition_code')],
  ['Do not call', 'i.do_not_call'],
  ['Note', harmless('i.note')],
];

const ATTEMPT: readonly Column[] = [
  ['Attempt', 'a.id'],
  ['Dialed', 'a.phone'],
  ['Campaign', harmless('p.name')],
  ['Dialing mode', 'a.mode'],
  ['Opened at', isoText('a.opened_at')],
  ['Answered at', isoText('a.answered_at')],
  ['Connected at', isoText('a.connected_at')],
  ['Ended at', isoText('a.ended_at')],
  ['Call result', resultOf('a.call_result')],
  ...LAST_WORD,
];

/** Seconds since midnight as the import reads them: `09:30`, with its seconds where it has any. */
function timeText(column: string): string {
  const padded = (part: string): string => `lpad((${part})::text, 2, '0')`;
  const [hours, minutes] = [padded(`${column} / 3600`), padded(`${column} / 60 % 60`)];
  const seconds = padded(`${column} % 60`);
  const after = `case when ${column} % 60 = 0 then '' else ':' || ${seconds} end`;
  return `${hours} || ':' || ${minutes} || ${after}`;
}
