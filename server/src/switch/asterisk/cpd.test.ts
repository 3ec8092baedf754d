import { CPD_PROFILES } from '@outpace/engine/campaigns/voice.ts';
import type { CpdVerdict } from '@outpace/engine/dialing/attempt.ts';
import { expect, test } from 'vitest';
import { isUndecided, listeningOptions, verdictOf } from './cpd.ts';

test('the balanced profile is the measured set', () => {
  expect(listeningOptions('balanced')).toBe('2500,2200,600,5000,120,50,6,256,5000');
});

test.each(CPD_PROFILES)('the profile %s has the nine numbers that the switch reads', (profile) => {
  const options = listeningOptions(profile).split(',').map(Number);
  expect(options).toHaveLength(9);
  expect(options.every((value) => Number.isInteger(value) && value > 0)).toBe(true);
  // Machines are told by a long greeting: a shorter analysis would let all of them through.
  expect(options[3]).toBe(5_000);
});

test.each<[status: string, cause: string, verdict: CpdVerdict | undefined]>([
  ['HUMAN', 'HUMAN-600-600', 'person'],
  ['MACHINE', 'LONGGREETING-2260-2200', 'machine'],
  ['MACHINE', 'MAXWORDS-7-6', 'machine'],
  ['MACHINE', 'MAXWORDLENGTH-5020-5000', 'machine'],
  ['MACHINE', 'INITIALSILENCE-2500-2500', 'silence'],
  ['NOTSURE', 'TOOLONG-5000', 'person'],
  ['HANGUP', '', undefined],
  ['', '', undefined],
])('%s for %s is %s', (status, cause, verdict) => {
  expect(verdictOf(status, cause)).toBe(verdict);
});

test('only one word of the switch leaves it open', () => {
  expect(['HUMAN', 'MACHINE', 'NOTSURE', 'HANGUP'].filter(isUndecided)).toEqual(['NOTSURE']);
});
