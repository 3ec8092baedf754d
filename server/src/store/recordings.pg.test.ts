import { interactionId } from '@outpace/engine/basics/ids.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HAS_RECORDING, noteInBucket, recordingOf, recordingsToUpload } from './recordings.ts';
import {
  addCustomer,
  addInteraction,
  addRecording,
  openTestList,
  type TestSite,
} from './test-site.ts';

let at: TestSite;
beforeAll(async () => {
  at = await openTestList();
  const chainId = await addCustomer(at);
  for (const id of ['kept', 'lost-end', 'going-on', 'failed', 'none']) {
    await addInteraction(at.pool, at.site, { id, chainId, agentId: 'ana' });
  }
  await addRecording(at.pool, at.site, 'kept', 'kept');
  await addRecording(at.pool, at.site, 'lost-end', 'recording');
  await addRecording(at.pool, at.site, 'going-on', 'recording');
  await at.pool.query(`update interactions set done_at = null where id = 'going-on'`);
  await addRecording(at.pool, at.site, 'failed', 'failed');
});
afterAll(() => at.drop());

test.each<[id: string, file: string | undefined, toHear: boolean]>([
  ['kept', 'file-kept', true],
  ['lost-end', 'file-lost-end', true],
  ['going-on', 'file-going-on', false],
  ['failed', undefined, false],
  ['none', undefined, false],
])('%s', async (id, file, toHear) => {
  const found = await recordingOf(at.pool, at.site, interactionId(id));
  expect(found).toEqual(file === undefined ? undefined : { file, agentId: 'ana' });
  const shown = await at.pool.query(
    `select ${HAS_RECORDING} as has from interactions o
     left join recordings r on r.site = o.site and r.interaction_id = o.id where o.id = $1`,
    [id],
  );
  expect(shown.rows).toEqual([{ has: toHear }]);
});

test('what can be heard waits for the bucket, until it is noted to be there', async () => {
  const waiting = async (without: readonly string[] = []) =>
    (await recordingsToUpload(at.pool, at.site, 10, without)).map(({ file }) => file);
  expect(await waiting()).toEqual(['file-kept', 'file-lost-end']);
  expect(await waiting(['a-kept'])).toEqual(['file-lost-end']);
  expect(await recordingsToUpload(at.pool, at.site, 1, [])).toEqual([
    { attemptId: 'a-kept', file: 'file-kept' },
  ]);
  await noteInBucket(at.pool, at.site, 'a-kept');
  expect(await waiting()).toEqual(['file-lost-end']);
});
