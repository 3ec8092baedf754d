import { randomUUID } from 'node:crypto';
import { must } from '@outpace/engine/basics/assert.ts';
import type { SiteId } from '@outpace/engine/basics/ids.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import type { CodedField } from '@outpace/engine/campaigns/field-codes.ts';
import { inTreeOrder, placeProblem } from '@outpace/engine/campaigns/response-tree.ts';
import type { ResponseCategoryBody, ResponseCategoryRow } from '@outpace/protocol/responses.ts';
import type { Queryable } from './queryable.ts';
import { storable } from './storable.ts';
import type { Outcome } from './transaction.ts';
import { missingOrChanged } from './versioned.ts';

/** Categories of a site, so that the whole tree can be read at once. */
const CATEGORIES_MAX = 300;

type CategoryRow = Omit<ResponseCategoryRow, 'path'>;

/** The whole library, in the order of the tree. */
export async function allResponseCategories(
  db: Queryable,
  site: SiteId,
): Promise<ResponseCategoryRow[]> {
  const found = await db.query<CategoryRow>(
    `select c.id, c.version, c.name, c.parent_id as "parentId",
       coalesce((select json_agg(json_build_object('id', r.id, 'title', r.title, 'text', r.text,
           'language', r.language, 'validFrom', r.valid_from, 'validUntil', r.valid_until)
           order by r.place, r.id)
         from responses r where r.site = c.site and r.category_id = c.id), '[]') as responses
     from response_categories c where c.site = $1`,
    [site],
  );
  return inTreeOrder(found.rows).map((row) => ({ ...row, path: [...row.path] }));
}

export async function insertResponseCategory(
  db: Queryable,
  site: SiteId,
  id: string,
  body: ResponseCategoryBody,
): Promise<Outcome<ResponseCategoryRow>> {
  const tree = await lockedTree(db, site);
  if (tree.length >= CATEGORIES_MAX) return fail(refusal('TOO_MANY'));
  const problem = placeProblem(tree, id, body.parentId);
  if (problem !== undefined) return fail(problem);
  await db.query(
    'insert into response_categories (site, id, name, parent_id) values ($1, $2, $3, $4)',
    [site, id, body.name, body.parentId],
  );
  return written(db, site, id, body);
}

export async function updateResponseCategory(
  db: Queryable,
  site: SiteId,
  id: string,
  version: number,
  body: ResponseCategoryBody,
): Promise<Outcome<ResponseCategoryRow>> {
  const problem = placeProblem(await lockedTree(db, site), id, body.parentId);
  if (problem !== undefined) return fail(problem);
  const changed = await db.query(
    `update response_categories set name = $4, parent_id = $5, version = version + 1
     where site = $1 and id = $2 and version = $3`,
    [site, id, version, body.name, body.parentId],
  );
  if (changed.rowCount === 0) {
    return fail(await missingOrChanged(db, 'response_categories', site, id));
  }
  return written(db, site, id, body);
}

/** With its texts. Refused while something hangs on it: what lies in it, or a campaign. */
export async function deleteResponseCategory(
  db: Queryable,
  site: SiteId,
  id: string,
): Promise<Outcome<undefined>> {
  const tree = await lockedTree(db, site);
  const inside = tree.find(({ parentId }) => parentId === id);
  if (inside !== undefined) return fail(refusal('IN_USE', `${inside.name} lies in it`));
  const scripts = await db.query<{ readonly name: string }>(
    `select name from campaigns where site = $1 and response_category_id = $2
     order by name limit 1`,
    [site, id],
  );
  const campaign = scripts.rows[0];
  if (campaign !== undefined) return fail(refusal('IN_USE', `by campaign ${campaign.name}`));
  const gone = await db.query('delete from response_categories where site = $1 and id = $2', [
    site,
    id,
  ]);
  return gone.rowCount === 0 ? fail(refusal('NOT_FOUND')) : ok(undefined);
}

/** Fields of all calling lists; those of `first` win where two lists use one key. */
export async function codedFields(
  db: Queryable,
  site: SiteId,
  first: string | undefined,
): Promise<readonly CodedField[]> {
  const found = await db.query<CodedField>(
    `select distinct on (f.field ->> 'key') f.field ->> 'key' as key, f.field ->> 'label' as label,
       f.field ->> 'type' as type
     from calling_lists l cross join jsonb_array_elements(l.fields) as f (field)
     where l.site = $1 order by f.field ->> 'key', l.id is distinct from $2, l.name`,
    [site, first ?? null],
  );
  return found.rows;
}

/** Held until the end, so that two moves at once cannot make a loop of the tree. */
async function lockedTree(db: Queryable, site: SiteId) {
  const found = await db.query<Pick<CategoryRow, 'id' | 'name' | 'parentId'>>(
    `select id, name, parent_id as "parentId" from response_categories
     where site = $1 order by id for update`,
    [site],
  );
  return found.rows;
}

async function written(
  db: Queryable,
  site: SiteId,
  id: string,
  { responses }: ResponseCategoryBody,
): Promise<Outcome<ResponseCategoryRow>> {
  const before = await db.query<{ readonly id: string }>(
    'select id from responses where site = $1 and category_id = $2',
    [site, id],
  );
  const known = new Set(before.rows.map((row) => row.id));
  // Each id once, and none of another category or of somebody's own making.
  if (!responses.every((text) => text.id === null || known.delete(text.id))) {
    return fail(refusal('BAD_REQUEST', 'a text is not of this category'));
  }
  await db.query('delete from responses where site = $1 and id = any ($2::text[])', [
    site,
    [...known],
  ]);
  await db.query(SAVE_TEXTS, [
    site,
    id,
    responses.map((text) => text.id ?? randomUUID()),
    responses.map((text) => text.title),
    responses.map((text) => storable(text.text)),
    responses.map((text) => text.language),
    responses.map((text) => text.validFrom),
    responses.map((text) => text.validUntil),
  ]);
  const saved = (await allResponseCategories(db, site)).find((row) => row.id === id);
  return ok(must(saved, `response category ${id}`));
}

const SAVE_TEXTS = `
  insert into responses (site, category_id, id, place, title, text, language, valid_from,
    valid_until)
  select $1, $2, t.id, t.place - 1, t.title, t.text, t.language, t.valid_from, t.valid_until
  from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::date[], $8::date[])
    with ordinality as t (id, title, text, language, valid_from, valid_until, place)
  on conflict (site, id) do update
    set place = excluded.place, title = excluded.title, text = excluded.text,
      language = excluded.language, valid_from = excluded.valid_from,
      valid_until = excluded.valid_until`;
