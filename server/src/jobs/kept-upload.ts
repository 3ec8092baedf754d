import type { Readable } from 'node:stream';
import type { SiteId } from '@outpace/engine/basics/ids.ts';
import { type Refusal, refusal } from '@outpace/engine/basics/refusal.ts';
import type { Result } from '@outpace/engine/basics/result.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import type { ImportRow } from '@outpace/protocol/calling-lists.ts';
import type { Pool } from 'pg';
import { addAudit } from '../store/audit.ts';
import type { FileLook } from './import-file.ts';
import type { ImportJobs } from './import-jobs.ts';
import { lookBeside } from './import-look.ts';
import type { ListDefaults } from './import-row.ts';
import { endWithout } from './import-run.ts';
import { type ImportInto, importRow } from './import-store.ts';
import { UPLOADS_MAX, type Uploads } from './import-uploads.ts';

/** A file as it arrives. `truncated` and `bytesRead` are right once it has been read. */
export type SentFile = {
  readonly filename: string;
  readonly file: Readable & { readonly truncated: boolean; readonly bytesRead: number };
};

type Kept = {
  readonly fileId: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly look: FileLook;
};

/** `listId`: of either kind of list. */
type KeptFor = { readonly site: SiteId; readonly listId: string };

/** Keeps the file if it can be imported at all, read as `list` has it. `at`: now, ms since 1970. */
export async function keepUpload(
  uploads: Uploads,
  { site, listId }: KeptFor,
  { filename, file }: SentFile,
  list: Result<ListDefaults, Refusal>,
  at: number,
): Promise<Result<Kept, Refusal>> {
  const room = list.ok ? await roomFor(uploads, list.value, at) : list;
  if (!room.ok) {
    // Read to its end all the same: a browser shows no answer to a form it could not send.
    file.resume();
    return room;
  }
  const fileId = await uploads.receive(file);
  const looked = file.truncated
    ? fail(refusal('TOO_LARGE', 'The limit is 2 GB.'))
    : await lookBeside(uploads.path(fileId), room.value);
  if (!looked.ok) {
    await uploads.remove(fileId);
    return looked;
  }
  const fileName = shownName(filename);
  const bytes = await uploads.bytesOf(fileId);
  const { encoding } = looked.value.suggested;
  await uploads.keep(fileId, { site, listId, fileName, bytes, encoding });
  return ok({ fileId, fileName, bytes, look: looked.value });
}

async function roomFor(
  uploads: Uploads,
  list: ListDefaults,
  at: number,
): Promise<Result<ListDefaults, Refusal>> {
  if ((await uploads.sweep(at)) < UPLOADS_MAX) return ok(list);
  return fail(refusal('TOO_MANY', 'Too many files wait for their import.'));
}

/** The last part of the name, without what a database or a screen cannot show. */
export function shownName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const shown = last.replace(/\p{C}/gu, '').trim().slice(0, 200);
  return shown === '' ? 'file.csv' : shown;
}

type Running = { readonly pool: Pool; readonly siteId: SiteId; readonly jobs: ImportJobs };

/** Stops an import; one that has ended stays as it is. `by` is the signed-in user. */
export async function cancelImport(
  { pool, siteId, jobs }: Running,
  importId: string,
  by: string,
  into: ImportInto,
): Promise<Result<ImportRow, Refusal>> {
  const row = await importRow(pool, siteId, importId, into);
  if (!row.ok || row.value.state !== 'running') return row;
  const end = await jobs.cancel(importId);
  // Its process is gone: there is nothing to stop, only something to close.
  if (end === undefined) await endWithout(pool, siteId, importId, { state: 'cancelled' });
  const detail = { importId };
  await addAudit(pool, siteId, { by, what: 'import-cancelled', subject: row.value.listId, detail });
  return importRow(pool, siteId, importId, into);
}
