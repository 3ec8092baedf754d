import { type SuppressionKey, suppressionText } from '@outpace/engine/calling-lists/suppression.ts';
import type { AddSuppression, RemoveSuppression } from '@outpace/engine/effect.ts';
import type { Ownership, Statements } from '../ownership.ts';
import { storable, storableJson } from '../storable.ts';
import { toTimestamp } from '../timestamps.ts';
import type { Writer } from './write-kinds.ts';

/**
 * Both kinds together: what one interaction said last about a number or person is what it meant.
 * It takes back only what it added itself.
 */
export const saveSuppressions: Writer<AddSuppression | RemoveSuppression> = async (
  statements,
  ownership,
  writes,
) => {
  const saidOf = ({ key, interactionId }: AddSuppression | RemoveSuppression): string =>
    `${interactionId} ${suppressionText(key)}`;
  const last = [...new Map(writes.map((write) => [saidOf(write), write])).values()];
  const added = last.filter((write) => write.type === 'add-suppression');
  const removed = last.filter((write) => write.type === 'remove-suppression');
  if (removed.length > 0) await remove(statements, ownership, removed);
  if (added.length > 0) await add(statements, ownership, added);
  await statements.run('audit-suppressions', AUDIT, [
    ownership.site,
    writes.map((write) => toTimestamp(write.at)),
    writes.map((write) => write.by),
    writes.map(({ type }) =>
      type === 'add-suppression' ? 'suppression-added' : 'suppression-removed',
    ),
    writes.map((write) => storable(suppressionText(write.key))),
    writes.map((write) => storableJson(detailOf(write))),
  ]);
};

async function add(
  statements: Statements,
  { site }: Ownership,
  writes: readonly AddSuppression[],
): Promise<void> {
  await statements.run('add-suppressions', ADD, [
    site,
    writes.map((write) => write.key.kind),
    writes.map((write) => storable(suppressedValue(write.key))),
    writes.map((write) => storable(write.reason)),
    writes.map((write) => write.by),
    writes.map((write) => write.interactionId),
    writes.map((write) => toTimestamp(write.at)),
  ]);
}

async function remove(
  statements: Statements,
  { site }: Ownership,
  writes: readonly RemoveSuppression[],
): Promise<void> {
  await statements.run('remove-suppressions', REMOVE, [
    site,
    writes.map((write) => write.key.kind),
    writes.map((write) => storable(suppressedValue(write.key))),
    writes.map((write) => write.interactionId),
  ]);
}

const suppressedValue = (key: SuppressionKey): string =>
  key.kind === 'phone' ? key.phone : key.customerId;

const detailOf = (write: AddSuppression | RemoveSuppression): object =>
  write.type === 'add-suppression'
    ? { reason: write.reason, interactionId: write.interactionId }
    : { interactionId: write.interactionId };

// Who asked first is who is named: a second do-not-call does not change the first.
const ADD = `
  insert into suppressions (site, kind, value, reason, added_by, interaction_id, added_at)
  select $1, added.*
  from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[])
    as added
  on conflict (site, kind, value) do nothing`;

const REMOVE = `
  delete from suppressions s
  using unnest($2::text[], $3::text[], $4::text[]) as removed (kind, value, interaction_id)
  where s.site = $1 and s.kind = removed.kind and s.value = removed.value
    and s.interaction_id = removed.interaction_id`;

const AUDIT = `
  insert into audit (site, at, by, what, subject, detail)
  select $1, a.at, a.by, a.what, a.subject, a.detail
  from unnest($2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::jsonb[])
    with ordinality as a (at, by, what, subject, detail, ord)
  order by a.ord`;
