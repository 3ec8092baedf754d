import type { AgentView, FieldView } from '@outpace/engine/views/agent-view.ts';
import { expect, test } from 'vitest';
import { changed } from './pushes.ts';

const field = (key: string): FieldView => ({
  key,
  label: key,
  type: 'number',
  value: 0,
  editable: false,
  choices: [],
});

/** As much of a view as is changed. */
const view = (recordFields: readonly FieldView[] | undefined): AgentView =>
  ({
    name: 'Ana Reyes',
    today: { calls: 0, contacts: 3 },
    interaction: recordFields === undefined ? undefined : { id: 'i1', recordFields },
  }) as unknown as AgentView;

test('a pushed view has new figures and is the same otherwise', () => {
  expect(changed(view([field('age'), field('balance')]), 7)).toEqual({
    name: 'Ana Reyes',
    today: { calls: 7, contacts: 3 },
    interaction: { id: 'i1', recordFields: [{ ...field('age'), value: 7 }, field('balance')] },
  });
});

test.each([
  ['without a call', view(undefined)],
  ['without fields', view([])],
])('%s only the day changes', (_why, shown) => {
  expect(changed(shown, 2)).toEqual({ ...shown, today: { calls: 2, contacts: 3 } });
});

test('who is logged off sees nothing', () => {
  expect(changed(null, 1)).toBe(null);
});
