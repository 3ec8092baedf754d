import type { SaveSession } from '@outpace/engine/effect.ts';
import { storable, storableJson } from '../storable.ts';
import { toTimestamp } from '../timestamps.ts';
import type { Writer } from './write-kinds.ts';

/** The loaded campaign groups as they are to come back after a restart, with their audit trail. */
export const saveSessions: Writer<SaveSession> = async (statements, { site }, writes) => {
  const last = [...new Map(writes.map((write) => [write.groupId, write])).values()];
  const loaded = last.filter((write) => write.phase !== 'unloaded');
  const unloaded = last.filter((write) => write.phase === 'unloaded');
  if (unloaded.length > 0) {
    const groupIds = unloaded.map((write) => write.groupId);
    await statements.run('forget-sessions', FORGET, [site, groupIds]);
  }
  if (loaded.length > 0) {
    await statements.run('save-sessions', SAVE, [
      site,
      loaded.map((write) => write.groupId),
      loaded.map((write) => write.phase),
      loaded.map((write) => write.mode),
      loaded.map((write) => write.multiplier),
      loaded.map((write) => write.autoComplete),
      loaded.map((write) => toTimestamp(write.at)),
      loaded.map(({ target }) => (target === undefined ? null : storableJson(target))),
    ]);
  }
  await statements.run('audit-sessions', AUDIT, [
    site,
    writes.map((write) => toTimestamp(write.at)),
    writes.map((write) => storable(write.by)),
    writes.map((write) => write.groupId),
    writes.map(({ phase, mode, multiplier, target, autoComplete }) =>
      storableJson({ phase, mode, multiplier, target, autoComplete }),
    ),
  ]);
};

const FORGET = 'delete from dial_sessions where site = $1 and group_id = any ($2::text[])';

// A group that was deleted meanwhile has nothing to come back to.
const SAVE = `
  insert into dial_sessions (site, group_id, phase, mode, multiplier, auto_complete, changed_at,
    target)
  select $1, saved.*
  from unnest($2::text[], $3::text[], $4::text[], $5::float8[], $6::boolean[],
    $7::timestamptz[], $8::jsonb[])
    as saved (group_id, phase, mode, multiplier, auto_complete, changed_at, target)
  join campaign_groups g on g.site = $1 and g.id = saved.group_id
  on conflict (site, group_id) do update
    set phase = excluded.phase, mode = excluded.mode, multiplier = excluded.multiplier,
      auto_complete = excluded.auto_complete, changed_at = excluded.changed_at,
      target = excluded.target`;

const AUDIT = `
  insert into audit (site, at, by, what, subject, detail)
  select $1, a.at, a.by, 'dial-session-changed', a.subject, a.detail
  from unnest($2::timestamptz[], $3::text[], $4::text[], $5::jsonb[])
    with ordinality as a (at, by, subject, detail, ord)
  order by a.ord`;
