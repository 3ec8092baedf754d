import { expect, test } from 'vitest';
import { dispositionChoices, findDispositions } from './disposition-choices.ts';

const code = (name: string, ...path: string[]) => ({ code: name, label: name, path });
const codes = [
  code('renewed', 'Sold'),
  code('later'),
  code('price', 'Lost', 'Money'),
  code('upgraded', 'Sold'),
  code('moved', 'Lost'),
];

test('codes stand in their folders, folders where their first code stands', () => {
  const item = (name: string) => ({ value: name, label: name });
  expect(dispositionChoices(codes)).toEqual([
    { group: 'Sold', items: [item('renewed'), item('upgraded')] },
    item('later'),
    { group: 'Lost › Money', items: [item('price')] },
    { group: 'Lost', items: [item('moved')] },
  ]);
});

test('a code is found by its name and by its folders', () => {
  const found = (typed: string) => findDispositions(codes, typed).map((one) => one.code);
  expect(found('up')).toEqual(['upgraded']);
  expect(found('lost')).toEqual(['price', 'moved']);
  expect(found('lost mon')).toEqual(['price']);
  expect(found('')).toHaveLength(codes.length);
});
