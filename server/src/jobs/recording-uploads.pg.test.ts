import { interactionId } from '@outpace/engine/basics/ids.ts';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { FakeRecordings } from '../api/fake-recordings.ts';
import { Bucket } from '../recordings/bucket.ts';
import { KeptRecordings } from '../recordings/kept-recordings.ts';
import { TestBucket } from '../recordings/test-bucket.ts';
import { filesLeft, insertErasure } from '../store/erasures.ts';
import { setRetention } from '../store/retention.ts';
import {
  addCampaigns,
  addCustomer,
  addInteraction,
  addRecording,
  openTestList,
  type TestSite,
} from '../store/test-site.ts';
import { removeErasedFiles } from './erased-files.ts';
import { RecordingUploads } from './recording-uploads.ts';
import { Retention } from './retention.ts';

let at: TestSite;
let bucket: TestBucket;
let onSwitch: FakeRecordings;
let faults: string[];

beforeAll(async () => {
  at = await openTestList();
  await addCampaigns(at);
  const chainId = await addCustomer(at);
  for (const id of ['i-1', 'i-2', 'i-3']) {
    await addInteraction(at.pool, at.site, { id, chainId, agentId: 'ana' });
    await addRecording(at.pool, at.site, id, 'kept');
  }
});
afterAll(() => at.drop());
beforeEach(async () => {
  await at.pool.query('update recordings set in_bucket_at = null');
  bucket = new TestBucket();
  await bucket.open();
  onTestFinished(() => bucket.close());
  onSwitch = new FakeRecordings();
  for (const n of [1, 2, 3]) onSwitch.files.set(`file-i-${n}`, `sound ${n}`);
  faults = [];
});

const kept = (): KeptRecordings => new KeptRecordings(onSwitch, new Bucket(bucket.choice));
const uploads = (recordings: Pick<KeptRecordings, 'upload'> = kept()): RecordingUploads =>
  new RecordingUploads({
    ...{ pool: at.pool, siteId: at.site, recordings, restsMs: [10] },
    onFault: (fault) => void faults.push(fault instanceof Error ? fault.message : 'no error'),
  });
const noted = async (): Promise<number> => {
  const { rows } = await at.pool.query('select count(in_bucket_at)::int as noted from recordings');
  return rows[0].noted;
};
const places = async () => [onSwitch.files.size, bucket.files.size, await noted()];

test('what was recorded is brought into the bucket, once', async () => {
  const job = uploads();
  await job.look();
  expect([await places(), faults]).toEqual([[0, 3, 3], []]);
  const asked = bucket.asked.length;
  await job.look();
  expect(bucket.asked).toHaveLength(asked);
});

test('a bucket that is away for a while loses nothing', async () => {
  await bucket.close();
  const job = uploads();
  job.start();
  onTestFinished(() => job.close());
  await expect.poll(() => faults.length).toBeGreaterThan(4);
  expect(await places()).toEqual([3, 0, 0]);
  expect(new Set(faults)).toEqual(new Set(['the bucket of the recordings cannot be reached']));
  await bucket.open();
  await expect.poll(() => places()).toEqual([0, 3, 3]);
});

test('a process that dies between the upload and its note leaves nothing undone', async () => {
  const dies = new Error('killed');
  const dying = {
    upload: async (file: string): Promise<boolean> => {
      await kept().upload(file);
      throw dies;
    },
  };
  await uploads(dying).look();
  expect(await places()).toEqual([0, 3, 0]);
  await uploads().look();
  expect(await places()).toEqual([0, 3, 3]);
  expect(bucket.asked.filter((line) => line.startsWith('PUT'))).toHaveLength(3);
});

test('one that dies while both have it does it again', async () => {
  onSwitch.remove = () => Promise.reject(new Error('killed'));
  await uploads().look();
  expect(await places()).toEqual([3, 3, 0]);
  onSwitch = Object.assign(new FakeRecordings(), { files: onSwitch.files });
  await uploads().look();
  expect(await places()).toEqual([0, 3, 3]);
});

test('one that cannot be uploaded keeps back no other, and what is nowhere is told', async () => {
  onSwitch.files.delete('file-i-1');
  const recordings = kept();
  const job = uploads({
    upload: (file) =>
      file === 'file-i-2' ? Promise.reject(new Error('too large')) : recordings.upload(file),
  });
  await job.look();
  await job.look();
  expect(await places()).toEqual([1, 1, 1]);
  expect(faults).toEqual([
    'the recording file-i-1 is neither on the switch nor in the bucket',
    'too large',
    'too large',
  ]);
});

test('a bucket that says nothing holds up no end', async () => {
  bucket.isMute = true;
  const job = uploads();
  job.start();
  await expect.poll(() => bucket.asked).toEqual(['PUT file-i-1']);
  await job.close();
  expect([await places(), faults]).toEqual([[3, 0, 0], []]);
});

test('a wrong secret is told by what the bucket says, and nothing is lost', async () => {
  const wrong = new Bucket({ ...bucket.choice, secret: 'another' });
  await uploads(new KeptRecordings(onSwitch, wrong)).look();
  expect(faults[0]).toBe('the bucket refused file-i-1 with status 403, SignatureDoesNotMatch');
  expect(await places()).toEqual([3, 0, 0]);
});

test('files of erased persons are removed there as well', async () => {
  await uploads().look();
  await insertErasure(at.pool, at.site, {
    ...{ id: 'e-1', by: 'ana', reference: 'R-1', keepSuppressed: true, hashes: [], counts: {} },
    files: ['file-i-2'],
  });
  const onFault = (fault: unknown): void => void faults.push(String(fault));
  const parts = { pool: at.pool, siteId: at.site, recordings: kept(), onFault };
  await bucket.close();
  await removeErasedFiles(parts);
  expect(faults).toHaveLength(1);
  await bucket.open();
  await removeErasedFiles(parts);
  expect([...bucket.files.keys()]).toEqual(['file-i-1', 'file-i-3']);
  expect(await filesLeft(at.pool, at.site)).toEqual([]);
});

test('retention removes them there as well', async () => {
  await uploads().look();
  const days = { attempts: null, recordings: 1, 'webhook-deliveries': null };
  const saved = await setRetention(at.pool, at.site, 1, {
    ...{ ...days, imports: null, 'agent-states': null },
  });
  expect(saved.ok).toBe(true);
  const onFault = (fault: unknown): void => void faults.push(String(fault));
  await new Retention({ pool: at.pool, siteId: at.site, recordings: kept(), onFault }).look();
  expect([bucket.files.size, faults]).toEqual([0, []]);
  const { rowCount } = await at.pool.query('select from recordings where interaction_id = $1', [
    interactionId('i-1'),
  ]);
  expect(rowCount).toBe(0);
});
