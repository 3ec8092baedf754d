import { afterAll, beforeAll, expect, test } from 'vitest';
import { filesLeft, insertErasure } from '../store/erasures.ts';
import { openTestSite, type TestSite } from '../store/test-site.ts';
import { removeErasedFiles } from './erased-files.ts';
import { Retention } from './retention.ts';

let at: TestSite;
beforeAll(async () => {
  at = await openTestSite();
  await insertErasure(at.pool, at.site, {
    ...{ id: 'e-1', by: 'ana', reference: 'R-1', keepSuppressed: true, hashes: [], counts: {} },
    files: ['one.wav', 'two.wav', 'three.wav'],
  });
});
afterAll(() => at.drop());

const partsWith = (remove: ((file: string) => Promise<void>) | undefined, faults: unknown[]) => ({
  ...{ pool: at.pool, siteId: at.site },
  recordings: remove === undefined ? undefined : { remove },
  onFault: (fault: unknown) => void faults.push(fault),
});
const left = async () => (await filesLeft(at.pool, at.site)).flatMap(({ files }) => files);

test('without a switch that records nothing is said to be gone', async () => {
  await removeErasedFiles(partsWith(undefined, []));
  expect(await left()).toHaveLength(3);
});

test('one that cannot be removed waits, and the others go', async () => {
  const faults: unknown[] = [];
  const remove = async (file: string): Promise<void> => {
    if (file === 'two.wav') throw new Error('busy');
  };
  await removeErasedFiles(partsWith(remove, faults));
  expect(await left()).toEqual(['two.wav']);
  expect(faults).toHaveLength(1);
});

test('each look of retention tries it again', async () => {
  const removed: string[] = [];
  const remove = async (file: string): Promise<void> => void removed.push(file);
  await new Retention(partsWith(remove, [])).look();
  expect(removed).toEqual(['two.wav']);
  expect(await left()).toEqual([]);
});
