import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const HEADER =
  'age,job,marital,education,has_credit,balance,has_housing,has_loan,contact,day,month,duration,' +
  'campaign,pdays,previous,poutcome,deposit';

/** A file like that of the demo, with so many rows; the age of each is its place. */
export function contactsFile(rows: number): { readonly path: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'outpace-demo-'));
  const path = join(folder, 'contacts.csv.gz');
  const lines = Array.from({ length: rows }, (_, place) => {
    const contact = place % 2 === 0 ? 'cellular' : 'telephone';
    const before = `${place},management,married,tertiary,no,-12,yes,no`;
    return `${before},${contact},5,may,261,1,-1,0,other,no`;
  });
  writeFileSync(path, gzipSync([HEADER, ...lines].join('\n')));
  return { path, remove: () => rmSync(folder, { recursive: true }) };
}
