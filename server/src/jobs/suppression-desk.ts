import type { SiteId } from '@outpace/engine/basics/ids.ts';
import { type Refusal, refusal } from '@outpace/engine/basics/refusal.ts';
import type { Result } from '@outpace/engine/basics/result.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import type { ImportReading, ImportRow } from '@outpace/protocol/calling-lists.ts';
import type { SuppressionFile, SuppressionPreview } from '@outpace/protocol/suppression-imports.ts';
import { SuppressionMapping } from '@outpace/protocol/suppression-imports.ts';
import type { Pool } from 'pg';
import { Value } from 'typebox/value';
import { NOT_UTF8 } from './import-file.ts';
import type { ImportJobs } from './import-jobs.ts';
import { lookBeside } from './import-look.ts';
import { insertImport } from './import-store.ts';
import { type Upload, Uploads } from './import-uploads.ts';
import { cancelImport, keepUpload, type SentFile } from './kept-upload.ts';
import { closeLeft, nameRestart, RESTARTS_MAX } from './left-imports.ts';
import {
  plainList,
  planSuppressionFile,
  previewSuppression,
  suppressionLook,
} from './suppression-file.ts';
import { type FetchFile, UrlFetches } from './url-fetches.ts';

export type SuppressionDeskParts = {
  readonly pool: Pool;
  readonly siteId: SiteId;
  /** Files wait in its folder `uploads`. */
  readonly dataDir: string;
  /** An import has ended: entries may have come into this list, and gone from it. */
  readonly onImported: (suppressionListId: string, by: string) => Promise<void>;
  readonly fetch: FetchFile;
};

/** A file that was kept, and the suppression list it was sent for. */
export type KeptSuppressionFile = { readonly suppressionListId: string; readonly fileId: string };

/** Where a supervisor brings files of suppression: takes them, shows them, starts and stops. */
export class SuppressionDesk {
  readonly #parts: SuppressionDeskParts;
  readonly #jobs: ImportJobs;
  readonly #uploads: Uploads;
  readonly #fetches: UrlFetches;

  constructor(parts: SuppressionDeskParts, jobs: ImportJobs) {
    this.#parts = parts;
    this.#jobs = jobs;
    this.#uploads = new Uploads(parts.dataDir);
    this.#fetches = new UrlFetches(parts);
  }

