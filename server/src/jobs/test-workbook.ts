import { crc32, deflateRawSync } from 'node:zlib';

/** What is to be in a sheet; null: no such cell. Dates are given as text in a cell's own words. */
export type TestCell = string | number | boolean | { readonly day: number } | null;

/** A workbook with one sheet, as small programs write it: shared texts, styles, packed. */
export function workbookOf(rows: readonly (readonly TestCell[])[]): Buffer {
  const texts: string[] = [];
  const lines = rows.map((cells, at) => {
    const row = at + 1;
    return cells.length === 0 ? '' : `<row r="${row}">${cells.map(cellOf).join('')}</row>`;
    function cellOf(cell: TestCell, column: number): string {
      const place = `r="${String.fromCharCode(65 + column)}${row}"`;
      if (cell === null) return '';
      if (typeof cell === 'number') return `<c ${place}><v>${cell}</v></c>`;
      if (typeof cell === 'boolean') return `<c ${place} t="b"><v>${cell ? 1 : 0}</v></c>`;
      if (typeof cell === 'object') return `<c ${place} s="1"><v>${cell.day}</v></c>`;
      texts.push(`<si><t xml:space="preserve">${escaped(cell)}</t></si>`);
      return `<c ${place} t="s"><v>${texts.length - 1}</v></c>`;
    }
  });
  return bookOf(`<worksheet><sheetData>${lines.join('')}</sheetData></worksheet>`, texts.join(''));
}

/** A workbook around a sheet and its shared texts as they stand. */
export const bookOf = (sheet: string, texts = ''): Buffer =>
  archiveOf({
    'xl/workbook.xml':
      '<workbook xmlns:r="r"><sheets><sheet name="x" state="hidden" r:id="rId9"/>' +
      '<sheet name="People" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/>' +
      '<Relationship Id="rId2" Target="/xl/sharedStrings.xml"/>' +
      '<Relationship Id="rId3" Target="styles.xml"/></Relationships>',
    'xl/styles.xml':
      '<styleSheet><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>' +
      '<xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    'xl/sharedStrings.xml': `<sst>${texts}</sst>`,
    'xl/worksheets/sheet1.xml': `<?xml version="1.0" encoding="UTF-8"?>${sheet}`,
  });

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\r', '&#13;');

/** A ZIP archive: for each part a head and its bytes, then the list of all. */
export function archiveOf(parts: Readonly<Record<string, string>>): Buffer {
  const locals: Buffer[] = [];
  const listed: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(parts)) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(8, 4);
    about.writeUInt32LE(crc32(bytes), 10);
    about.writeUInt32LE(packed.length, 14);
    about.writeUInt32LE(bytes.length, 18);
    about.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), about, Buffer.from(name), packed]);
    const more = Buffer.alloc(14);
    more.writeUInt32LE(offset, 10);
    const made = Buffer.from([20, 0]);
    listed.push(Buffer.concat([Buffer.from('PK\x01\x02'), made, about, more, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(listed);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(listed.length, 4);
  end.writeUInt16LE(listed.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, list, Buffer.from('PK\x05\x06'), end]);
}
