import type { AgentId, ChainId, SiteId } from '@outpace/engine/basics/ids.ts';
import { CALL_RESULTS, type CallResult } from '@outpace/engine/calling-lists/call-result.ts';
import { CONTACT_FIELDS } from '@outpace/engine/calling-lists/contact-fields.ts';
import { CPD_VERDICTS } from '@outpace/engine/dialing/attempt.ts';
import type {
  ContactHistory,
  PastCall,
  PastChange,
  PastValidation,
} from '@outpace/protocol/contacts.ts';
import type { Queryable } from './queryable.ts';
import { HAS_RECORDING } from './recordings.ts';
import { isoText, msBetween } from './sql-text.ts';

export const callResultOf = (number: number | null): CallResult | null =>
  number === null ? null : (CALL_RESULTS[number] ?? 'unknown');

/**
 * Where a page ends, `at` in microseconds since 1970, because the next must begin exactly there.
 * Two things of one instant are told apart by what and which they are.
 */
type Place = {
  readonly at: string;
  readonly type: 'call' | 'change' | 'validation';
  readonly id: string;
};

type Asked = {
  readonly chainId: ChainId;
  /** As `next` of the page before said it; undefined for the first. */
  readonly before: string | undefined;
  readonly limit: number;
  /** Of recordings only those that this agent may hear are told; undefined: all of them. */
  readonly hearer: AgentId | undefined;
};

/**
 * Calls to any number of the person, dials that were refused or waited for, and changes of what is
 * known of them, newest first.
 */
export async function contactHistory(
  db: Queryable,
  site: SiteId,
  { chainId, before, limit, hearer }: Asked,
): Promise<ContactHistory> {
  const [at, type, id] = before?.split('~') ?? [];
  const found = await db.query<Place>(PLACES, [
    ...[site, chainId, at ?? null, type ?? null, id ?? null],
    limit + 1,
  ]);
  const places = found.rows.slice(0, limit);
  const ids = (of: Place['type']) => places.filter((place) => place.type === of).map((p) => p.id);
  const entries = new Map<string, PastCall | PastChange | PastValidation>();
  for (const call of await callsOf(db, site, ids('call'), hearer)) {
    entries.set(`call~${call.attemptId}`, call);
  }
  for (const change of await changesOf(db, site, ids('change'))) {
    entries.set(`change~${change.id}`, change);
  }
  for (const refused of await validationsOf(db, site, ids('validation'))) {
    entries.set(`validation~${refused.id}`, refused);
  }
  const last = found.rows.length > limit ? places.at(-1) : undefined;
  return {
    entries: places.flatMap((place) => entries.get(`${place.type}~${place.id}`) ?? []),
    next: last === undefined ? null : `${last.at}~${last.type}~${last.id}`,
  };
}

const PLACES = `
  select (extract(epoch from at) * 1000000)::bigint::text as at, type, id
  from (
    select opened_at as at, 'call' as type, id from attempts where site = $1 and chain_id = $2
    union all
    select answered_at, 'validation', attempt_id from validations
    where site = $1 and chain_id = $2
    union all
    select at, 'change', id::text from audit
    where site = $1 and what = 'contact-changed' and subject = $2::bigint::text
    union all
    select u.at, 'change', u.id::text from records r
    join audit u on u.site = r.site and u.what = 'record-field-changed' and u.subject = r.id::text
    where r.site = $1 and r.chain_id = $2
  ) as past
  where $3::bigint is null or (at, type, id) <
    (timestamptz 'epoch' + $3::bigint * interval '1 microsecond', $4::text, $5::text)
  order by past.at desc, type desc, id desc limit $6`;

type CallRow = Omit<PastCall, 'callResult' | 'agentCallResult' | 'cpd'> & {
  readonly callResult: number | null;
  readonly agentCallResult: number | null;
  readonly cpdVerdict: string | null;
  readonly cpdCause: string | null;
  readonly cpdAfterMs: number | null;
};

