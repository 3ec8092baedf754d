import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, assert, beforeAll, expect, test } from 'vitest';
import { type FileLook, lookAtFile } from './import-file.ts';
import type { ListDefaults } from './import-row.ts';

const list: ListDefaults = {
  defaultCountry: 'US',
  defaultZone: 'America/New_York',
  dailyFrom: 0,
  dailyTill: 86_400,
  fields: [{ key: 'age', label: 'Age', type: 'number', choices: [] }],
};

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outpace-look-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function fileOf(text: string | Buffer): Promise<string> {
  const path = join(folder, 'file.csv');
  await writeFile(path, text);
  return path;
}

async function lookAt(text: string | Buffer): Promise<FileLook> {
  const look = await lookAtFile(await fileOf(text), list);
  assert(look.ok);
  return look.value;
}

const targetsOf = (look: FileLook): string => look.suggested.columns.map((c) => c.target).join(' ');

// biome-ignore format: a table
test.each<[why: string, text: string, separator: string, header: boolean, targets: string]>([
  ['commas',          'Phone,Name\n2125550142,Ada\n',        ',',  true,  'phone contact-name'],
  ['semicolons',      'Phone;Name\n2125550142;B, Ada\n',     ';',  true,  'phone contact-name'],
  ['tabs',            'Phone\tName\n2125550142\tAda\n',      '\t', true,  'phone contact-name'],
  ['bars',            'Phone|Name\n2125550142|Ada\n',        '|',  true,  'phone contact-name'],
  ['numbers only',    '2125550142\n2125550143\n',            ',',  false, 'phone'],
  ['no header',       '2125550142,Ada\n2125550143,Bo\n',     ',',  false, 'phone field:column_2'],
  ['a number by what it holds', 'Who,Line\nAda,212-555-0142\n', ',', true, 'field:who phone'],
  ['a number by its name',      'Mobile,X\nsecret,5\n',      ',',  true,  'phone field:x'],
  ['the kind is not the number',
    'Phone Type,Phone\nmobile,2125550142\nwork,2125550143\n', ',', true, 'contact-type phone'],
  ['a field of the list',       'Phone,AGE\n2125550142,41\n', ',', true, 'phone field:age'],
  ['a zone',                    'Phone,Time zone\n2125550142,UTC\n', ',', true, 'phone zone'],
  ['a zone that is none',       'Phone,Zone\n2125550142,north\n', ',', true, 'phone field:zone'],
  ['first, last and when',      'Tel,First name,Surname,From,Until\n2125550142,A,B,9:00,17:00\n',
    ',', true, 'phone first-name last-name daily-from daily-till'],
  ['an empty column is left out', 'Phone,Fax\n2125550142,\n', ',', true, 'phone skip'],
  ['names that would be one key', 'Phone,A b,A-b\n2125550142,x,y\n', ',', true, 'phone field:a_b field:a_b_2'],
])('%s', async (_why, text, separator, header, targets) => {
  const look = await lookAt(text);
  expect([look.suggested.separator, look.suggested.hasHeader, targetsOf(look)]).toEqual([
    separator, header, targets,
  ]);
});

test('a person may know better how a file is read', async () => {
  const path = await fileOf(Buffer.from('Phone;Name,rank\n2125550142;Jos\xe9,1\n', 'latin1'));
  const look = async (separator: ',' | ';', encoding: 'utf-8' | 'iso-8859-1') =>
    lookAtFile(path, list, { separator, encoding });
  expect(await look(';', 'iso-8859-1')).toMatchObject({
    ok: true,
    value: { suggested: { encoding: 'iso-8859-1' }, sample: [['2125550142', 'José,1']] },
  });
  expect(await look(',', 'iso-8859-1')).toMatchObject({
    ok: true,
    value: { suggested: { separator: ',' }, sample: [['2125550142;José', '1']] },
  });
  expect(await look(',', 'utf-8')).toMatchObject({
    ok: false,
    problem: { code: 'FILE_ENCODING' },
  });
});

test('the real bank file with a number in front', async () => {
  const packed = readFileSync(
    new URL('../../../simulator/src/demo/bank-marketing.csv.gz', import.meta.url),
  );
  const [header = '', ...rows] = gunzipSync(packed).toString().trim().split('\n');
  const numbered = rows.map((row, n) => `${2125550100 + (n % 100)},${row}`);
  const look = await lookAt([`phone,${header}`, ...numbered].join('\n'));
  expect(targetsOf(look)).toBe(
    'phone field:age field:job field:marital field:education field:has_credit field:balance ' +
      'field:has_housing field:has_loan contact-type field:day field:month field:duration ' +
      'field:campaign field:pdays field:previous field:poutcome field:deposit',
  );
  const types = look.suggested.newFields.map(({ key, type }) => `${key}:${type}`).join(' ');
  expect(types).toBe(
    'job:text marital:text education:text has_credit:yes-no balance:number has_housing:yes-no ' +
      'has_loan:yes-no day:number month:text duration:number campaign:number pdays:number ' +
      'previous:number poutcome:text deposit:yes-no',
  );
  expect(look.sample).toHaveLength(20);
});

test.each<[why: string, text: string, code: string]>([
  ['blank', ' \n\n ', 'FILE_EMPTY'],
  ['a page', '<!DOCTYPE html><html></html>', 'FILE_NOT_CSV'],
  ['a document', '[{"phone": "2125550142"}]', 'FILE_NOT_CSV'],
])('a file that is %s is refused', async (_why, text, code) => {
  expect(await lookAtFile(await fileOf(text), list)).toMatchObject({
    ok: false,
    problem: { code },
  });
});
