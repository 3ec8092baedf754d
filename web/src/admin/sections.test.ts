import { expect, test } from 'vitest';
import { placeOf } from './sections.ts';

test.each([
  [undefined, undefined, { page: 'objects', section: 'campaigns', id: undefined }],
  ['users', undefined, { page: 'objects', section: 'users', id: undefined }],
  ['calling-lists', 'l1', { page: 'objects', section: 'calling-lists', id: 'l1' }],
  ['import', 'l1', { page: 'import', listId: 'l1' }],
  ['imports', 'i1', { page: 'import-result', importId: 'i1' }],
  ['import', undefined, undefined],
  ['skills', undefined, undefined],
])('/admin/%s/%s', (section, id, place) => {
  expect(placeOf(section, id)).toEqual(place);
});
