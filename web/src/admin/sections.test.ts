import { expect, test } from 'vitest';
import { mayAdd, placeOf, SECTIONS, sectionsFor } from './sections.ts';

test.each([
  [undefined, undefined, { page: 'objects', section: 'campaigns', id: undefined }],
  ['users', undefined, { page: 'objects', section: 'users', id: undefined }],
  ['calling-lists', 'l1', { page: 'objects', section: 'calling-lists', id: 'l1' }],
  ['import', 'l1', { page: 'import', listId: 'l1' }],
  ['imports', 'i1', { page: 'import-result', importId: 'i1' }],
  ['evidence', 'a1', { page: 'evidence', attemptId: 'a1' }],
  ['dialing-order', 'site', { page: 'order', id: 'site' }],
  ['retention', undefined, { page: 'retention' }],
  ['erasure', undefined, { page: 'erasure' }],
  ['api-tokens', undefined, { page: 'api-tokens' }],
  ['import', undefined, undefined],
  ['skills', undefined, undefined],
])('/admin/%s/%s', (section, id, place) => {
  expect(placeOf(section, id)).toEqual(place);
});

// biome-ignore format: a table is read in columns.
test.each([
  [undefined, undefined, { page: 'objects', section: 'campaigns', id: undefined }],
  ['suppression-lists', 's1', { page: 'objects', section: 'suppression-lists', id: 's1' }],
  ['evidence', undefined, { page: 'evidence', attemptId: undefined }],
  ['dialing-order', undefined, { page: 'order', id: undefined }],
  ['users', undefined, undefined],
  ['retention', undefined, undefined],
  ['erasure', undefined, undefined],
  ['api-tokens', undefined, undefined],
  ['import', 'l1', undefined],
  ['imports', 'i1', undefined],
])('a supervisor at /admin/%s/%s', (section, id, place) => {
  expect(placeOf(section, id, 'supervisor')).toEqual(place);
});

test('a supervisor finds what is theirs, an administrator everything', () => {
  expect(sectionsFor('supervisor').map(({ label }) => label)).toEqual([
    'Campaigns',
    'Suppression',
    'Schedules',
  ]);
  expect(sectionsFor('administrator')).toEqual(SECTIONS);
  expect(mayAdd('administrator', 'campaigns')).toBe(true);
  expect(mayAdd('supervisor', 'campaigns')).toBe(false);
  expect(mayAdd('supervisor', 'schedules')).toBe(false);
  expect(mayAdd('supervisor', 'suppression-lists')).toBe(true);
});
