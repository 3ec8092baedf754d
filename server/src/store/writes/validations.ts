import { callResultNumber } from '@outpace/engine/calling-lists/call-result.ts';
import type { SaveValidation } from '@outpace/engine/effect.ts';
import { storable } from '../storable.ts';
import { toTimestamp } from '../timestamps.ts';
import type { Writer } from './write-kinds.ts';

export const saveValidations: Writer<SaveValidation> = async (statements, { site }, writes) => {
  await statements.run('save-validations', SAVE, [
    site,
    writes.map((write) => write.attemptId),
    writes.map((write) => write.campaignId),
    writes.map((write) => write.chainId),
    writes.map((write) => write.phone),
    writes.map((write) => storable(write.address)),
    writes.map((write) => write.answer),
    writes.map(({ result }) => (result === undefined ? null : callResultNumber(result))),
    writes.map((write) => toTimestamp(write.askedAt)),
    writes.map((write) => toTimestamp(write.answeredAt)),
  ]);
};

// Ids never come again: one that is there already is the same one, written twice.
const SAVE = `
  insert into validations (site, attempt_id, campaign_id, chain_id, phone, address, answer,
    call_result, asked_at, answered_at)
  select $1, saved.*
  from unnest($2::text[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[],
    $8::smallint[], $9::timestamptz[], $10::timestamptz[]) as saved
  on conflict (site, attempt_id) do nothing`;
