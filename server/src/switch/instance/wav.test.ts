import { expect, test } from 'vitest';
import { tone } from './samples.ts';
import { toneLevel } from './tone-levels.ts';
import { parseWav, wavOf } from './wav.ts';

const file = wavOf(tone(700, 250, 16_000, 0.3));

test('reads what it wrote', () => {
  const samples = parseWav(file);
  expect(samples?.rateHz).toBe(16_000);
  expect(samples?.values).toHaveLength(4_000);
  expect(samples && toneLevel(samples, 700)).toBeCloseTo(0.3, 2);
});

test('reads a file that is still being written', () => {
  const open = Buffer.from(file);
  open.writeUInt32LE(0, 40);
  expect(parseWav(open)?.values).toHaveLength(4_000);
});

test('passes over what else is in it', () => {
  const note = Buffer.from('LIST\x03\x00\x00\x00abc\x00', 'latin1');
  const noted = Buffer.concat([file.subarray(0, 36), note, file.subarray(36)]);
  expect(parseWav(noted)?.values).toHaveLength(4_000);
});

test.each<[why: string, content: Buffer]>([
  ['a text', Buffer.from('Hello. This is a text, and longer than a header would be.')],
  ['nothing', Buffer.alloc(0)],
  ['a header alone', file.subarray(0, 43)],
  ['two channels', withByte(22, 2)],
  ['another format', withByte(20, 6)],
])('%s is none', (_why, content) => {
  expect(parseWav(content)).toBeUndefined();
});

function withByte(at: number, byte: number): Buffer {
  const changed = Buffer.from(file);
  changed.writeUInt8(byte, at);
  return changed;
}