async function callsOf(
  db: Queryable,
  site: SiteId,
  attemptIds: readonly string[],
  hearer: AgentId | undefined,
): Promise<readonly PastCall[]> {
  const found = await db.query<CallRow>(
    `select 'call' as type, a.id as "attemptId", coalesce(i.id, o.id) as "interactionId",
       ${isoText('a.opened_at')} as at, coalesce(c.name, '') as "campaignName", a.phone,
       u.display_name as "agentName", a.call_result as "callResult",
       i.call_result as "agentCallResult", i.disposition_code as "dispositionCode",
       ${msBetween('a.connected_at', 'a.ended_at')} as "talkMs", coalesce(i.note, '') as note,
       a.cpd_verdict as "cpdVerdict", a.cpd_cause as "cpdCause", a.cpd_after_ms as "cpdAfterMs",
       p.said as "cpdSaid",
       ${HAS_RECORDING} and ($3::text is null or o.agent_id = $3) as "hasRecording"
     from attempts a
     left join interactions i on i.site = a.site and i.attempt_id = a.id
     left join campaigns c on c.site = a.site and c.id = a.campaign_id
     left join users u on u.site = a.site and u.id = coalesce(i.agent_id, a.agent_id)
     left join cpd_corrections p on p.site = a.site and p.attempt_id = a.id
     left join recordings r on r.site = a.site and r.attempt_id = a.id
     left join interactions o on o.site = r.site and o.id = r.interaction_id
     where a.site = $1 and a.id = any ($2::text[])`,
    [site, attemptIds, hearer ?? null],
  );
  return found.rows.map(({ cpdVerdict, cpdCause, cpdAfterMs, ...row }) => ({
    ...row,
    callResult: callResultOf(row.callResult),
    agentCallResult: callResultOf(row.agentCallResult),
    cpd: cpdOf(cpdVerdict, cpdCause, cpdAfterMs),
  }));
}

function cpdOf(verdict: string | null, cause: string | null, afterMs: number | null) {
  const known = CPD_VERDICTS.find((each) => each === verdict);
  if (known === undefined) return null;
  return { verdict: known, cause: cause ?? '', afterMs: afterMs ?? 0 };
}

type ValidationRow = Omit<PastValidation, 'callResult'> & { readonly callResult: number | null };

async function validationsOf(
  db: Queryable,
  site: SiteId,
  attemptIds: readonly string[],
): Promise<readonly PastValidation[]> {
  const found = await db.query<ValidationRow>(
    `select 'validation' as type, v.attempt_id as id, ${isoText('v.answered_at')} as at,
       coalesce(c.name, '') as "campaignName", v.phone, v.answer, v.call_result as "callResult"
     from validations v
     left join campaigns c on c.site = v.site and c.id = v.campaign_id
     where v.site = $1 and v.attempt_id = any ($2::text[])`,
    [site, attemptIds],
  );
  return found.rows.map((row) => ({ ...row, callResult: callResultOf(row.callResult) }));
}

type ChangeRow = Omit<PastChange, 'label' | 'fieldType'> & {
  readonly key: string;
  /** Of the calling list; null for a field of the contact, and for one that is gone. */
  readonly label: string | null;
  readonly fieldType: PastChange['fieldType'] | null;
};

async function changesOf(
  db: Queryable,
  site: SiteId,
  auditIds: readonly string[],
): Promise<readonly PastChange[]> {
  const found = await db.query<ChangeRow>(
    `select 'change' as type, a.id::text as id, ${isoText('a.at')} as at, u.display_name as by,
       a.detail ->> 'key' as key, f.field ->> 'label' as label, f.field ->> 'type' as "fieldType",
       a.detail -> 'from' as "from", a.detail -> 'to' as "to"
     from audit a
     left join users u on u.site = a.site and u.id = a.by
     left join records r on r.site = a.site
       and r.id = case when a.what = 'record-field-changed' then a.subject::bigint end
     left join calling_lists l on l.site = r.site and l.id = r.list_id
     left join lateral (
       select e.field from jsonb_array_elements(l.fields) as e (field)
       where e.field ->> 'key' = a.detail ->> 'key' limit 1) as f on true
     where a.site = $1 and a.id = any ($2::bigint[])`,
    [site, auditIds],
  );
  return found.rows.map(({ key, label, fieldType, ...row }) => ({
    ...row,
    label: label ?? CONTACT_FIELDS.find((field) => field.key === key)?.label ?? key,
    fieldType: fieldType ?? 'text',
  }));
}
