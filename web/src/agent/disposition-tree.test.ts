import { expect, test } from 'vitest';
import { dispositionTree, isFolder, isTree } from './disposition-tree.ts';

const code = (name: string, ...path: string[]) => ({ code: name, label: name, path });

test('codes stand in their folders, folders where their first code stands', () => {
  const codes = [
    code('renewed', 'Sold'),
    code('later'),
    code('price', 'Lost', 'Money'),
    code('upgraded', 'Sold'),
    code('moved', 'Lost'),
  ];
  const shape = (nodes: ReturnType<typeof dispositionTree>): unknown[] =>
    nodes.map(({ label, children }) => (children ? [label, ...shape(children)] : label));
  const tree = dispositionTree(codes);
  expect(shape(tree)).toEqual([
    ['Sold', 'renewed', 'upgraded'],
    'later',
    ['Lost', ['Money', 'price'], 'moved'],
  ]);
  expect(tree.map(({ value }) => isFolder(value))).toEqual([true, false, true]);
});

test('without folders the list is flat', () => {
  expect(isTree([code('renewed'), code('later')])).toBe(false);
  expect(isTree([code('renewed'), code('later', 'Other')])).toBe(true);
});
