import { describe, expect, test } from 'vitest';
import { crashParts } from './proofs.ts';

describe('the proof of crashes', () => {
  // biome-ignore format: a table is read in columns.
  test.each<[words: readonly string[], own: readonly string[] | undefined, isOnSwitch: boolean]>([
    [[],                                   [],                                  true],
    [['--level', '1'],                     ['--level', '1'],                    false],
    [['--level', '2', '--kills', '4'],     ['--level', '2', '--kills', '4'],    false],
    [['--level', '3'],                     undefined,                           true],
    [['--level=3'],                        undefined,                           true],
    [['--day', 'manual', '--deaths', '1w'], ['--day', 'manual', '--deaths', '1w'], false],
  ])('%j', (words, own, isOnSwitch) => {
    expect(crashParts(words)).toEqual({ own, isOnSwitch });
  });
});
