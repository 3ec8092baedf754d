import {
  type AgentId,
  type AttemptId,
  agentId,
  type InteractionId,
  type SiteId,
} from '@outpace/engine/basics/ids.ts';
import type { Queryable } from './queryable.ts';

export type StoredRecording = {
  /** Its name on the switch. */
  readonly file: string;
  /** Whose conversation it is of. */
  readonly agentId: AgentId;
};

/**
 * What was recorded of one call of an interaction, of the last one when none is named; undefined
 * when nothing was, or the switch could not.
 */
export async function recordingOf(
  db: Queryable,
  site: SiteId,
  interactionId: InteractionId,
  attemptId?: AttemptId,
): Promise<StoredRecording | undefined> {
  const found = await db.query<{ readonly file: string; readonly agentId: string }>(
    `select r.file, i.agent_id as "agentId"
     from recordings r join interactions i on i.site = r.site and i.id = r.interaction_id
     where r.site = $1 and r.interaction_id = $2 and r.state <> 'failed'
       and ($3::text is null or r.attempt_id = $3)
     order by r.started_at desc, r.attempt_id desc limit 1`,
    [site, interactionId, attemptId ?? null],
  );
  const row = found.rows[0];
  return row === undefined ? undefined : { file: row.file, agentId: agentId(row.agentId) };
}

/**
 * SQL: whether there is something to listen to in the recording `r` of the interaction `o`.
 * An end that nobody heard of, in a restart of ours, leaves a row as it was begun.
 */
export const HAS_RECORDING = `coalesce(r.state = 'kept'
  or (r.state = 'recording' and o.done_at is not null), false)`;

export type WaitingRecording = { readonly attemptId: string; readonly file: string };

/** Of calls that have ended and are not in the bucket yet, the oldest first, without these. */
export async function recordingsToUpload(
  db: Queryable,
  site: SiteId,
  most: number,
  without: readonly string[],
): Promise<readonly WaitingRecording[]> {
  const found = await db.query<WaitingRecording>(
    `select r.attempt_id as "attemptId", r.file
     from recordings r join interactions o on o.site = r.site and o.id = r.interaction_id
     where r.site = $1 and r.in_bucket_at is null and ${HAS_RECORDING}
       and r.attempt_id <> all ($3::text[])
     order by r.started_at, r.attempt_id limit $2`,
    [site, most, without],
  );
  return found.rows;
}

export async function noteInBucket(db: Queryable, site: SiteId, attemptId: string): Promise<void> {
  await db.query('update recordings set in_bucket_at = now() where site = $1 and attempt_id = $2', [
    site,
    attemptId,
  ]);
}
