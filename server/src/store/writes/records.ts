import type { RecordId } from '@outpace/engine/basics/ids.ts';
import type { FieldValue } from '@outpace/engine/calling-lists/record.ts';
import type { SaveField } from '@outpace/engine/effect.ts';
import { storable, storableJson } from '../storable.ts';
import { toTimestamp } from '../timestamps.ts';
import type { Writer } from './write-kinds.ts';

/** Changes fields of records and remembers in the audit trail what stood there before. */
export const saveFields: Writer<SaveField> = async (statements, { site }, writes) => {
  await statements.run('audit-fields', AUDIT, [
    site,
    writes.map((write) => write.recordId),
    writes.map((write) => storable(write.key)),
    writes.map((write) => storableJson(write.value)),
    writes.map((write) => write.by),
    writes.map((write) => toTimestamp(write.at)),
  ]);
  const changes = new Map<RecordId, Record<string, FieldValue>>();
  for (const { recordId, key, value } of writes) {
    changes.set(recordId, { ...changes.get(recordId), [storable(key)]: value });
  }
  const values = [...changes.values()].map(storableJson);
  await statements.run('save-fields', SAVE, [site, [...changes.keys()], values]);
};

const AUDIT = `
  insert into audit (site, at, by, what, subject, detail)
  select $1, w.at, w.by, 'record-field-changed', w.record_id::text,
    jsonb_build_object('key', w.key, 'from', r.fields -> w.key, 'to', w.value)
  from unnest($2::bigint[], $3::text[], $4::jsonb[], $5::text[], $6::timestamptz[])
    with ordinality as w (record_id, key, value, by, at, ord)
  join records r on r.site = $1 and r.id = w.record_id
  order by w.ord`;

const SAVE = `
  update records r set fields = r.fields || changed.fields
  from unnest($2::bigint[], $3::jsonb[]) as changed (id, fields)
  where r.site = $1 and r.id = changed.id`;
