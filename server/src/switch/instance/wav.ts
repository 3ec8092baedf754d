import { pcmOf, type Samples } from './samples.ts';

const HEADER_BYTES = 44;
const CHUNK_BYTES = 8;

/** A file of 16 bits, one channel. */
export function wavOf(samples: Samples): Buffer {
  const pcm = pcmOf(samples);
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('RIFF', 0);
  header.writeUInt32LE(HEADER_BYTES - CHUNK_BYTES + pcm.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(samples.rateHz, 24);
  header.writeUInt32LE(samples.rateHz * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(pcm.length, 40);
  return Buffer.concat([header, pcm]);
}

/**
 * Reads a file of 16 bits, one channel; undefined when it is none. One that is still being written
 * has no length in its header yet and is read to where it ends.
 */
export function parseWav(file: Buffer): Samples | undefined {
  if (file.toString('latin1', 0, 4) !== 'RIFF' || file.length < HEADER_BYTES) return undefined;
  let rateHz = 0;
  let at = 12;
  while (at + CHUNK_BYTES <= file.length) {
    const name = file.toString('latin1', at, at + 4);
    const bytes = file.readUInt32LE(at + 4);
    const start = at + CHUNK_BYTES;
    if (name === 'fmt ') {
      const isPlain = file.readUInt16LE(start) === 1 && file.readUInt16LE(start + 14) === 16;
      if (!isPlain || file.readUInt16LE(start + 2) !== 1) return undefined;
      rateHz = file.readUInt32LE(start + 4);
    }
    if (name === 'data') {
      const end = bytes === 0 ? file.length : Math.min(file.length, start + bytes);
      return rateHz === 0 ? undefined : { rateHz, values: valuesOf(file.subarray(start, end)) };
    }
    // Chunks begin at even places.
    at = start + bytes + (bytes % 2);
  }
  return undefined;
}

const valuesOf = (pcm: Buffer): Float64Array =>
  Float64Array.from({ length: pcm.length >> 1 }, (_, index) => pcm.readInt16LE(index * 2) / 32_768);
