import type { Readable } from 'node:stream';
import type { Pool, PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';

/**
 * What a query finds, as CSV, streamed by the database itself: nothing of it gathers here. COPY
 * takes no parameters, so the query is written with a client at hand that can escape them. The
 * stream must be read or destroyed, since it holds a connection until then.
 */
export async function copyOut(
  pool: Pool,
  query: (client: PoolClient) => string,
  heads: 'with-heads' | 'rows-only',
): Promise<Readable> {
  const client = await pool.connect();
  const options = heads === 'with-heads' ? 'format csv, header' : 'format csv';
  const stream = client.query(copyTo(`copy (${query(client)}) to stdout with (${options})`));
  // A reader that goes away leaves the COPY half way: such a connection is closed, not reused.
  // Readers hear of a failure themselves; without these two, one that comes after the last reader
  // has gone would end the process.
  const ignoreBreak = (): void => undefined;
  stream.on('error', ignoreBreak);
  client.on('error', ignoreBreak);
  stream.once('close', () => {
    const whole = stream.readableEnded;
    if (whole) client.off('error', ignoreBreak);
    client.release(!whole);
  });
  return stream;
}

/** What a spreadsheet takes for the beginning of a formula (OWASP: CSV injection). */
const FORMULA = '^[=+@\\t\\r\\n\\uFF1D\\uFF0B\\uFF0D\\uFF20-]';
/** What begins so and is only a quantity or a number to dial. */
const NUMBER = '^[+-]?[0-9]+([.][0-9]+)?$';

/**
 * A cell that no spreadsheet runs: strangers wrote what is in it. The quotation mark in front makes
 * it text; plain numbers have none, so that the file can be brought in again.
 */
export const harmless = (column: string): string =>
  `case when ${column} ~ '${FORMULA}' and ${column} !~ '${NUMBER}'
    then '''' || ${column} else ${column} end`;

/** The same for a word of ours in a head line, quoted as CSV wants it. */
export function harmlessHead(text: string): string {
  const isFormula = new RegExp(FORMULA).test(text) && !new RegExp(NUMBER).test(text);
  const safe = isFormula ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
