import type { InteractionResponses } from '@outpace/protocol/responses.ts';
import { expect, test } from 'vitest';
import { languagesOf, plainText, responseGroups } from './response-text.ts';

type Response = InteractionResponses['responses'][number];

test('a copied text says what is not known', () => {
  const parts: Response['parts'] = [
    { type: 'text', text: 'Hello ' },
    { type: 'value', code: 'contact.name', label: 'Name', text: 'Maria' },
    { type: 'text', text: ', number ' },
    { type: 'missing', code: 'contact.customer', label: 'Customer number' },
    { type: 'unknown', code: 'record.gone' },
  ];
  expect(plainText({ parts })).toBe(
    'Hello Maria, number [Customer number: not known][no such field code: record.gone]',
  );
});

const response = (id: string, categoryId: string, more: Partial<Response> = {}): Response => ({
  ...{ id, categoryId, title: `Title ${id}`, language: '', isFavourite: false },
  parts: [{ type: 'text', text: `Words of ${id}` }],
  ...more,
});
const page: InteractionResponses = {
  categories: [
    { id: 's', path: ['Scripts', 'Renewals'], isScript: true },
    { id: 'o', path: ['Objections'], isScript: false },
  ],
  responses: [
    response('one', 's', { language: 'en' }),
    response('dos', 's', { language: 'es' }),
    response('fee', 'o', { isFavourite: true }),
  ],
};
const shown = (typed: string, language = ''): readonly string[] =>
  responseGroups(page, typed, language).map(
    ({ heading, responses }) => `${heading}: ${responses.map(({ id }) => id).join(' ')}`,
  );

// biome-ignore format: a table is read in columns.
test.each<[why: string, typed: string, language: string, groups: readonly string[]]>([
  ['favourites come first, and stay in their place too', '', '', ['Favourites: fee', 'Scripts › Renewals: one dos', 'Objections: fee']],
  ['words are found by their beginning',   'tit on',  '',   ['Scripts › Renewals: one']],
  ['also those of the text',               'words fe', '',  ['Favourites: fee', 'Objections: fee']],
  ['also those of the place',              'renew',   '',   ['Scripts › Renewals: one dos']],
  ['what is not there is not found',       'xyz',     '',   []],
  ['a language, and texts of no one language', '',    'es', ['Favourites: fee', 'Scripts › Renewals: dos', 'Objections: fee']],
])('%s', (_why, typed, language, groups) => {
  expect(shown(typed, language)).toEqual(groups);
});

test('one language alone is no choice', () => {
  expect(languagesOf(page)).toEqual(['en', 'es']);
  expect(languagesOf({ ...page, responses: page.responses.slice(0, 1) })).toEqual([]);
});

test('a title that was typed comes before texts with the words, and so does its branch', () => {
  const words: Response['parts'] = [{ type: 'text', text: 'You have no time now. Goodbye!' }];
  const categories = [
    { id: 'c', path: ['Closing'], isScript: false },
    { id: 'o', path: ['Objections'], isScript: false },
  ];
  const responses = [
    response('bye', 'c', { title: 'Goodbye', parts: words }),
    response('later', 'o', { title: 'Call later', parts: words }),
    response('time', 'o', { title: 'No time now' }),
  ];
  const ranked = responseGroups({ categories, responses }, 'no time', '');
  expect(ranked.map((group) => [group.heading, ...group.responses.map(({ id }) => id)])).toEqual([
    ['Objections', 'time', 'later'],
    ['Closing', 'bye'],
  ]);
});
