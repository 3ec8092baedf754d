import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pause, speech, tone } from './behaviour.ts';
import { WorldSounds } from './world-sounds.ts';

let folder: string;
let sounds: WorldSounds;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outpace-world-sounds-'));
  vi.stubEnv('OUTPACE_CACHE', join(folder, 'cache'));
  sounds = new WorldSounds(folder, undefined);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

test('each sound is made once and found by its name', async () => {
  const said = speech({ voice: 'en', wordsPerMinute: 200, text: 'Hello?' });
  const parts = [tone(700, 100), pause(50), said, { ...said }];
  const names = await Promise.all(parts.map((part) => sounds.nameOf(part)));
  expect(names.slice(0, 2)).toEqual(['tone-700-100', 'pause-50']);
  expect(names[2]).toBe(names[3]);
  const files = await readdir(folder);
  for (const name of names) expect(files).toContain(`${name}.sln`);
  expect((await readFile(join(folder, `${names[2]}.sln16`))).length).toBeGreaterThan(1_000);
});

test('a world that is opened again finds its voices', async () => {
  const said = speech({ voice: 'en', wordsPerMinute: 200, text: 'Hello?' });
  const name = await sounds.nameOf(said);
  expect(await new WorldSounds(folder, undefined).nameOf(said)).toBe(name);
});
