import {
  type AgentId,
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

/** What was recorded of an interaction; undefined when nothing was, or the switch could not. */
export async function recordingOf(
  db: Queryable,
  site: SiteId,
  interactionId: InteractionId,
): Promise<StoredRecording | undefined> {
  const found = await db.query<{ readonly file: string; readonly agentId: string }>(
    `select r.file, i.agent_id as "agentId"
     from recordings r join interactions i on i.site = r.site and i.id = r.interaction_id
     where r.site = $1 and r.interaction_id = $2 and r.state <> 'failed'`,
    [site, interactionId],
  );
  const row = found.rows[0];
  return row === undefined ? undefined : { file: row.file, agentId: agentId(row.agentId) };
}

/**
 * SQL: whether there is something to listen to, of the interaction `i`, left joined to its
 * recording `r`. An end that nobody heard of, in a restart of ours, leaves a row as it was begun.
 */
export const HAS_RECORDING = `coalesce(r.state = 'kept'
  or (r.state = 'recording' and i.done_at is not null), false)`;
