import type { SaveCallTreatment } from '@outpace/engine/effect.ts';
import { storable } from '../storable.ts';
import { toTimestamp } from '../timestamps.ts';
import type { Writer } from './write-kinds.ts';

export const saveCallTreatments: Writer<SaveCallTreatment> = async (
  statements,
  { site },
  writes,
) => {
  await statements.run('save-call-treatments', SAVE, [
    site,
    writes.map((write) => write.attemptId),
    writes.map((write) => write.treatment),
    writes.map((write) => toTimestamp(write.answeredAt)),
    writes.map(({ cpd }) => cpd.verdict),
    writes.map(({ cpd }) => storable(cpd.cause)),
    writes.map(({ cpd }) => Math.round(cpd.afterMs)),
  ]);
};

// A call is heard once, and so treated once: what is written again is the same.
const SAVE = `
  update attempts a
  set call_treatment = treated.treatment, answered_at = treated.answered_at,
    cpd_verdict = treated.verdict, cpd_cause = treated.cause, cpd_after_ms = treated.after_ms
  from unnest($2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::text[], $7::int[])
    as treated (id, treatment, answered_at, verdict, cause, after_ms)
  where a.site = $1 and a.id = treated.id`;
