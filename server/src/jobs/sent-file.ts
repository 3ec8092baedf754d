import { open, rename, rm } from 'node:fs/promises';
import type { Refusal } from '@outpace/engine/basics/refusal.ts';
import type { Result } from '@outpace/engine/basics/result.ts';
import { ok } from '@outpace/engine/basics/result.ts';
import { workbookToCsv } from './workbook-to-csv.ts';

/** Where a workbook is written as CSV until it is whole. */
export const partOf = (path: string): string => `${path}.part`;

/**
 * Puts CSV in the place of a workbook, so that everything after it knows one kind of file. Any
 * other file stays as it is.
 */
export async function asCsv(path: string): Promise<Result<undefined, Refusal>> {
  if (!(await isArchive(path))) return ok(undefined);
  try {
    const written = await workbookToCsv(path, partOf(path));
    if (written.ok) await rename(partOf(path), path);
    return written;
  } finally {
    await rm(partOf(path), { force: true });
  }
}

async function isArchive(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.equals(Buffer.from('PK\x03\x04'));
  } finally {
    await file.close();
  }
}
