import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { FieldValue } from '@outpace/engine/calling-lists/record.ts';
import { parse } from 'csv-parse/sync';
import type { Chance } from './chance.ts';
import { FIRST_NAMES, LAST_NAMES } from './demo-people.ts';
import { type DemoPhone, fictionalPhones } from './demo-phones.ts';

/** One person of the demo list: the data are real, the name and the numbers made up. */
export type DemoContact = {
  readonly name: string;
  readonly customerId: string;
  /** In calling order; one in ten has a second. */
  readonly phones: readonly (DemoPhone & { readonly kind: 'home' | 'mobile' })[];
  readonly fields: Readonly<Record<string, FieldValue>>;
};

/** One in so many has a mobile number besides. */
const SECOND_NUMBER_OF = 10;

/**
 * Makes `count` persons, or as many as there are rows, from all over the gzipped file: its rows
 * are in the order of the calls, and the first thousands are all of one month.
 */
export async function demoContacts(
  dataFile: string,
  count: number,
  chance: Chance,
): Promise<readonly DemoContact[]> {
  const rows: Record<string, string>[] = parse(gunzipSync(await readFile(dataFile)), {
    columns: true,
  });
  const phones = fictionalPhones();
  const wanted = Math.min(count, rows.length);
  return Array.from({ length: wanted }, (_, index): DemoContact => {
    const row = rows[Math.floor((index * rows.length) / wanted)] ?? {};
    const first = phones.next().value;
    const hasSecond = chance.below(SECOND_NUMBER_OF) === 0;
    const kind = row.contact === 'cellular' ? 'mobile' : 'home';
    return {
      name: `${pick(FIRST_NAMES, chance)} ${pick(LAST_NAMES, chance)}`,
      customerId: `C${String(index + 1).padStart(5, '0')}`,
      phones: [
        { ...first, kind },
        // A person has one clock: the second number keeps the zone of the first.
        ...(hasSecond
          ? [{ phone: phones.next().value.phone, zone: first.zone, kind: 'mobile' as const }]
          : []),
      ],
      fields: fieldsOf(row),
    };
  });
}

const pick = (names: readonly string[], chance: Chance): string =>
  names[chance.below(names.length)] ?? '';

/** The columns of the file under the keys of the list, each with its type. */
function fieldsOf(row: Readonly<Record<string, string>>): Readonly<Record<string, FieldValue>> {
  const text = (column: string): string => row[column] ?? '';
  const number = (column: string): number => Number(text(column));
  const yes = (column: string): boolean => text(column) === 'yes';
  return {
    age: number('age'),
    job: text('job'),
    marital: text('marital'),
    education: text('education'),
    balance: number('balance'),
    has_credit: yes('has_credit'),
    has_housing: yes('has_housing'),
    has_loan: yes('has_loan'),
    last_contact: `${text('day')} ${text('month')}`,
    last_talk_seconds: number('duration'),
    contacts_made: number('campaign'),
    days_since: number('pdays'),
    contacts_before: number('previous'),
    outcome_before: text('poutcome'),
  };
}
