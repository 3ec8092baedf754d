import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { newTally } from '../../pacing/floor-tally.ts';
import { KeptDays } from './kept-days.ts';

test('a day is found by whoever looks for the same one later, whole', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'days-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const day = { ...newTally(3), dials: 7 };
  await (await KeptDays.in(folder)).put('a day', day);
  const later = await KeptDays.in(folder);
  expect(await later.find('a day')).toEqual(day);
  expect(await later.find('another day')).toBeUndefined();
});
