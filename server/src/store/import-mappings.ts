import type { SiteId } from '@outpace/engine/basics/ids.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import type { SavedMappingBody, SavedMappingRow } from '@outpace/protocol/calling-lists.ts';
import type { Queryable } from './queryable.ts';
import type { Outcome } from './transaction.ts';

/** By name. */
export async function allImportMappings(db: Queryable, site: SiteId): Promise<SavedMappingRow[]> {
  const found = await db.query<SavedMappingRow>(
    'select id, name, header, mapping from import_mappings where site = $1 order by name',
    [site],
  );
  return found.rows;
}

export async function insertImportMapping(
  db: Queryable,
  site: SiteId,
  id: string,
  body: SavedMappingBody,
): Promise<Outcome<SavedMappingRow>> {
  const { name, header, mapping } = body;
  await db.query(
    'insert into import_mappings (site, id, name, header, mapping) values ($1, $2, $3, $4, $5)',
    [site, id, name, JSON.stringify(header), JSON.stringify(mapping)],
  );
  return ok({ id, ...body });
}

export async function deleteImportMapping(
  db: Queryable,
  site: SiteId,
  id: string,
): Promise<Outcome<undefined>> {
  const gone = await db.query('delete from import_mappings where site = $1 and id = $2', [
    site,
    id,
  ]);
  return gone.rowCount === 0 ? fail(refusal('NOT_FOUND')) : ok(undefined);
}
