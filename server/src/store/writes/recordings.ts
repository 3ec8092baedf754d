import type { SaveRecording } from '@outpace/engine/effect.ts';
import { storable } from '../storable.ts';
import { toTimestamp } from '../timestamps.ts';
import type { Writer } from './write-kinds.ts';

/** The row of each recording as it is now: the last write of a call stands. */
export const saveRecordings: Writer<SaveRecording> = async (statements, { site }, writes) => {
  const last = [...new Map(writes.map((write) => [write.attemptId, write])).values()];
  await statements.run('save-recordings', SAVE, [
    site,
    last.map((write) => write.attemptId),
    last.map((write) => write.interactionId),
    last.map((write) => storable(write.file)),
    last.map((write) => write.state),
    last.map((write) => toTimestamp(write.at)),
    last.map(({ durationMs }) => (durationMs === undefined ? null : Math.round(durationMs))),
  ]);
};

// An end that comes with its beginning, or after a beginning that was lost, tells it by its length.
// A recording that is begun again begins anew; its end keeps when it began.
const SAVE = `
  insert into recordings as r (site, attempt_id, interaction_id, file, state, started_at, ended_at,
    duration_ms)
  select $1, saved.attempt_id, saved.interaction_id, saved.file, saved.state,
    saved.at - coalesce(saved.duration_ms, 0) * interval '1 ms',
    case when saved.state <> 'recording' then saved.at end, saved.duration_ms
  from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::int[])
    as saved (attempt_id, interaction_id, file, state, at, duration_ms)
  join interactions i on i.site = $1 and i.id = saved.interaction_id
  on conflict (site, attempt_id) do update
    set file = excluded.file, state = excluded.state, ended_at = excluded.ended_at,
      duration_ms = excluded.duration_ms,
      started_at = case when excluded.state = 'recording' then excluded.started_at
        else r.started_at end`;
