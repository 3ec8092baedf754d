import type { ImportFile, ImportMapping } from '@outpace/protocol/calling-lists.ts';
import { expect, test } from 'vitest';
import {
  mappedRows,
  NEW_FIELD,
  previewSentence,
  savedFrom,
  shapeOf,
  withReading,
  withSaved,
  withTarget,
} from './import-mapping.ts';

const mapping: ImportMapping = {
  columns: [{ target: 'phone' }, { target: 'customer-id' }, { target: 'field:job' }],
  hasHeader: true,
  separator: ';',
  encoding: 'utf-8',
  newFields: [{ key: 'job', label: 'Job', type: 'text', choices: [] }],
  chainByCustomerId: true,
  refuseDuplicatesIn: 'list',
  way: 'append',
  key: 'phone',
};
const file: ImportFile = {
  fileId: 'f',
  fileName: 'a.csv',
  bytes: 10,
  suggested: mapping,
  header: ['Phone', '', 'Job'],
  sample: [['2125550142', 'K1', 'cook']],
};

test('the first line is a header or a row, as one says', () => {
  expect(shapeOf(file, true)).toEqual({
    names: ['Phone', 'Column 2', 'Job'],
    rows: [['2125550142', 'K1', 'cook']],
  });
  expect(shapeOf(file, false)).toEqual({
    names: ['Column 1', 'Column 2', 'Column 3'],
    rows: [
      ['Phone', '', 'Job'],
      ['2125550142', 'K1', 'cook'],
    ],
  });
  const headless = { ...file, suggested: { ...mapping, hasHeader: false }, header: [] };
  expect(shapeOf(headless, true)).toEqual({
    names: ['2125550142', 'K1', 'cook'],
    rows: [],
  });
});

const column = { name: 'Phone', known: [] };

test('a target has one column: the one that had it is skipped', () => {
  const next = withTarget(mapping, 1, 'phone', column);
  expect(next.columns.map(({ target }) => target)).toEqual(['skip', 'phone', 'field:job']);
  expect(next.chainByCustomerId).toBe(false);
});

test('a new field comes with its column and goes with it', () => {
  const more = withTarget(mapping, 1, NEW_FIELD, { name: 'Job', known: [] });
  expect(more.columns[1]).toEqual({ target: 'field:job_2' });
  expect(more.newFields.map(({ key }) => key)).toEqual(['job', 'job_2']);
  const less = withTarget(more, 2, 'skip', column);
  expect(less.newFields.map(({ key }) => key)).toEqual(['job_2']);
});

test('a file read again keeps what was chosen while its columns are as many', () => {
  const chosen = { ...mapping, way: 'update', key: 'customer-id' } as const;
  const suggested = { ...mapping, encoding: 'iso-8859-1' as const, chainByCustomerId: false };
  expect(withReading(chosen, { ...file, suggested })).toEqual({
    ...chosen,
    encoding: 'iso-8859-1',
  });
  const one = { ...suggested, separator: ',' as const, columns: [{ target: 'phone' }] };
  expect(withReading(chosen, { ...file, suggested: { ...one, newFields: [] } })).toEqual({
    ...chosen,
    ...{ separator: ',', encoding: 'iso-8859-1', columns: one.columns, newFields: [] },
    ...{ chainByCustomerId: false, key: 'phone' },
  });
});

test('a saved mapping knows its columns again by their names, in any order', () => {
  const age = { key: 'age', label: 'Age', type: 'number', choices: [] } as const;
  const columns = ['phone', 'field:age', 'field:job'].map((target) => ({ target }));
  const known = [{ ...age, choices: [] }];
  const shape = { names: ['Tel', 'Age', 'Job'], rows: [] };
  const saved = savedFrom('Daily', { ...mapping, columns, way: 'update' }, shape, known);
  expect(saved.mapping.newFields.map(({ key }) => key)).toEqual(['age', 'job']);
  const other = { names: ['Job', 'Shoe', 'Tel'], rows: [] };
  const read = { ...mapping, separator: '\t' as const };
  expect(withSaved(read, other, { id: 'm', ...saved }, [])).toEqual({
    ...mapping,
    ...{ separator: '\t', way: 'update', chainByCustomerId: false },
    columns: [{ target: 'field:job' }, { target: 'skip' }, { target: 'phone' }],
  });
  expect(withSaved(read, other, { id: 'm', ...saved }, mapping.newFields).newFields).toEqual([]);
});

test('any number of columns may be skipped', () => {
  const none = withTarget(withTarget(mapping, 0, 'skip', column), 1, 'skip', column);
  expect(none.columns.map(({ target }) => target)).toEqual(['skip', 'skip', 'field:job']);
});

const preview = (problems: { column: string; reason: string }[]) => ({
  rows: [
    {
      line: 2,
      phone: '+12125550142',
      contactName: '',
      customerId: 'K1',
      zone: '',
      fields: {},
      problems,
    },
  ],
});

test('the number is shown as it will be dialed, and problems stand at their cell', () => {
  const shape = shapeOf(file, true);
  expect(mappedRows(shape, mapping, preview([]))[0]?.cells[0]?.text).toBe('+12125550142');
  const bad = mappedRows(shape, mapping, preview([{ column: 'Phone', reason: 'Too short.' }]))[0];
  expect(bad?.cells[0]).toEqual({ column: 0, text: '2125550142', problem: 'Too short.' });
  const whole = mappedRows(shape, mapping, preview([{ column: '', reason: 'Three cells.' }]))[0];
  expect(whole?.problem).toBe('Three cells.');
  expect(mappedRows(shape, mapping, undefined)).toHaveLength(1);
});

test('the preview is told in one sentence', () => {
  expect(previewSentence(preview([]))).toBe('All 1 rows shown can be imported.');
  expect(previewSentence(preview([{ column: 'Phone', reason: 'x' }]))).toMatch(/^0 of the 1 rows/);
});
