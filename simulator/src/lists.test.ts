import { callingListId } from '@outpace/engine/basics/ids.ts';
import { expect, test } from 'vitest';
import { drawChains, FICTION_NUMBERS, fictionPhone } from './lists.ts';
import { Prng } from './prng.ts';

const order = {
  listId: callingListId('list'),
  name: 'List',
  chains: 500,
  numbersMax: 3,
  windows: [{ zone: 'America/Chicago', dailyFrom: 28_800, dailyTill: 64_800 }],
  customers: 0.5,
  shared: 0.1,
};

test('every number is from the range for fiction, and no two are the same', () => {
  const all = Array.from({ length: FICTION_NUMBERS }, (_, n) => fictionPhone(n));
  expect(new Set(all).size).toBe(FICTION_NUMBERS);
  expect(all.every((phone) => /^\+1[2-9][0-8]\d55501\d\d$/.test(phone))).toBe(true);
  expect([all[0], all.at(-1)]).toEqual(['+12005550100', '+19895550199']);
});

test('the same seed draws the same list', () => {
  const draw = () => [...drawChains(order, new Prng(1))];
  expect(draw()).toEqual(draw());
  expect(draw()).toHaveLength(500);
});

test('some persons share a number, some have several, some are customers', () => {
  const chains = [...drawChains(order, new Prng(2))];
  const phones = chains.flatMap(({ records }) => records.map(({ phone }) => phone));
  expect(new Set(phones).size).toBeLessThan(phones.length);
  expect(chains.some(({ records }) => records.length === 3)).toBe(true);
  const customers = chains.filter(({ customerId }) => customerId !== undefined).length;
  expect(Math.abs(customers - 250)).toBeLessThan(50);
});

test('numbers begin where the order says, and go round at the end of the range', () => {
  const [first] = drawChains({ ...order, firstNumber: 500 }, new Prng(1));
  expect(first?.records[0]?.phone).toBe('+12055550100');
  const last = [
    ...drawChains({ ...order, chains: 3, firstNumber: FICTION_NUMBERS - 1 }, new Prng(1)),
  ];
  const phones = last.flatMap(({ records }) => records.map(({ phone }) => phone));
  expect(phones.slice(0, 2)).toEqual(['+19895550199', '+12005550100']);
});
