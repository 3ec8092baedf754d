import type { NumberView } from '@outpace/engine/interactions/recall.ts';
import type { AgentView } from '@outpace/engine/views/agent-view.ts';
import { expect, test } from 'vitest';
import { changedView } from './changed-view.ts';

const number = (phone: string) => ({ phone, attempts: 0 }) as unknown as NumberView;

/** As much of a view as is changed. */
const view = (numbers: readonly NumberView[] | undefined): AgentView =>
  ({
    name: 'Ana Reyes',
    today: { calls: 3, contacts: 0 },
    interaction: numbers === undefined ? undefined : { id: 'i1', numbers },
  }) as unknown as AgentView;

test('a pushed view has new figures and is the same otherwise', () => {
  expect(changedView(view([number('first'), number('second')]), 7)).toEqual({
    name: 'Ana Reyes',
    today: { calls: 3, contacts: 7 },
    interaction: { id: 'i1', numbers: [{ ...number('first'), attempts: 7 }, number('second')] },
  });
});

test.each([
  ['without a call', view(undefined)],
  ['without numbers', view([])],
])('%s only the day changes', (_why, shown) => {
  expect(changedView(shown, 2)).toEqual({ ...shown, today: { calls: 3, contacts: 2 } });
});

test('who is logged off sees nothing', () => {
  expect(changedView(null, 1)).toBe(null);
});
