import { must } from '@outpace/engine/basics/assert.ts';
import type { SiteId } from '@outpace/engine/basics/ids.ts';
import type { Queryable } from './queryable.ts';

export type Reason = { readonly code: string; readonly label: string };

export type SiteRow = {
  readonly name: string;
  /** Made for trying out, with a simulated carrier: the sign-in page may let people in. */
  readonly demo: boolean;
  /** The administrator's Not Ready reasons, in order. */
  readonly reasons: readonly Reason[];
  /** Groups that were running go on running after a restart. */
  readonly resume: boolean;
};

export async function siteRow(db: Queryable, site: SiteId): Promise<SiteRow | undefined> {
  const found = await db.query<SiteRow>(
    'select name, demo, reasons, resume from sites where site = $1',
    [site],
  );
  return found.rows[0];
}

/** 32 bytes that agents' SIP passwords are made from; made with the site, and never logged. */
export async function phoneSecret(db: Queryable, site: SiteId): Promise<Buffer> {
  const found = await db.query<{ readonly secret: Buffer }>(
    'select phone_secret as secret from sites where site = $1',
    [site],
  );
  return must(found.rows[0], `site ${site}`).secret;
}

/** Makes the site; false when it was there already, and then nothing is changed. */
export async function insertSite(
  db: Queryable,
  site: SiteId,
  row: Pick<SiteRow, 'name' | 'demo' | 'reasons'>,
): Promise<boolean> {
  const made = await db.query(
    `insert into sites (site, name, demo, reasons) values ($1, $2, $3, $4)
     on conflict (site) do nothing`,
    [site, row.name, row.demo, JSON.stringify(row.reasons)],
  );
  return made.rowCount === 1;
}
