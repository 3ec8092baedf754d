import type { SiteId } from '@outpace/engine/basics/ids.ts';
import type { Pool } from 'pg';
import type { RecordingFiles } from '../ports.ts';
import { fileRemoved, filesLeft } from '../store/erasures.ts';

export type ErasedFilesParts = {
  readonly pool: Pool;
  readonly siteId: SiteId;
  /** Undefined: this switch does not record, and nobody can say what became of older files. */
  readonly recordings: Pick<RecordingFiles, 'remove'> | undefined;
  readonly onFault: (fault: unknown) => void;
};

/**
 * Removes from the switch what erasures have left there: they were committed with the names of the
 * files, so that no restart and no switch that is away forgets one.
 */
export async function removeErasedFiles(parts: ErasedFilesParts): Promise<void> {
  const { pool, siteId, recordings, onFault } = parts;
  if (recordings === undefined) return;
  for (const { id, files } of await filesLeft(pool, siteId)) {
    for (const file of files) {
      try {
        await recordings.remove(file);
      } catch (fault) {
        // The switch is away, or cannot; the others may be removed all the same.
        onFault(fault);
        continue;
      }
      await fileRemoved(pool, siteId, id, file);
    }
  }
}
