import fc from 'fast-check';

/** Bytes and words that have broken importers: of other files, other encodings, other programs. */
const PIECES: readonly Buffer[] = [
  ...['"', '""', '"\n"', ',', ';', '\t', '|', '\n', '\r', '\r\n', '\\', '\\N', '\\.', "'"],
  ...['\0', '\u001a', '\u2028', '\uFEFF', '\uFFFD', '\u0000,', 'é', '€', '😀', '\u202e'],
  ...['=1+1', '+1', '-1', '@SUM(A1)', '=cmd|"/C calc"!A0', 'NaN', '1e309', '__proto__', '[{"'],
  ...['2.13E+09', '00000', '+44 20 7946 0018', '2026-02-30', 'x'.repeat(5_000), ','.repeat(600)],
]
  .map((text) => Buffer.from(text))
  .concat(
    [
      [0x80],
      [0xe9],
      [0x81],
      [0xc3],
      [0xc0, 0x80],
      [0xed, 0xa0, 0x80],
      [0xff, 0xfe],
      [0xf0, 0x9f],
    ].map((bytes) => Buffer.from(bytes)),
  );

/** One thing done to a file. Places are shares of its length, so that they fit every file. */
type Mutation = (bytes: Buffer) => Buffer;

const share = () => fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const placeOf = (bytes: Buffer, at: number): number => Math.floor(bytes.length * at);

const spliced = (bytes: Buffer, at: number, cut: number, piece: Buffer): Buffer =>
  Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at + cut)]);

const inserted = fc.tuple(share(), fc.constantFrom(...PIECES)).map(
  ([at, piece]): Mutation =>
    (bytes) =>
      spliced(bytes, placeOf(bytes, at), 0, piece),
);
const flipped = fc.tuple(share(), fc.integer({ min: 1, max: 255 })).map(
  ([at, mask]): Mutation =>
    (bytes) => {
      const place = placeOf(bytes, at);
      return spliced(bytes, place, 1, Buffer.from([(bytes[place] ?? 0) ^ mask]));
    },
);
const removed = fc.tuple(share(), fc.nat(80)).map(
  ([at, count]): Mutation =>
    (bytes) =>
      spliced(bytes, placeOf(bytes, at), count, Buffer.alloc(0)),
);
const repeated = fc.tuple(share(), share(), fc.nat(120)).map(
  ([from, to, count]): Mutation =>
    (bytes) => {
      const start = placeOf(bytes, from);
      return spliced(bytes, placeOf(bytes, to), 0, bytes.subarray(start, start + count));
    },
);
const truncated = share().map(
  (at): Mutation =>
    (bytes) =>
      bytes.subarray(0, placeOf(bytes, at)),
);
const exchanged = fc
  .constantFrom<readonly [string, string]>(
    [',', ';'],
    [',', '\t'],
    ['\n', '\r'],
    ['\n', '\r\n'],
    ['"', "'"],
    ['\n', '\n\n'],
  )
  .map(
    ([from, to]): Mutation =>
      (bytes) =>
        Buffer.from(bytes.toString('latin1').replaceAll(from, to), 'latin1'),
  );
const encoded = fc.constantFrom('latin1', 'utf16le').map(
  (encoding): Mutation =>
    (bytes) =>
      Buffer.from(bytes.toString(), encoding === 'latin1' ? 'latin1' : 'utf16le'),
);
const marked = fc.constant(
  (bytes: Buffer): Buffer => Buffer.concat([Buffer.from('\uFEFF'), bytes]),
);

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  { weight: 6, arbitrary: inserted },
  { weight: 3, arbitrary: flipped },
  { weight: 3, arbitrary: removed },
  { weight: 3, arbitrary: repeated },
  { weight: 1, arbitrary: truncated },
  { weight: 2, arbitrary: exchanged },
  { weight: 1, arbitrary: encoded },
  { weight: 1, arbitrary: marked },
);

const NAMES = ['Ada Byron', '"Byron, Ada"', 'José', '"said ""yes"""', '"two\nlines"', '', '😀'];

/** A good file. Each row carries `C<n>` of its own, by which it is known again in the database. */
function goodFile(rows: number): Buffer {
  const lines = Array.from({ length: rows }, (_, n) => {
    const phone = `212-555-0${100 + (n % 100)}`;
    return `${phone},${NAMES[n % NAMES.length]},C${n},2026-01-${10 + (n % 18)},${n * 37},mobile`;
  });
  return Buffer.from(['Phone,Name,Customer id,Since,Balance,Kind', ...lines, ''].join('\n'));
}

/** Files as the world sends them: good ones with up to eight things wrong. */
export const mutatedFile: fc.Arbitrary<Buffer> = fc
  .tuple(fc.nat(40), fc.array(mutation, { maxLength: 8 }))
  .map(([rows, mutations]) => mutations.reduce((bytes, mutate) => mutate(bytes), goodFile(rows)));
