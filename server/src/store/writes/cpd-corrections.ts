import type { SaveCpdCorrection } from '@outpace/engine/effect.ts';
import { toTimestamp } from '../timestamps.ts';
import type { Writer } from './write-kinds.ts';

export const saveCpdCorrections: Writer<SaveCpdCorrection> = async (
  statements,
  { site },
  writes,
) => {
  await statements.run('save-cpd-corrections', SAVE, [
    site,
    writes.map((write) => write.attemptId),
    writes.map((write) => write.said),
    writes.map((write) => write.by),
    writes.map((write) => toTimestamp(write.at)),
  ]);
};

// The last word stands: whoever presses the other button has put a slip right.
const SAVE = `
  insert into cpd_corrections (site, attempt_id, said, by, at)
  select $1, saved.attempt_id, saved.said, saved.by, saved.at
  from (
    select distinct on (attempt_id) *
    from unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[]) with ordinality
      as c (attempt_id, said, by, at, ord)
    order by attempt_id, ord desc
  ) as saved
  join attempts a on a.site = $1 and a.id = saved.attempt_id
  on conflict (site, attempt_id) do update
    set said = excluded.said, by = excluded.by, at = excluded.at`;
