import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ImportReading } from '@outpace/protocol/calling-lists.ts';
import { closed } from '@outpace/protocol/schema.ts';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { partOf } from './sent-file.ts';

/** What is known of a file that was sent and not yet imported. */
export type Upload = Type.Static<typeof Upload>;
const Upload = closed({
  site: Type.String(),
  listId: Type.String(),
  fileName: Type.String(),
  bytes: Type.Integer({ minimum: 0 }),
  encoding: ImportReading.properties.encoding,
});

/** A file that nobody imports is kept so long, ms: a day. */
const KEPT_MS = 24 * 3_600_000;
/** Files that wait at once. */
export const UPLOADS_MAX = 50;

/**
 * The files that were sent, until they are imported. Each is two files of one name: the bytes and,
 * written when they are found to be good, what is known of them.
 */
export class Uploads {
  readonly #folder: string;

  constructor(dataDir: string) {
    this.#folder = join(dataDir, 'uploads');
  }

  path(fileId: string): string {
    return join(this.#folder, `${checked(fileId)}.csv`);
  }

  /** Takes the bytes to the disk as they come. What was begun and broke off is removed. */
  async receive(source: Readable): Promise<string> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const fileId = randomUUID();
    try {
      await pipeline(source, createWriteStream(this.path(fileId), { mode: 0o600 }));
    } catch (problem) {
      await this.remove(fileId);
      throw problem;
    }
    return fileId;
  }

  /** Bytes of a file as it is kept: of a workbook those of its sheet as CSV. */
  async bytesOf(fileId: string): Promise<number> {
    return (await stat(this.path(fileId))).size;
  }

  async keep(fileId: string, upload: Upload): Promise<void> {
    await writeFile(this.#about(fileId), JSON.stringify(upload), { mode: 0o600 });
  }

  /** Only for the list it was sent for. */
  async find(site: string, listId: string, fileId: string): Promise<Upload | undefined> {
    if (!isFileId(fileId)) return undefined;
    const text = await unlessMissing(readFile(this.#about(fileId), 'utf8'));
    const upload: unknown = text === undefined ? undefined : JSON.parse(text);
    if (!Value.Check(Upload, upload)) return undefined;
    return upload.site === site && upload.listId === listId ? upload : undefined;
  }

  async remove(fileId: string): Promise<void> {
    await rm(this.#about(fileId), { force: true });
    await rm(partOf(this.path(fileId)), { force: true });
    await rm(this.path(fileId), { force: true });
  }

  /** Removes what has waited for a day. Returns how many still wait. `now` in ms since 1970. */
  async sweep(now: number): Promise<number> {
    const names = (await unlessMissing(readdir(this.#folder))) ?? [];
    let kept = 0;
    for (const name of names.filter((one) => one.endsWith('.csv'))) {
      const fileId = name.slice(0, -'.csv'.length);
      if (!isFileId(fileId)) continue;
      const about = await unlessMissing(stat(this.path(fileId)));
      if (about === undefined) continue;
      if (now - about.mtimeMs > KEPT_MS) await this.remove(fileId);
      else kept += 1;
    }
    return kept;
  }

  #about(fileId: string): string {
    return join(this.#folder, `${checked(fileId)}.json`);
  }
}

const isFileId = (text: string): boolean => /^[0-9a-f-]{36}$/.test(text);

/** The id comes from outside and becomes a path. */
function checked(fileId: string): string {
  if (!isFileId(fileId)) throw new Error('bug: the id of an upload was not looked at');
  return fileId;
}

async function unlessMissing<Found>(reading: Promise<Found>): Promise<Found | undefined> {
  try {
    return await reading;
  } catch (problem) {
    if (problem instanceof Error && 'code' in problem && problem.code === 'ENOENT')
      return undefined;
    throw problem;
  }
}
