import type { SavedMappingBody } from '@outpace/protocol/calling-lists.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allImportMappings, deleteImportMapping, insertImportMapping } from './import-mappings.ts';
import { granted, openTestSite, type TestSite } from './test-site.ts';

let at: TestSite;
beforeAll(async () => {
  at = await openTestSite();
});
afterAll(() => at.drop());

const body = (name: string): SavedMappingBody => ({
  name,
  header: ['Tel'],
  mapping: {
    columns: [{ target: 'phone' }],
    hasHeader: true,
    separator: ';',
    encoding: 'windows-1252',
    newFields: [],
    chainByCustomerId: false,
    refuseDuplicatesIn: 'file',
    way: 'update',
    key: 'phone',
  },
});

test('mappings are kept whole, told by name, and go', async () => {
  granted(await insertImportMapping(at.pool, at.site, 'm-2', body('Weekly')));
  granted(await insertImportMapping(at.pool, at.site, 'm-1', body('Daily')));
  expect(await allImportMappings(at.pool, at.site)).toEqual([
    { id: 'm-1', ...body('Daily') },
    { id: 'm-2', ...body('Weekly') },
  ]);
  granted(await deleteImportMapping(at.pool, at.site, 'm-1'));
  expect(await deleteImportMapping(at.pool, at.site, 'm-1')).toMatchObject({
    problem: { code: 'NOT_FOUND' },
  });
  expect(await allImportMappings(at.pool, at.site)).toHaveLength(1);
});
