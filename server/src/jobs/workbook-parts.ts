import { posix } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { type SaxesAttributePlain, SaxesParser, type SaxesTagPlain } from 'saxes';
import { openPromise, type ZipFile } from 'yauzl';

/** How far a workbook may go. What is packed small can be large, and a trap. */
export type WorkbookLimits = {
  /** Of all parts that are read, unpacked, bytes. */
  readonly unpackedBytes: number;
  /** Between two tags: a cell of a real sheet has 32,767 characters. */
  readonly textBytes: number;
  /** Of the texts that cells share, which are kept in memory, characters. */
  readonly sharedChars: number;
};

export const WORKBOOK_LIMITS: WorkbookLimits = {
  unpackedBytes: 1024 ** 3,
  textBytes: 4 * 1024 ** 2,
  sharedChars: 64 * 1024 ** 2,
};

/** Files in the archive; a workbook has some tens. */
const PARTS_MAX = 10_000;

/** The workbook is larger than it may be, in the sense of the message. */
export class WorkbookTooLarge extends Error {
  override readonly name = 'WorkbookTooLarge';
}

/** The workbook is not what its name or its own parts say. */
export class WorkbookDamaged extends Error {
  override readonly name = 'WorkbookDamaged';
}

export type Attributes = ReadonlyMap<string, string>;

/** What a part tells, tag by tag. Names come without their prefix. */
export type PartReader = {
  open(name: string, attributes: Attributes): void;
  text(text: string): void;
  close(name: string): void;
  /** Called between pieces of the part: a moment to wait for a slow disk. */
  pause?(): Promise<void>;
};

/** The parts of a workbook, each read as it is unpacked; the archive is never in memory. */
export class WorkbookParts {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Parameters<ZipFile['openReadStreamPromise']>[0]>;
  readonly #limits: WorkbookLimits;
  #unpackedBytes = 0;

  private constructor(
    zip: ZipFile,
    entries: ReadonlyMap<string, Parameters<ZipFile['openReadStreamPromise']>[0]>,
    limits: WorkbookLimits,
  ) {
    this.#zip = zip;
    this.#entries = entries;
    this.#limits = limits;
  }

  static async open(path: string, limits: WorkbookLimits): Promise<WorkbookParts> {
    const zip = await openPromise(path, { lazyEntries: true, autoClose: false });
    try {
      if (zip.entryCount > PARTS_MAX) throw new WorkbookTooLarge('it has too many parts');
      const entries = new Map<string, Parameters<ZipFile['openReadStreamPromise']>[0]>();
      for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
      return new WorkbookParts(zip, entries, limits);
    } catch (problem) {
      zip.close();
      throw problem;
    }
  }

  close(): void {
    this.#zip.close();
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  async read(name: string, reader: PartReader): Promise<void> {
    const entry = this.#entries.get(name);
    if (entry === undefined) throw new WorkbookDamaged(`the part ${name} is missing`);
    const stream = await this.#zip.openReadStreamPromise(entry);
    const decoder = new StringDecoder('utf8');
    const xml = new XmlPart(reader, this.#limits.textBytes);
    for await (const chunk of stream) {
      this.#unpackedBytes += chunk.length;
      if (this.#unpackedBytes > this.#limits.unpackedBytes) {
        throw new WorkbookTooLarge('it is too large unpacked');
      }
      xml.take(decoder.write(chunk));
      await reader.pause?.();
    }
    xml.end(decoder.end());
  }

  /** The parts that a part names, by their ids: the path of each in the archive. */
  async relations(of: string): Promise<ReadonlyMap<string, string>> {
    const { dir, base } = posix.parse(of);
    const found = new Map<string, string>();
    await this.read(`${dir}/_rels/${base}.rels`, {
      open(name, attributes) {
        const target = attributes.get('Target') ?? '';
        // From the top of the archive, or from the part that names it.
        const path = target.startsWith('/') ? target.slice(1) : posix.join(dir, target);
        if (name === 'Relationship') found.set(attributes.get('Id') ?? '', path);
      },
      text: () => undefined,
      close: () => undefined,
    });
    return found;
  }
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** The parser throws what it does not understand, and knows no entities but those of XML itself. */
class XmlPart {
  readonly #parser = new SaxesParser();
  readonly #textBytesMax: number;
  /** Bytes since the last tag. */
  #since = 0;

  constructor(reader: PartReader, textBytesMax: number) {
    this.#textBytesMax = textBytesMax;
    this.#parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => {
      this.#since = 0;
      reader.open(localName(name), attributesOf(attributes));
    });
    this.#parser.on('closetag', ({ name }) => {
      this.#since = 0;
      reader.close(localName(name));
    });
    this.#parser.on('text', (text) => reader.text(text));
    this.#parser.on('cdata', (text) => reader.text(text));
  }

  take(text: string): void {
    this.#since += text.length;
    this.#parser.write(text);
    if (this.#since > this.#textBytesMax) throw new WorkbookTooLarge('a cell is too long');
  }

  end(text: string): void {
    this.take(text);
    this.#parser.close();
  }
}

const attributesOf = (attributes: Record<string, SaxesAttributePlain['value']>): Attributes =>
  new Map(Object.entries(attributes).map(([name, value]) => [name, value]));
