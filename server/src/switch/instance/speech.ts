import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InstanceFault } from './instance-fault.ts';
import { type Program, runProgram } from './run-program.ts';
import { joined, resampled, type Samples, silence, trimmed, waveform } from './samples.ts';
import { parseWav } from './wav.ts';

export type Speech = {
  /** A voice of espeak-ng, such as `en-gb+f3`. */
  readonly voice: string;
  readonly wordsPerMinute: number;
  readonly text: string;
};

/** All sounds are made at this rate; what a telephone line carries less of is made from them. */
export const SOUND_HZ = 16_000;
const PEAK = 0.5;

let drafts = 0;

/** Speaks a sentence; without a synthesiser, hums it: one note per word. */
export async function spoken(synthesiser: Program | undefined, speech: Speech): Promise<Samples> {
  if (synthesiser === undefined) return hummed(speech);
  drafts += 1;
  const file = join(tmpdir(), `outpace-speech-${process.pid}-${drafts}.wav`);
  const { voice, wordsPerMinute, text } = speech;
  const words = ['-v', voice, '-s', String(wordsPerMinute), '-w', file, '--', text];
  try {
    await runProgram(synthesiser, words);
    const samples = parseWav(await readFile(file));
    if (samples === undefined) throw new InstanceFault(`${synthesiser.name} wrote no sound.`);
    return trimmed(resampled(samples, SOUND_HZ), PEAK);
  } finally {
    await rm(file, { force: true });
  }
}

function hummed({ wordsPerMinute, text }: Speech): Samples {
  const wordMs = 60_000 / wordsPerMinute;
  const parts = text.split(/\s+/).flatMap((word, index) => {
    const hz = 180 + 15 * ((word.length + index) % 7);
    const note = waveform(wordMs * 0.8, SOUND_HZ, (seconds) => hum(hz, seconds));
    const restMs = /[.!?,:]$/.test(word) ? 350 : wordMs * 0.2;
    return [note, silence(restMs, SOUND_HZ)];
  });
  return trimmed(joined(parts), PEAK);
}

/** A note with overtones, as a voice has them. */
const hum = (hz: number, seconds: number): number =>
  [1, 2, 3, 5].reduce(
    (sum, overtone) => sum + Math.sin(2 * Math.PI * hz * overtone * seconds) / overtone,
    0,
  );
