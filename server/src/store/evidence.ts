import { must } from '@outpace/engine/basics/assert.ts';
import type { AttemptId, SiteId } from '@outpace/engine/basics/ids.ts';
import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { CALL_RESULTS } from '@outpace/engine/calling-lists/call-result.ts';
import type { AttemptEvidence, AttemptRow } from '@outpace/protocol/compliance.ts';
import type { Queryable } from './queryable.ts';
import { isoText } from './sql-text.ts';

type EvidenceRow = Omit<AttemptEvidence, 'callResult'> & { readonly callResult: number | null };

/** One attempt with what every rule said when it was dialed; undefined: there is none. */
export async function attemptEvidence(
  db: Queryable,
  site: SiteId,
  id: AttemptId,
): Promise<AttemptEvidence | undefined> {
  const found = await db.query<EvidenceRow>(
    `select a.id as "attemptId", a.campaign_id as "campaignId", a.group_id as "groupId",
       a.list_id as "listId", a.phone, a.mode, a.agent_id as "agentId",
       ${isoText('a.opened_at')} as "openedAt", ${isoText('a.ended_at')} as "endedAt",
       a.call_result as "callResult", e.answers
     from attempts a left join attempt_answers e on e.site = a.site and e.attempt_id = a.id
     where a.site = $1 and a.id = $2`,
    [site, id],
  );
  const row = found.rows[0];
  if (row === undefined) return undefined;
  return { ...row, callResult: resultOf(row.callResult) };
}

const ATTEMPTS_MAX = 100;
type AttemptOnNumber = Omit<AttemptRow, 'callResult'> & { readonly callResult: number | null };

/** The newest attempts on a number, whoever made them; at most a hundred. */
export async function attemptsOn(
  db: Queryable,
  site: SiteId,
  phone: PhoneNumber,
): Promise<AttemptRow[]> {
  const found = await db.query<AttemptOnNumber>(
    `select a.id as "attemptId", a.phone, ${isoText('a.opened_at')} as "openedAt",
       coalesce(c.name, '') as "campaignName", coalesce(p.contact_name, '') as "contactName",
       u.display_name as "agentName", a.call_result as "callResult"
     from attempts a
     left join campaigns c on c.site = a.site and c.id = a.campaign_id
     left join chains p on p.site = a.site and p.id = a.chain_id
     left join users u on u.site = a.site and u.id = a.agent_id
     where a.site = $1 and a.phone = $2
     order by a.opened_at desc, a.id limit ${ATTEMPTS_MAX}`,
    [site, phone],
  );
  return found.rows.map((row) => ({ ...row, callResult: resultOf(row.callResult) }));
}

const resultOf = (n: number | null) =>
  n === null ? null : must(CALL_RESULTS[n], `call result ${n}`);
