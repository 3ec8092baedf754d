import { expect, onTestFinished, test } from 'vitest';
import { StartFault } from '../start-fault.ts';
import { Bucket, type BucketChoice, BucketFault, bucketOf } from './bucket.ts';
import { KEY, signatureOf, TestBucket } from './test-bucket.ts';

const FILE = 'main/2026-01/i:1_a1';
const SOUND = new TextEncoder().encode('RIFF of a call');

async function served() {
  const server = new TestBucket();
  await server.open();
  onTestFinished(() => server.close());
  return { server, bucket: new Bucket(server.choice) };
}

const textOf = async (bucket: Bucket): Promise<string | undefined> => {
  const found = await bucket.open(FILE);
  return found === undefined ? undefined : new Response(found.stream).text();
};

test('the test knows a signature by the example that Amazon has published', () => {
  const asked = {
    method: 'GET',
    path: '/test.txt',
    headers: {
      host: 'examplebucket.s3.amazonaws.com',
      range: 'bytes=0-9',
      'x-amz-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      'x-amz-date': '20130524T000000Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,' +
        'SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=…',
    },
  };
  expect(signatureOf(asked, KEY.secret)).toBe(
    'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  );
});

test('a file is put, known, streamed and removed under its name', async () => {
  const { server, bucket } = await served();
  expect([await bucket.has(FILE), await textOf(bucket)]).toEqual([false, undefined]);
  await bucket.put(FILE, 'audio/wav', SOUND);
  expect([...server.files.keys()]).toEqual([FILE]);
  expect(await bucket.has(FILE)).toBe(true);
  expect(await bucket.open(FILE)).toMatchObject({ mediaType: 'audio/wav', bytes: SOUND.length });
  expect(await textOf(bucket)).toBe('RIFF of a call');
  await bucket.remove(FILE);
  await bucket.remove(FILE);
  expect(server.files.size).toBe(0);
});

test.each([true, false])(
  'what is not there whole is not believed, checksums: %s',
  async (knows) => {
    const { server, bucket } = await served();
    Object.assign(server, { knowsChecksums: knows, losesHalf: true });
    await expect(bucket.put(FILE, 'audio/wav', SOUND)).rejects.toThrow(
      `the bucket has taken ${FILE}, but does not have all of it`,
    );
    server.losesHalf = false;
    await bucket.put(FILE, 'audio/wav', SOUND);
  },
);

test('a bucket that is away is a fault, and no reason not to start', async () => {
  const { server, bucket } = await served();
  await server.close();
  await expect(bucket.put(FILE, 'audio/wav', SOUND)).rejects.toThrow(BucketFault);
  await expect(bucket.open(FILE)).rejects.toThrow('the bucket of the recordings cannot be reached');
  expect(await bucketOf(server.choice)).toBeInstanceOf(Bucket);
});

test.each<[what: string, wrong: Partial<BucketChoice>, code: string]>([
  ['another secret', { secret: 'another' }, 'SignatureDoesNotMatch'],
  ['another key', { keyId: 'AKIAANOTHER' }, 'InvalidAccessKeyId'],
])('%s stops the start with one sentence that holds no secret', async (_what, wrong, code) => {
  const { server } = await served();
  const choice = { ...server.choice, ...wrong };
  const start = bucketOf(choice);
  await expect(start).rejects.toThrow(StartFault);
  await expect(start).rejects.toThrow(
    `The bucket of OUTPACE_RECORDINGS_URL says ${code}: ` +
      'the address, the region, the key or its secret does not fit.',
  );
  await expect(new Bucket(choice).put(FILE, 'audio/wav', SOUND)).rejects.toThrow(
    `the bucket refused ${FILE} with status 403, ${code}`,
  );
});

test('so does a bucket that is not there, and none at all is fine', async () => {
  const { server } = await served();
  const url = server.choice.url.replace('recordings', 'others');
  await expect(bucketOf({ ...server.choice, url })).rejects.toThrow('says NoSuchBucket: ');
  expect(await bucketOf(undefined)).toBeUndefined();
});
