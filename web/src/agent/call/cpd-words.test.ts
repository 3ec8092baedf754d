import { millis } from '@outpace/engine/basics/time.ts';
import type { CpdVerdict } from '@outpace/engine/dialing/attempt.ts';
import { expect, test } from 'vitest';
import { correctionsOf, findingWords, type Heard } from './cpd-words.ts';

test.each<[verdict: CpdVerdict, words: string, corrections: readonly Heard[]]>([
  ['person', 'Detected a person after 3.1 s', ['machine']],
  ['machine', 'Detected a machine after 3.1 s', ['person']],
  ['fax', 'Detected a fax after 3.1 s', ['person', 'machine']],
  ['silence', 'Detected only silence after 3.1 s', ['person', 'machine']],
])('%s', (verdict, words, corrections) => {
  expect(findingWords({ verdict, cause: '', afterMs: millis(3_120) })).toBe(words);
  expect(correctionsOf(verdict)).toEqual(corrections);
});
