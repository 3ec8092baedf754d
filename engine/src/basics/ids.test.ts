import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agentId, countedId, epoch } from './ids.ts';

test('an id is the text it was made of', () => {
  expect(agentId('ann')).toBe('ann');
});

test.each<[why: string, kind: 'a' | 'i' | 'o' | 'n', of: number, count: number, id: string]>([
  ['the first attempt of the first epoch', 'a', 1, 1, 'a000001-00000001'],
  ['an interaction much later', 'i', 37, 1_000_000, 'i000011-0000lfls'],
  ['an offer', 'o', 2, 36, 'o000002-00000010'],
  ['a notice', 'n', 2, 35, 'n000002-0000000z'],
])('%s', (_why, kind, of, count, id) => {
  expect(countedId(kind, epoch(of), count)).toBe(id);
});

test('two counts of any epochs never give one id, and all have one length', () => {
  const nat = fc.nat({ max: 2_000_000_000 });
  fc.assert(
    fc.property(nat, nat, nat, nat, (e1, n1, e2, n2) => {
      const [one, two] = [countedId('a', epoch(e1), n1), countedId('a', epoch(e2), n2)];
      return one.length === 16 && (one === two) === (e1 === e2 && n1 === n2);
    }),
  );
});
