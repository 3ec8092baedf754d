import type { SiteId } from '@outpace/engine/basics/ids.ts';
import { type Refusal, refusal } from '@outpace/engine/basics/refusal.ts';
import type { Result } from '@outpace/engine/basics/result.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import type { ImportReading, ImportRow } from '@outpace/protocol/calling-lists.ts';
import type {
  SuppressionFile,
  SuppressionMapping,
  SuppressionPreview,
} from '@outpace/protocol/suppression-imports.ts';
import type { Pool } from 'pg';
import { addAudit } from '../store/audit.ts';
import { type SentFile, shownName } from './import-desk.ts';
import { NOT_UTF8 } from './import-file.ts';
import type { ImportJobs } from './import-jobs.ts';
import { lookBeside } from './import-look.ts';
import { endWithout } from './import-run.ts';
import { importRow, insertImport } from './import-store.ts';
import { UPLOADS_MAX, type Upload, Uploads } from './import-uploads.ts';
import {
  plainList,
  planSuppressionFile,
  previewSuppression,
  suppressionLook,
} from './suppression-file.ts';

export type SuppressionDeskParts = {
  readonly pool: Pool;
  readonly siteId: SiteId;
  /** Files wait in its folder `uploads`. */
  readonly dataDir: string;
  /** An import has ended: entries may have come into this list, and gone from it. */
  readonly onImported: (suppressionListId: string, by: string) => Promise<void>;
};

/** A file that was kept, and the suppression list it was sent for. */
export type KeptSuppressionFile = { readonly suppressionListId: string; readonly fileId: string };

/** Where a supervisor brings files of suppression: takes them, shows them, starts and stops. */
export class SuppressionDesk {
  readonly #parts: SuppressionDeskParts;
  readonly #jobs: ImportJobs;
  readonly #uploads: Uploads;

  constructor(parts: SuppressionDeskParts, jobs: ImportJobs) {
    this.#parts = parts;
    this.#jobs = jobs;
    this.#uploads = new Uploads(parts.dataDir);
  }

  /** Keeps the file if it can be imported at all. `at` is now, ms since 1970. */
  async receive(
    suppressionListId: string,
    { filename, file }: SentFile,
    at: number,
  ): Promise<Result<SuppressionFile, Refusal>> {
    const room = await this.#room(suppressionListId, at);
    if (!room.ok) {
      // Read to its end all the same: a browser shows no answer to a form it could not send.
      file.resume();
      return room;
    }
    const country = room.value;
    const fileId = await this.#uploads.receive(file);
    const looked = file.truncated
      ? fail(refusal('TOO_LARGE', 'The limit is 2 GB.'))
      : await lookBeside(this.#uploads.path(fileId), plainList(country));
    if (!looked.ok) {
      await this.#uploads.remove(fileId);
      return looked;
    }
    const fileName = shownName(filename);
    const bytes = await this.#uploads.bytesOf(fileId);
    const { encoding } = looked.value.suggested;
    const about = { site: this.#parts.siteId, listId: suppressionListId, fileName, bytes };
    await this.#uploads.keep(fileId, { ...about, encoding });
    return ok({ fileId, fileName, bytes, ...suppressionLook(looked.value, country) });
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
  async start(
    { suppressionListId, fileId }: KeptSuppressionFile,
    mapping: SuppressionMapping,
    { by, at }: { readonly by: string; readonly at: number },
  ): Promise<Result<ImportRow, Refusal>> {
    const { pool, siteId: site } = this.#parts;
    const found = await this.#find({ suppressionListId, fileId }, mapping);
    if (!found.ok) return found;
    const path = this.#uploads.path(fileId);
    const planned = await planSuppressionFile(path, mapping);
    if (!planned.ok) return planned;
    const { fileName, bytes: bytesTotal } = found.value;
    const about = { listId: suppressionListId, fileName, bytesTotal, by };
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
  async cancel(importId: string, by: string): Promise<Result<ImportRow, Refusal>> {
    const { pool, siteId } = this.#parts;
    const row = await importRow(pool, siteId, importId, 'suppression_list');
    if (!row.ok || row.value.state !== 'running') return row;
    const end = await this.#jobs.cancel(importId);
    // Its process is gone: there is nothing to stop, only something to close.
    if (end === undefined) await endWithout(pool, siteId, importId, { state: 'cancelled' });
    const detail = { importId };
    const what = 'import-cancelled';
    await addAudit(pool, siteId, { by, what, subject: row.value.listId, detail });
    return importRow(pool, siteId, importId, 'suppression_list');
  }

  /** The country that numbers are read in until a person says another one. */
  async #room(id: string, at: number): Promise<Result<string, Refusal>> {
    if (!(await this.#isThere(id))) return fail(refusal('NOT_FOUND'));
    const waiting = await this.#uploads.sweep(at);
    if (waiting < UPLOADS_MAX) return ok(await this.#country());
    return fail(refusal('TOO_MANY', 'Too many files wait for their import.'));
  }

  async #isThere(id: string): Promise<boolean> {
    const text = 'select from suppression_lists where site = $1 and id = $2';
    return (await this.#parts.pool.query(text, [this.#parts.siteId, id])).rowCount !== 0;
  }

  /** That of most calling lists. */
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