  /** Keeps the file if it can be imported at all. `at` is now, ms since 1970. */
  async receive(
    suppressionListId: string,
    sent: SentFile,
    at: number,
  ): Promise<Result<SuppressionFile, Refusal>> {
    const country = await this.#country();
    const isThere = await this.#isThere(suppressionListId);
    const list = isThere ? ok(plainList(country)) : fail(refusal('NOT_FOUND'));
    const about = { site: this.#parts.siteId, listId: suppressionListId };
    const kept = await keepUpload(this.#uploads, about, sent, list, at);
    if (!kept.ok) return kept;
    const { look, ...file } = kept.value;
    return ok({ ...file, ...suppressionLook(look, country) });
  }

  /**
   * Fetches a file and keeps it as one that was sent. `at` is now, ms since 1970; after `gone`
   * nobody waits for it.
   */
  async receiveFrom(
    suppressionListId: string,
    { url, by, at }: { readonly url: string; readonly by: string; readonly at: number },
    gone: AbortSignal,
  ): Promise<Result<SuppressionFile, Refusal>> {
    if (!(await this.#isThere(suppressionListId))) return fail(refusal('NOT_FOUND'));
    return this.#fetches.receive({ listId: suppressionListId, url, by }, gone, (sent) =>
      this.receive(suppressionListId, sent, at),
    );
  }

  /** Reads a kept file again, as a person says it is to be read. */
  async look(
    of: KeptSuppressionFile,
    how: ImportReading,
  ): Promise<Result<SuppressionFile, Refusal>> {
    const found = await this.#find(of, how);
    if (!found.ok) return found;
    const country = await this.#country();
    const looked = await lookBeside(this.#uploads.path(of.fileId), plainList(country), how);
    if (!looked.ok) return looked;
    const { fileName, bytes } = found.value;
    return ok({ fileId: of.fileId, fileName, bytes, ...suppressionLook(looked.value, country) });
  }

  async preview(
    of: KeptSuppressionFile,
    mapping: SuppressionMapping,
    at: number,
  ): Promise<Result<SuppressionPreview, Refusal>> {
    const found = await this.#find(of, mapping);
    if (!found.ok) return found;
    return previewSuppression(this.#uploads.path(of.fileId), mapping, at);
  }

  /** Begins an import; the row tells how far it is. `by` is the signed-in user. */
  start(
    of: KeptSuppressionFile,
    mapping: SuppressionMapping,
    { by, at }: { readonly by: string; readonly at: number },
  ): Promise<Result<ImportRow, Refusal>> {
    return this.#begin(of, mapping, { by, at, restarts: 0 });
  }

  /**
   * Once, before anything else: what an earlier process has left is closed, and begun again from
   * its file where that is still there. `at` is now, ms since 1970.
   */
  async resume(at: number): Promise<void> {
    const { pool, siteId } = this.#parts;
    for (const left of await closeLeft(pool, siteId, 'suppression_list')) {
      const { listId: suppressionListId, fileId, mapping, by, restarts } = left;
      if (fileId === null || restarts >= RESTARTS_MAX) continue;
      if (!Value.Check(SuppressionMapping, mapping)) continue;
      const again = { by, at, restarts: restarts + 1 };
      const begun = await this.#begin({ suppressionListId, fileId }, mapping, again);
      if (!begun.ok) continue;
      await nameRestart(pool, siteId, { id: left.id, restartedAs: begun.value.id });
    }
  }

  async #begin(
    { suppressionListId, fileId }: KeptSuppressionFile,
    mapping: SuppressionMapping,
    { by, at, restarts }: { readonly by: string; readonly at: number; readonly restarts: number },
  ): Promise<Result<ImportRow, Refusal>> {
    const { pool, siteId: site } = this.#parts;
    const found = await this.#find({ suppressionListId, fileId }, mapping);
    if (!found.ok) return found;
    const path = this.#uploads.path(fileId);
    const planned = await planSuppressionFile(path, mapping);
    if (!planned.ok) return planned;
    const { fileName, bytes: bytesTotal } = found.value;
    const listId = suppressionListId;
    const kept = { fileId, mapping, restarts };
    const about = { listId, fileName, bytesTotal, by, kept };
    const begun = await insertImport(pool, site, about, 'suppression_list');
    if (!begun.ok) return begun;
    const importId = begun.value.id;
    const order = { site, importId, suppressionListId, path, mapping, by, startedAt: at };
    this.#jobs.start(order, async () => {
      await this.#parts.onImported(suppressionListId, by);
      await this.#uploads.remove(fileId);
    });
    return begun;
  }

  /** Stops an import; one that has ended stays as it is. */
  cancel(importId: string, by: string): Promise<Result<ImportRow, Refusal>> {
    const running = { ...this.#parts, jobs: this.#jobs };
    return cancelImport(running, importId, by, 'suppression_list');
  }

  async #isThere(id: string): Promise<boolean> {
    const text = 'select from suppression_lists where site = $1 and id = $2';
    return (await this.#parts.pool.query(text, [this.#parts.siteId, id])).rowCount !== 0;
  }

  /** In which numbers are read until a person says another one: that of most calling lists. */
  async #country(): Promise<string> {
    const { rows } = await this.#parts.pool.query<{ readonly country: string }>(
      `select default_country as country from calling_lists where site = $1
      group by default_country order by count(*) desc, default_country limit 1`,
      [this.#parts.siteId],
    );
    return rows[0]?.country ?? 'US';
  }

  async #find(
    { suppressionListId, fileId }: KeptSuppressionFile,
    { encoding }: ImportReading,
  ): Promise<Result<Upload, Refusal>> {
    const upload = await this.#uploads.find(this.#parts.siteId, suppressionListId, fileId);
    if (upload === undefined || !(await this.#isThere(suppressionListId))) {
      return fail(refusal('NOT_FOUND'));
    }
    if (encoding === 'utf-8' && upload.encoding !== 'utf-8') return fail(NOT_UTF8);
    return ok(upload);
  }
}
