import type { AgentId, InteractionId, SiteId } from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import type { CallQuality } from '@outpace/protocol/agent-socket.ts';
import type { Queryable } from './queryable.ts';
import { toTimestamp } from './timestamps.ts';

/** The sound of one interaction from its beginning until `at`, as its agent's page measured it. */
export type QualitySample = CallQuality & {
  readonly interactionId: InteractionId;
  readonly agentId: AgentId;
  readonly at: Instant;
};

/** At most one sample per interaction; a later one replaces what is kept. */
export async function saveCallQuality(
  db: Queryable,
  site: SiteId,
  samples: readonly QualitySample[],
): Promise<void> {
  await db.query(SAVE, [
    site,
    samples.map((sample) => sample.interactionId),
    samples.map((sample) => sample.agentId),
    samples.map((sample) => toTimestamp(sample.at)),
    samples.map((sample) => sample.lossShare),
    samples.map((sample) => sample.levelIn),
    samples.map((sample) => sample.levelOut),
    samples.map((sample) => sample.jitterMs),
    samples.map((sample) => sample.jitterMsMax),
    samples.map((sample) => sample.roundTripMs ?? null),
    samples.map((sample) => sample.overMs),
  ]);
}

// Only of an interaction of this agent. One that is opened in this moment may not be there yet;
// its next sample will find it.
const SAVE = `
  insert into call_quality (site, interaction_id, at, loss_share, level_in, level_out, jitter_ms,
    jitter_ms_max, round_trip_ms, over_ms)
  select $1, i.id, s.at, s.loss_share, s.level_in, s.level_out, s.jitter_ms, s.jitter_ms_max,
    s.round_trip_ms, s.over_ms
  from unnest($2::text[], $3::text[], $4::timestamptz[], $5::real[], $6::real[], $7::real[],
    $8::real[], $9::real[], $10::real[], $11::real[])
    as s (interaction_id, agent_id, at, loss_share, level_in, level_out, jitter_ms, jitter_ms_max,
      round_trip_ms, over_ms)
  join interactions i on i.site = $1 and i.id = s.interaction_id and i.agent_id = s.agent_id
  on conflict (site, interaction_id) do update
    set at = excluded.at, loss_share = excluded.loss_share, level_in = excluded.level_in,
      level_out = excluded.level_out, jitter_ms = excluded.jitter_ms,
      jitter_ms_max = excluded.jitter_ms_max, round_trip_ms = excluded.round_trip_ms,
      over_ms = excluded.over_ms`;
