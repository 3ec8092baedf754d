import type { SiteId } from '@outpace/engine/basics/ids.ts';
import { type Refusal, refusal } from '@outpace/engine/basics/refusal.ts';
import type { Result } from '@outpace/engine/basics/result.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import type {
  ImportFile,
  ImportPreview,
  ImportReading,
  ImportRow,
} from '@outpace/protocol/calling-lists.ts';
import { ImportMapping } from '@outpace/protocol/calling-lists.ts';
import type { Pool } from 'pg';
import { Value } from 'typebox/value';
import { NOT_UTF8, planFile } from './import-file.ts';
import type { ImportJobs } from './import-jobs.ts';
import { readDefaults } from './import-list.ts';
import { lookBeside } from './import-look.ts';
import { previewFile } from './import-preview.ts';
import type { ListDefaults } from './import-row.ts';
import { insertImport } from './import-store.ts';
import { type Upload, Uploads } from './import-uploads.ts';
import { cancelImport, keepUpload, type SentFile } from './kept-upload.ts';
import { closeLeft, nameRestart, RESTARTS_MAX } from './left-imports.ts';
import { type FetchFile, UrlFetches } from './url-fetches.ts';

export type ImportParts = {
  readonly pool: Pool;
  readonly siteId: SiteId;
  /** Files wait in its folder `uploads`. */
  readonly dataDir: string;
  /** Hears of each import's end, whatever it was. `by` is who began it. */
  readonly onImported: (listId: string, by: string) => Promise<void>;
  readonly fetch: FetchFile;
};

/** A file that was kept, and the list it was sent for. */
export type KeptFile = { readonly listId: string; readonly fileId: string };

/** Where an administrator brings files: takes them, shows them, starts and stops imports. */
export class ImportDesk {
  readonly #parts: ImportParts;
  readonly #jobs: ImportJobs;
  readonly #uploads: Uploads;
  readonly #fetches: UrlFetches;

  constructor(parts: ImportParts, jobs: ImportJobs) {
    this.#parts = parts;
    this.#jobs = jobs;
    this.#uploads = new Uploads(parts.dataDir);
    this.#fetches = new UrlFetches(parts);
  }

  /** Keeps the file if it can be imported at all. `at` is now, ms since 1970. */
  async receive(listId: string, sent: SentFile, at: number): Promise<Result<ImportFile, Refusal>> {
    const { pool, siteId: site } = this.#parts;
    const list = await readDefaults(pool, site, listId);
    const defaults = list === undefined ? fail(refusal('NOT_FOUND')) : ok(list);
    const kept = await keepUpload(this.#uploads, { site, listId }, sent, defaults, at);
    if (!kept.ok) return kept;
    const { look, ...file } = kept.value;
    return ok({ ...file, ...look });
  }

  /**
   * Fetches a file and keeps it as one that was sent. `at` is now, ms since 1970; after `gone`
   * nobody waits for it.
   */
  async receiveFrom(
    listId: string,
    { url, by, at }: { readonly url: string; readonly by: string; readonly at: number },
    gone: AbortSignal,
  ): Promise<Result<ImportFile, Refusal>> {
    const { pool, siteId: site } = this.#parts;
    if ((await readDefaults(pool, site, listId)) === undefined) return fail(refusal('NOT_FOUND'));
    return this.#fetches.receive({ listId, url, by }, gone, (sent) =>
      this.receive(listId, sent, at),
    );
  }

  /** Reads a kept file again, as a person says it is to be read. */
  async look(of: KeptFile, how: ImportReading): Promise<Result<ImportFile, Refusal>> {
    const found = await this.#find(of, how);
    if (!found.ok) return found;
    const { upload, list } = found.value;
    const looked = await lookBeside(this.#uploads.path(of.fileId), list, how);
    if (!looked.ok) return looked;
    const { fileName, bytes } = upload;
    return ok({ fileId: of.fileId, fileName, bytes, ...looked.value });
  }

  async preview(of: KeptFile, mapping: ImportMapping): Promise<Result<ImportPreview, Refusal>> {
    const found = await this.#find(of, mapping);
    if (!found.ok) return found;
    return previewFile(this.#uploads.path(of.fileId), mapping, found.value.list);
  }

  /** Begins an import; the row tells how far it is. `by` is the signed-in user. */
  start(of: KeptFile, mapping: ImportMapping, by: string): Promise<Result<ImportRow, Refusal>> {
    return this.#begin(of, mapping, { by, restarts: 0 });
  }

  /**
   * Once, before anything else: what an earlier process has left is closed, and begun again from
   * its file where that is still there.
   */
  async resume(): Promise<void> {
    const { pool, siteId } = this.#parts;
    for (const left of await closeLeft(pool, siteId, 'calling_list')) {
      const { listId, fileId, mapping, by, restarts } = left;
      if (fileId === null || restarts >= RESTARTS_MAX || !Value.Check(ImportMapping, mapping)) {
        continue;
      }
      const again = { by, restarts: restarts + 1 };
      const begun = await this.#begin({ listId, fileId }, mapping, again);
      if (!begun.ok) continue;
      await nameRestart(pool, siteId, { id: left.id, restartedAs: begun.value.id });
    }
  }

  async #begin(
    of: KeptFile,
    mapping: ImportMapping,
    { by, restarts }: { readonly by: string; readonly restarts: number },
  ): Promise<Result<ImportRow, Refusal>> {
    const { pool, siteId: site } = this.#parts;
    const found = await this.#find(of, mapping);
    if (!found.ok) return found;
    const { upload, list } = found.value;
    const path = this.#uploads.path(of.fileId);
    const planned = await planFile(path, mapping, list);
    if (!planned.ok) return planned;
    const { listId, fileId } = of;
    const { fileName, bytes: bytesTotal } = upload;
    const kept = { fileId, mapping, restarts };
    const about = { listId, fileName, bytesTotal, by, kept };
    const begun = await insertImport(pool, site, about);
    if (!begun.ok) return begun;
    const order = { site, importId: begun.value.id, listId, path, mapping };
    this.#jobs.start(order, async () => {
      await this.#uploads.remove(of.fileId);
      await this.#parts.onImported(listId, by);
    });
    return begun;
  }

  /** Stops an import; one that has ended stays as it is. */
  cancel(importId: string, by: string): Promise<Result<ImportRow, Refusal>> {
    const running = { ...this.#parts, jobs: this.#jobs };
    return cancelImport(running, importId, by, 'calling_list');
  }

  async #find(
    { listId, fileId }: KeptFile,
    { encoding }: ImportReading,
  ): Promise<Result<{ readonly upload: Upload; readonly list: ListDefaults }, Refusal>> {
    const { pool, siteId } = this.#parts;
    const upload = await this.#uploads.find(siteId, listId, fileId);
    const list = await readDefaults(pool, siteId, listId);
    if (upload === undefined || list === undefined) return fail(refusal('NOT_FOUND'));
    if (encoding === 'utf-8' && upload.encoding !== 'utf-8') {
      return fail(NOT_UTF8);
    }
    return ok({ upload, list });
  }
}
