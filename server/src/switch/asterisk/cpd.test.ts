import type { CpdProfile } from '@outpace/engine/campaigns/voice.ts';
import { CPD_PROFILES } from '@outpace/engine/campaigns/voice.ts';
import type { CpdVerdict } from '@outpace/engine/dialing/attempt.ts';
import { describe, expect, test } from 'vitest';
import { isUndecided, listeningOptions, verdictOf } from './cpd.ts';

/** Every cause that the application of the switch gives, with numbers as it gives them. */
test.each<[status: string, cause: string, verdict: CpdVerdict | undefined]>([
  ['MACHINE', 'INITIALSILENCE-2500-2500', 'silence'],
  ['MACHINE', 'MAXWORDS-7-6', 'machine'],
  ['MACHINE', 'LONGGREETING-2220-2200', 'machine'],
  ['MACHINE', 'MAXWORDLENGTH-5000-5000', 'machine'],
  ['MACHINE', '', 'machine'],
  ['HUMAN', 'HUMAN-600-600', 'person'],
  ['NOTSURE', 'TOOLONG-5000', 'person'],
  ['HANGUP', '', undefined],
  ['', '', undefined],
  ['machine', '', undefined],
])('%s %s is %s', (status, cause, verdict) => {
  expect(verdictOf(status, cause)).toBe(verdict);
});

test('only one word means that the sound is to be looked at first', () => {
  const words = ['MACHINE', 'HUMAN', 'NOTSURE', 'HANGUP', ''];
  expect(words.filter(isUndecided)).toEqual(['NOTSURE']);
});

describe('what the switch is told', () => {
  test('the set that was measured, in the order of the application', () => {
    expect(listeningOptions('balanced')).toBe('2500,2200,600,5000,120,50,6,256,5000');
  });

  const numbersOf = (profile: CpdProfile): number[] =>
    listeningOptions(profile).split(',').map(Number);

  test.each(CPD_PROFILES)('%s: nine whole numbers, none of which undoes another', (profile) => {
    const numbers = numbersOf(profile);
    expect(numbers).toHaveLength(9);
    expect(numbers.every((each) => Number.isInteger(each) && each > 0)).toBe(true);
    const [firstSilence = 0, greeting = 0, silenceAfter = 0, whole = 0] = numbers;
    // Otherwise the whole would be over before any of these could be told.
    expect(whole).toBeGreaterThan(Math.max(firstSilence, greeting + silenceAfter));
  });

  test('a cautious ear waits longer than a balanced one, and a quick one less', () => {
    const [cautious, balanced, quick] = (['cautious', 'balanced', 'quick'] as const).map(numbersOf);
    for (const place of [0, 1]) {
      expect(cautious?.[place]).toBeGreaterThan(balanced?.[place] ?? Number.NaN);
      expect(quick?.[place]).toBeLessThan(balanced?.[place] ?? Number.NaN);
    }
  });

  test('the whole is never shorter than it was measured: machines would all be missed', () => {
    expect(CPD_PROFILES.map((profile) => numbersOf(profile)[3])).toEqual([5_000, 5_000, 5_000]);
  });
});
