import type { ChainId } from '@outpace/engine/basics/ids.ts';
import { callResultNumber } from '@outpace/engine/calling-lists/call-result.ts';
import type { CallingRecord } from '@outpace/engine/calling-lists/record.ts';
import {
  CONTACT_TYPES,
  RECORD_STATUSES,
  RECORD_TYPES,
} from '@outpace/engine/calling-lists/record.ts';
import type { Statements } from '../ownership.ts';

type Adding = { readonly chainId: ChainId; readonly added?: readonly CallingRecord[] };

/** Numbers that people gave in a call, each in its chain; one that is there already stays. */
export async function addRecords(
  statements: Statements,
  site: string,
  writes: readonly Adding[],
): Promise<void> {
  const rows = writes.flatMap(({ chainId, added = [] }) =>
    added.map((record) => ({ chainId, record })),
  );
  if (rows.length === 0) return;
  const records = rows.map(({ record }) => record);
  const windows = [
    records.map((record) => record.zone),
    records.map((record) => record.dailyFrom),
    records.map((record) => record.dailyTill),
  ];
  await statements.run('add-windows', WINDOWS, windows);
  await statements.run('add-records', ADD, [
    site,
    records.map((record) => record.id),
    rows.map(({ chainId }) => chainId),
    records.map((record) => record.chainN),
    records.map((record) => record.phone),
    records.map((record) => CONTACT_TYPES.indexOf(record.contactType)),
    records.map((record) => RECORD_TYPES.indexOf(record.type)),
    records.map((record) => RECORD_STATUSES.indexOf(record.status)),
    records.map((record) => callResultNumber(record.callResult)),
    ...windows,
    records.map((record) => record.agentId ?? null),
  ]);
}

const WINDOWS = `
  insert into callable_windows (zone, daily_from, daily_till)
  select distinct * from unnest($1::text[], $2::int[], $3::int[]) as w
  on conflict do nothing`;

// Ids of numbers made in a call are counted by the engine, below zero; the store's own go up.
const ADD = `
  insert into records (site, id, chain_id, list_id, chain_n, phone, contact_type, record_type,
    record_status, call_result, zone, daily_from, daily_till, window_id, agent_id)
  overriding system value
  select $1, n.id, n.chain_id, c.list_id, n.chain_n, n.phone, n.contact_type, n.record_type,
    n.record_status, n.call_result, n.zone, n.daily_from, n.daily_till, w.id, n.agent_id
  from unnest($2::bigint[], $3::bigint[], $4::int[], $5::text[], $6::smallint[], $7::smallint[],
    $8::smallint[], $9::smallint[], $10::text[], $11::int[], $12::int[], $13::text[])
    as n (id, chain_id, chain_n, phone, contact_type, record_type, record_status, call_result,
      zone, daily_from, daily_till, agent_id)
  join chains c on c.site = $1 and c.id = n.chain_id
  join callable_windows w
    on w.zone = n.zone and w.daily_from = n.daily_from and w.daily_till = n.daily_till
  on conflict do nothing`;
