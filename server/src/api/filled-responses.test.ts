import { instant } from '@outpace/engine/basics/time.ts';
import type { ResponseCategoryRow } from '@outpace/protocol/responses.ts';
import { expect, test } from 'vitest';
import { fakeInteraction } from './fake-dialer.ts';
import { filledResponses } from './filled-responses.ts';

type Text = ResponseCategoryRow['responses'][number];
const text = (id: string, more: Partial<Text> = {}): Text => ({
  ...{ id, title: id, text: `Text ${id}`, language: '', validFrom: null, validUntil: null },
  ...more,
});
const category = (
  id: string,
  parentId: string | null,
  path: string[],
  ...responses: Text[]
): ResponseCategoryRow => ({ id, name: id.toUpperCase(), parentId, path, version: 1, responses });

const library = [
  category('a', null, [], text('a1')),
  category('s', null, []),
  category('s1', 's', ['S'], text('s11'), text('s12')),
  category('s2', 's', ['S'], text('s21')),
  category('z', null, []),
];
const record = {
  ...{ customerId: null, listId: 'l', listName: 'List', zone: 'America/New_York' },
  fields: {},
};
const parts = {
  interaction: { ...fakeInteraction('7'), responseCategoryId: 's' },
  ...{ agentName: 'Ana', record, fields: [], library, favourites: new Set(['s12']) },
  now: instant(Date.UTC(2026, 2, 2, 3, 0)),
};

test('the branch of the campaign comes first, as a tree; what has no texts is not shown', () => {
  const { categories, responses } = filledResponses(parts);
  expect(categories).toEqual([
    { id: 's1', path: ['S', 'S1'], isScript: true },
    { id: 's2', path: ['S', 'S2'], isScript: true },
    { id: 'a', path: ['A'], isScript: false },
  ]);
  expect(responses.map(({ id, isFavourite }) => [id, isFavourite])).toEqual([
    ['s11', false],
    ['s12', true],
    ['s21', false],
    ['a1', false],
  ]);
});

test('a campaign without a branch has the library as it is', () => {
  const interaction = { ...parts.interaction, responseCategoryId: undefined };
  const { categories } = filledResponses({ ...parts, interaction });
  expect(categories.map(({ id, isScript }) => [id, isScript])).toEqual([
    ['a', false],
    ['s1', false],
    ['s2', false],
  ]);
});

// Three in the morning in UTC is still the evening before in New York.
// biome-ignore format: a table is read in columns.
test.each<[why: string, of: Partial<Text>, shown: boolean]>([
  ['the last day is not over there',    { validUntil: '2026-03-01' }, true],
  ['the first day has not begun there', { validFrom: '2026-03-02' },  false],
])('%s', (_why, of, shown) => {
  const one = [category('a', null, [], text('a1', of))];
  expect(filledResponses({ ...parts, library: one }).responses).toHaveLength(shown ? 1 : 0);
});

test('what the agent has just edited is read at once', () => {
  const age = { key: 'age', label: 'Age', type: 'number', choices: [] } as const;
  const shown = { ...age, value: 41, editable: true };
  const { responses } = filledResponses({
    ...parts,
    fields: [age],
    library: [category('a', null, [], text('a1', { text: '{record.age}' }))],
    record: { ...record, fields: { age: 40 } },
    interaction: { ...parts.interaction, recordFields: [shown] },
  });
  expect(responses[0]?.parts).toMatchObject([{ type: 'value', text: '41' }]);
});
