import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { tone } from './samples.ts';
import { copyHouseSounds, speechFile, writeSound } from './sound-files.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outpace-sounds-'));
  vi.stubEnv('OUTPACE_CACHE', join(folder, 'cache'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

test('a sound is there for a telephone line and for a browser', async () => {
  await writeSound(folder, 'ping', tone(700, 100, 16_000));
  expect((await readFile(join(folder, 'ping.sln'))).length).toBe(1_600);
  expect((await readFile(join(folder, 'ping.sln16'))).length).toBe(3_200);
});

test('the sounds of the house are copied by name, and the music apart from them', async () => {
  const sounds = join(folder, 'sounds');
  const music = join(folder, 'music');
  await Promise.all([mkdir(sounds), mkdir(music)]);
  await copyHouseSounds(undefined, sounds, music);
  const names = ['beep', 'machine-message', 'recording-announcement', 'safe-harbour'];
  expect((await readdir(sounds)).toSorted()).toEqual(
    names.flatMap((name) => [`${name}.sln`, `${name}.sln16`]),
  );
  expect((await readdir(music)).toSorted()).toEqual(['hold-music.sln', 'hold-music.sln16']);
});

test('a sentence is spoken once per machine', async () => {
  const speech = { voice: 'en', wordsPerMinute: 200, text: 'Hello?' };
  const file = await speechFile(undefined, speech);
  const { mtimeMs } = await stat(`${file}.sln`);
  expect(await speechFile(undefined, { ...speech })).toBe(file);
  expect((await stat(`${file}.sln`)).mtimeMs).toBe(mtimeMs);
});
