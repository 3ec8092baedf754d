import { expect, test } from 'vitest';
import { wantedOf } from './prove.ts';

// biome-ignore format: a table is read in columns.
test.each<[words: string, wanted: object | undefined]>([
  ['',                                          { what: 'levels', seeds: 2, kills: 100 }],
  ['--level 1 --seeds 5',                       { what: 'levels', seeds: 5, kills: undefined }],
  ['--level 2 --kills 6',                       { what: 'levels', seeds: undefined, kills: 6 }],
  ['--day manual --seed 2 --deaths 30l,41w',    { what: 'one run' }],
  ['--level 1 --day manual --deaths 30l',       { what: 'one run' }],
  ['--level 4',                                 undefined],
  ['--kills all',                               undefined],
  ['--day holiday --deaths 1l',                 undefined],
  ['--day manual --deaths sometime',            undefined],
])('%s', (words, wanted) => {
  const found = wantedOf(words.split(' ').filter((word) => word !== ''));
  if (wanted === undefined) expect(found).toBeUndefined();
  else expect(found).toMatchObject(wanted);
});
