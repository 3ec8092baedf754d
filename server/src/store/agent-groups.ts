import type { SiteId } from '@outpace/engine/basics/ids.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import type { AgentGroupBody, AgentGroupRow } from '@outpace/protocol/people.ts';
import type { Queryable } from './queryable.ts';
import type { Outcome } from './transaction.ts';
import { missingOrChanged } from './versioned.ts';

export async function allAgentGroups(db: Queryable, site: SiteId): Promise<AgentGroupRow[]> {
  const found = await db.query<AgentGroupRow>(
    `select g.id, g.name, g.version,
       coalesce(array_agg(m.user_id order by m.user_id) filter (where m.user_id is not null), '{}')
         as members
     from agent_groups g
     left join agent_group_members m on m.site = g.site and m.agent_group_id = g.id
     where g.site = $1 group by g.site, g.id order by g.name`,
    [site],
  );
  return found.rows;
}

export async function insertAgentGroup(
  db: Queryable,
  site: SiteId,
  id: string,
  body: AgentGroupBody,
): Promise<AgentGroupRow> {
  await db.query('insert into agent_groups (site, id, name) values ($1, $2, $3)', [
    site,
    id,
    body.name,
  ]);
  await replaceMembers(db, site, id, body.members);
  return { ...body, id, version: 1 };
}

export async function updateAgentGroup(
  db: Queryable,
  site: SiteId,
  id: string,
  version: number,
  body: AgentGroupBody,
): Promise<Outcome<AgentGroupRow>> {
  const changed = await db.query(
    `update agent_groups set name = $4, version = version + 1
     where site = $1 and id = $2 and version = $3`,
    [site, id, version, body.name],
  );
  if (changed.rowCount === 0) return fail(await missingOrChanged(db, 'agent_groups', site, id));
  await replaceMembers(db, site, id, body.members);
  return ok({ ...body, id, version: version + 1 });
}

/** Refused by the database while a campaign group is bound to it. */
export async function deleteAgentGroup(
  db: Queryable,
  site: SiteId,
  id: string,
): Promise<Outcome<undefined>> {
  const gone = await db.query('delete from agent_groups where site = $1 and id = $2', [site, id]);
  return gone.rowCount === 0 ? fail(refusal('NOT_FOUND')) : ok(undefined);
}

async function replaceMembers(
  db: Queryable,
  site: SiteId,
  id: string,
  members: readonly string[],
): Promise<void> {
  await db.query('delete from agent_group_members where site = $1 and agent_group_id = $2', [
    site,
    id,
  ]);
  await db.query(
    `insert into agent_group_members (site, agent_group_id, user_id)
     select $1, $2, member from (select distinct unnest($3::text[]) as member) members`,
    [site, id, [...members]],
  );
}
