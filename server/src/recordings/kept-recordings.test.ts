import { expect, onTestFinished, test } from 'vitest';
import { FakeRecordings } from '../api/fake-recordings.ts';
import { SwitchFault } from '../ports.ts';
import { Bucket, BucketFault } from './bucket.ts';
import { KeptRecordings } from './kept-recordings.ts';
import { TestBucket } from './test-bucket.ts';

const FILE = 'main/2026-01/i1_a1';

async function house() {
  const server = new TestBucket();
  await server.open();
  onTestFinished(() => server.close());
  const onSwitch = new FakeRecordings();
  onSwitch.files.set(FILE, 'sound');
  const kept = new KeptRecordings(onSwitch, new Bucket(server.choice));
  const heard = async (): Promise<string | undefined> => {
    const found = await kept.open(FILE);
    return found === undefined ? undefined : new Response(found.stream).text();
  };
  const places = () => [onSwitch.files.has(FILE), server.files.has(FILE)];
  return { server, onSwitch, kept, heard, places };
}

test('a recording moves from the switch to the bucket, and is heard from where it is', async () => {
  const { onSwitch, kept, heard, places } = await house();
  expect([await heard(), ...places()]).toEqual(['sound', true, false]);
  expect(await kept.upload(FILE)).toBe(true);
  expect([await heard(), ...places()]).toEqual(['sound', false, true]);
  onSwitch.isUp = false;
  expect(await heard()).toBe('sound');
});

test('it stays on the switch until the bucket has all of it', async () => {
  const { server, kept, heard, places } = await house();
  await server.close();
  await expect(kept.upload(FILE)).rejects.toThrow(BucketFault);
  expect([await heard(), ...places()]).toEqual(['sound', true, false]);
  await server.open();
  server.losesHalf = true;
  await expect(kept.upload(FILE)).rejects.toThrow('does not have all of it');
  expect([await heard(), ...places()]).toEqual(['sound', true, true]);
  server.losesHalf = false;
  await kept.upload(FILE);
  expect([await heard(), ...places()]).toEqual(['sound', false, true]);
});

test('an upload that was not noted is known again, and what is nowhere is told', async () => {
  const { server, kept } = await house();
  await kept.upload(FILE);
  expect(await kept.upload(FILE)).toBe(true);
  expect(server.asked.filter((line) => line.startsWith('PUT'))).toHaveLength(1);
  expect(await kept.upload('main/2026-01/nothing')).toBe(false);
});

test('what is removed is removed from both, and no upload under way brings it back', async () => {
  const { kept, heard, places } = await house();
  await Promise.all([kept.upload(FILE), kept.remove(FILE), kept.upload(FILE)]);
  expect([await heard(), ...places()]).toEqual([undefined, false, false]);
});

test('who is away is said, where the recording may be there', async () => {
  const { server, onSwitch, kept } = await house();
  onSwitch.isUp = false;
  await expect(kept.open(FILE)).rejects.toThrow('the switch is away');
  onSwitch.isUp = true;
  await kept.upload(FILE);
  await server.close();
  await expect(kept.open(FILE)).rejects.toThrow(SwitchFault);
  await expect(kept.remove(FILE)).rejects.toThrow('the bucket of the recordings cannot be reached');
});
