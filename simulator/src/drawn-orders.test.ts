import { selectionProblem } from '@outpace/engine/calling-lists/list-selection.ts';
import { plan } from '@outpace/engine/test-site.ts';
import { expect, test } from 'vitest';
import { drawOrder, drawSelection, SELECTABLE } from './drawn-orders.ts';
import { Prng } from './prng.ts';

test('every selection fits the people of the simulator', () => {
  const prng = new Prng(3);
  const problems = Array.from({ length: 100 }, () =>
    selectionProblem(drawSelection(prng), SELECTABLE),
  );
  expect(new Set(problems)).toEqual(new Set([undefined]));
});

test('an order is of the lists that the group has', () => {
  const order = drawOrder(new Prng(3), plan());
  expect(order.weights.map(({ listId }) => listId)).toEqual(['list']);
});
