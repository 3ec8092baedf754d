import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closed } from '@outpace/protocol/schema.ts';
import { Type } from 'typebox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSettingsFile } from './settings-file.ts';
import { StartFault } from './start-fault.ts';

const Lines = Type.Array(closed({ host: Type.String(), password: Type.String({ minLength: 8 }) }));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outpace-settings-'));
});
afterAll(() => rm(folder, { recursive: true }));

const read = async (text: string) => {
  const file = join(folder, 'lines.json');
  await writeFile(file, text);
  return readSettingsFile(file, Lines, 'OUTPACE_LINES_FILE');
};

test('what fits is taken as it is', async () => {
  const lines = [{ host: 'carrier.example', password: 'long enough' }];
  expect(await read(JSON.stringify(lines))).toEqual(lines);
});

test.each<[why: string, text: string, sentence: RegExp]>([
  ['what is no JSON', 'host: carrier', /^The file of OUTPACE_LINES_FILE is not JSON\.$/],
  ['what is something else', '{}', /^The file of OUTPACE_LINES_FILE does not fit as a whole: it/],
  ['a wrong value', '[{"host":"a","password":"secret"}]', /does not fit at \/0\/password: it must/],
  [
    'an unknown field',
    '[{"host":"a","password":"long enough","port":1}]',
    /at \/0\/port: there is no such/,
  ],
])('%s is refused in one sentence', async (_why, text, sentence) => {
  const reading = read(text);
  await expect(reading).rejects.toThrow(StartFault);
  await expect(reading).rejects.toThrow(sentence);
  await expect(reading).rejects.not.toThrow('secret');
});

test('a file that is not there is said so', async () => {
  const reading = readSettingsFile(join(folder, 'gone'), Lines, 'OUTPACE_LINES_FILE');
  await expect(reading).rejects.toThrow('The file of OUTPACE_LINES_FILE cannot be read.');
});
