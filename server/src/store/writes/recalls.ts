import type { SaveRecall } from '@outpace/engine/effect.ts';
import { addRecords } from './added-records.ts';
import { saveRecords } from './chains.ts';
import type { Writer } from './write-kinds.ts';

/** The call before is counted, and the conversation goes on with the new attempt. */
export const saveRecalls: Writer<SaveRecall> = async (statements, { site }, writes) => {
  // One after the other: one statement cannot change a row twice, and recalls are few.
  for (const write of writes) {
    if (write.records.length > 0) await saveRecords(statements, site, write.records);
    await addRecords(statements, site, [write]);
    await statements.run('save-recall', RECALL, [
      site,
      write.interactionId,
      write.attemptId,
      write.recordId,
      write.chainId,
      write.position,
    ]);
  }
};

const RECALL = `
  with turned as (
    update chains set place = $6::int where site = $1 and id = $5::bigint
  )
  update interactions set attempt_id = $3, record_id = $4::bigint
  where site = $1 and id = $2 and done_at is null`;
