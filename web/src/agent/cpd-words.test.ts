import { millis } from '@outpace/engine/basics/time.ts';
import type { CpdVerdict } from '@outpace/engine/dialing/attempt.ts';
import { expect, test } from 'vitest';
import { correctionsOf, findingWords, type Heard } from './cpd-words.ts';

test.each<[verdict: CpdVerdict, words: string, corrections: readonly Heard[]]>([
  ['person', 'Detection heard a person 3.1 s after the answer', ['machine']],
  ['machine', 'Detection heard a machine 3.1 s after the answer', ['person']],
  ['fax', 'Detection heard a fax 3.1 s after the answer', ['person', 'machine']],
  ['silence', 'Detection heard only silence 3.1 s after the answer', ['person', 'machine']],
])('%s', (verdict, words, corrections) => {
  expect(findingWords({ verdict, cause: '', afterMs: millis(3_120) })).toBe(words);
  expect(correctionsOf(verdict)).toEqual(corrections);
});
