import { unreachable } from '@outpace/engine/basics/assert.ts';
import type { SiteId } from '@outpace/engine/basics/ids.ts';
import { type Refusal, refusal } from '@outpace/engine/basics/refusal.ts';
import type { Result } from '@outpace/engine/basics/result.ts';
import { fail } from '@outpace/engine/basics/result.ts';
import type { Pool } from 'pg';
import { type FetchedFile, FetchFault } from '../outside/fetch-outside.ts';
import { addAudit } from '../store/audit.ts';
import type { SentFile } from './kept-upload.ts';

/** Fetches from a URL that somebody has entered; throws a `FetchFault`. */
export type FetchFile = (url: string, signal: AbortSignal) => Promise<FetchedFile>;

export type UrlFetchParts = {
  readonly pool: Pool;
  readonly siteId: SiteId;
  readonly fetch: FetchFile;
};

/** A file that is to be fetched, and the list of either kind that it is for. */
export type FetchOrder = { readonly listId: string; readonly url: string; readonly by: string };

/** Largest number of files that are fetched at once. */
const FETCHES_MAX = 4;

/** Files that come from an address instead of a browser, a few at once. */
export class UrlFetches {
  readonly #parts: UrlFetchParts;
  #fetching = 0;

  constructor(parts: UrlFetchParts) {
    this.#parts = parts;
  }

  /** Fetches a file and gives it to `keep` as one that was sent. After `gone` nobody waits. */
  async receive<Kept>(
    order: FetchOrder,
    gone: AbortSignal,
    keep: (sent: SentFile) => Promise<Result<Kept, Refusal>>,
  ): Promise<Result<Kept, Refusal>> {
    if (this.#fetching >= FETCHES_MAX) return fail(refusal('TOO_MANY'));
    this.#fetching += 1;
    try {
      const { fileName: filename, file } = await this.#parts.fetch(order.url, gone);
      const sent = Object.assign(file, { truncated: false, bytesRead: 0 });
      const kept = await keep({ filename, file: sent });
      // Where there is no room for it nobody has read it.
      file.destroy();
      if (kept.ok) await this.#note(order);
      return kept;
    } catch (fault) {
      if (fault instanceof FetchFault) return fail(fetchRefusal(fault));
      throw fault;
    } finally {
      this.#fetching -= 1;
    }
  }

  async #note({ listId: subject, url, by }: FetchOrder): Promise<void> {
    const { pool, siteId } = this.#parts;
    // What stands behind a question mark may be a key.
    const { origin, pathname } = new URL(url);
    const detail = { from: `${origin}${pathname}` };
    await addAudit(pool, siteId, { by, what: 'import-file-fetched', subject, detail });
  }
}

/** Why a file did not come, to the person who has entered its address. */
function fetchRefusal({ failure, message }: FetchFault): Refusal {
  switch (failure) {
    case 'refused':
      return refusal('URL_REFUSED', message);
    case 'too-large':
      return refusal('TOO_LARGE', 'The limit is 2 GB.');
    case 'timed-out':
    case 'no-answer':
    case 'status':
    case 'too-many-redirects':
      return refusal('FILE_NOT_FETCHED', message);
    default:
      return unreachable(failure);
  }
}
