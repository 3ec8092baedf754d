import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { archiveOf } from './test-workbook.ts';
import { WORKBOOK_LIMITS, WorkbookParts } from './workbook-parts.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outpace-parts-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function opened(parts: Readonly<Record<string, string>>, limits = WORKBOOK_LIMITS) {
  const path = join(folder, 'book.xlsx');
  await writeFile(path, archiveOf(parts));
  return WorkbookParts.open(path, limits);
}

/** Everything that a part tells, in order. */
async function told(parts: WorkbookParts, name: string): Promise<string> {
  const all: string[] = [];
  await parts.read(name, {
    open: (tag, attributes) => void all.push(`<${tag} ${[...attributes].join(' ')}>`),
    text: (text) => void all.push(text),
    close: (tag) => void all.push(`</${tag}>`),
  });
  return all.join('');
}

test('a part is told tag by tag, without prefixes', async () => {
  const parts = await opened({ 'a.xml': '<x:a n="1">é&lt;<![CDATA[<b>]]></x:a>' });
  expect(await told(parts, 'a.xml')).toBe('<a n,1>é<<b></a>');
  await expect(told(parts, 'b.xml')).rejects.toThrow('the part b.xml is missing');
  parts.close();
});

test('relations lead from the part or from the top', async () => {
  const parts = await opened({
    'xl/_rels/workbook.xml.rels':
      '<r><Relationship Id="1" Target="sheets/a.xml"/><Relationship Id="2" Target="/b.xml"/></r>',
  });
  expect([...(await parts.relations('xl/workbook.xml'))]).toEqual([
    ['1', 'xl/sheets/a.xml'],
    ['2', 'b.xml'],
  ]);
  parts.close();
});

test('what is unpacked is counted over all parts', async () => {
  const part = `<a>${'<b/>'.repeat(200)}</a>`;
  const limits = { ...WORKBOOK_LIMITS, unpackedBytes: part.length + 10 };
  const parts = await opened({ 'a.xml': part, 'b.xml': part }, limits);
  await told(parts, 'a.xml');
  await expect(told(parts, 'b.xml')).rejects.toThrow('it is too large unpacked');
  parts.close();
});
