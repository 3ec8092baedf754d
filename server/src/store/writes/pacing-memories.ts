import type { SavePacingMemory } from '@outpace/engine/effect.ts';
import { storableJson } from '../storable.ts';
import { toTimestamp } from '../timestamps.ts';
import type { Writer } from './write-kinds.ts';

/** One memory for each campaign: what was learned last is worth most. */
export const savePacingMemories: Writer<SavePacingMemory> = async (
  statements,
  { site },
  writes,
) => {
  const last = [...new Map(writes.map((write) => [write.campaignId, write])).values()];
  await statements.run('save-pacing-memories', SAVE, [
    site,
    last.map((write) => write.campaignId),
    last.map((write) => storableJson(write.memory)),
    last.map((write) => toTimestamp(write.at)),
  ]);
};

// A campaign that was deleted meanwhile has nothing to remember.
const SAVE = `
  insert into pacing_memories (site, campaign_id, memory, saved_at)
  select $1, saved.*
  from unnest($2::text[], $3::jsonb[], $4::timestamptz[]) as saved (campaign_id, memory, saved_at)
  join campaigns c on c.site = $1 and c.id = saved.campaign_id
  on conflict (site, campaign_id) do update
    set memory = excluded.memory, saved_at = excluded.saved_at`;
