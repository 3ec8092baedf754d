import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ok } from '@outpace/engine/basics/result.ts';
import { afterAll, assert, beforeAll, expect, test } from 'vitest';
import { previewFile } from './import-preview.ts';
import type { ListDefaults } from './import-row.ts';
import { mappingOf } from './import-sandbox.ts';

const list: ListDefaults = {
  defaultCountry: 'US',
  defaultZone: 'America/New_York',
  dailyFrom: 0,
  dailyTill: 86_400,
  fields: [{ key: 'age', label: 'Age', type: 'number', choices: [] }],
};
const mapping = mappingOf(['phone', 'first-name', 'last-name', 'field:age']);

let folder = '';
let path = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outpace-preview-'));
  path = join(folder, 'file.csv');
});
afterAll(() => rm(folder, { recursive: true }));

test('a row is shown as it would be imported, a bad one as it stands', async () => {
  await writeFile(path, 'Phone,First,Last,Age\n212-555-0142,Ada,Byron,36\nnone,Bo,,old\n');
  expect(await previewFile(path, mapping, list)).toEqual(
    ok({
      rows: [
        {
          line: 2,
          phone: '+12125550142',
          contactName: 'Ada Byron',
          customerId: '',
          zone: 'America/New_York',
          fields: { age: 36 },
          problems: [],
        },
        {
          line: 3,
          phone: 'none',
          contactName: 'Bo',
          customerId: '',
          zone: '',
          fields: { age: 'old' },
          problems: [
            { column: 'Phone', reason: 'This is not a phone number.' },
            { column: 'Age', reason: 'The value is not a number.' },
          ],
        },
      ],
    }),
  );
});

test('twenty rows are enough', async () => {
  await writeFile(path, `a,b,c,d\n${'2125550142,Ada,Byron,36\n'.repeat(10_000)}`);
  const preview = await previewFile(path, mapping, list);
  assert(preview.ok);
  expect(preview.value.rows).toHaveLength(20);
});

test('a mapping for another file is refused', async () => {
  await writeFile(path, 'Phone\n2125550142\n');
  expect(await previewFile(path, mapping, list)).toEqual({
    ok: false,
    problem: { code: 'BAD_REQUEST', detail: 'The file has 1 columns, the mapping 4.' },
  });
});
