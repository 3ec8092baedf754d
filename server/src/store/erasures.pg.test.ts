import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  erasureRow,
  erasureRows,
  fileRemoved,
  filesLeft,
  hashesOf,
  insertErasure,
  saveCheck,
} from './erasures.ts';
import { openTestSite, type TestSite } from './test-site.ts';

let at: TestSite;
beforeAll(async () => {
  at = await openTestSite();
});
afterAll(() => at.drop());

const erasure = { by: 'ana', reference: 'R-1', keepSuppressed: true, counts: { chains: 2 } };

test('a hash says nothing without the secret of the site, and the same with it', async () => {
  const [one, two] = await hashesOf(at.pool, at.site, ['phone:+12125550142', 'customer:K-7']);
  expect(one).toMatch(/^[0-9a-f]{64}$/);
  expect(two).not.toBe(one);
  expect(await hashesOf(at.pool, at.site, ['phone:+12125550142'])).toEqual([one]);
});

test('a proof is found by any of its hashes', async () => {
  await insertErasure(at.pool, at.site, {
    ...{ ...erasure, id: 'e-1', hashes: ['aa', 'bb'], files: ['one.wav', 'two.wav'] },
  });
  expect(await erasureRows(at.pool, at.site, ['bb', 'cc'])).toMatchObject([
    { ...erasure, id: 'e-1', keys: ['aa', 'bb'], filesLeft: 2, checkedAt: null, found: [] },
  ]);
  expect(await erasureRows(at.pool, at.site, ['cc'])).toEqual([]);
  expect(await erasureRows(at.pool, at.site)).toHaveLength(1);
});

test('files are named until they are gone', async () => {
  await fileRemoved(at.pool, at.site, 'e-1', 'one.wav');
  expect(await filesLeft(at.pool, at.site)).toEqual([{ id: 'e-1', files: ['two.wav'] }]);
  await fileRemoved(at.pool, at.site, 'e-1', 'two.wav');
  expect(await filesLeft(at.pool, at.site)).toEqual([]);
});

test('what a search found after it is kept with it', async () => {
  const found = [{ table: 'interactions', column: 'note', rows: 1 }];
  await saveCheck(at.pool, at.site, 'e-1', found);
  const row = await erasureRow(at.pool, at.site, 'e-1');
  expect(row).toMatchObject({ found, checkedAt: expect.any(String), filesLeft: 0 });
});
