import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { fictionPhone } from '../lists.ts';

const BANK_CONTACTS = join(import.meta.dirname, '..', 'demo', 'bank-marketing.csv.gz');

/**
 * Writes the real bank contacts as a file that can be imported: the same rows, with a customer id
 * and a number made up from the ranges reserved for fiction. Returns how many people are in it.
 */
export async function writeBankFile(path: string): Promise<number> {
  const lines = createInterface({ input: createReadStream(BANK_CONTACTS).pipe(createGunzip()) });
  const written: string[] = [];
  for await (const line of lines) {
    const n = written.length;
    written.push(n === 0 ? `customer_id,phone,${line}` : `B${n},${fictionPhone(n)},${line}`);
  }
  await writeFile(path, `${written.join('\n')}\n`);
  return written.length - 1;
}
