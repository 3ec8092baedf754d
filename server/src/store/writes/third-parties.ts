import type { SaveThirdParty, TransferInteraction } from '@outpace/engine/effect.ts';
import { toTimestamp } from '../timestamps.ts';
import type { Writer } from './write-kinds.ts';

/** The row of each third party as it is now: of several writes the last one stands. */
export const saveThirdParties: Writer<SaveThirdParty> = async (statements, { site }, writes) => {
  const last = new Map(writes.map((write) => [`${write.interactionId} ${write.serial}`, write]));
  const rows = [...last.values()];
  await statements.run('save-third-parties', SAVE, [
    site,
    rows.map((write) => write.interactionId),
    rows.map((write) => write.serial),
    rows.map((write) => write.by),
    rows.map(({ target }) => (target.kind === 'agent' ? target.agentId : null)),
    rows.map(({ target }) => (target.kind === 'number' ? target.phone : null)),
    rows.map((write) => write.purpose),
    rows.map((write) => write.state),
    rows.map((write) => toTimestamp(write.at)),
  ]);
};

// When it was called, the first write of it says.
const SAVE = `
  insert into third_parties (site, interaction_id, serial, by_agent_id, agent_id, phone, purpose,
    state, called_at, changed_at)
  select $1, saved.interaction_id, saved.serial, saved.by_agent_id, saved.agent_id, saved.phone,
    saved.purpose, saved.state, saved.at, saved.at
  from unnest($2::text[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
    $9::timestamptz[])
    as saved (interaction_id, serial, by_agent_id, agent_id, phone, purpose, state, at)
  join interactions i on i.site = $1 and i.id = saved.interaction_id
  on conflict (site, interaction_id, serial) do update
    set state = excluded.state, changed_at = excluded.changed_at`;

export const transferInteractions: Writer<TransferInteraction> = async (
  statements,
  { site },
  writes,
) => {
  // Handed on twice in one turn, the last one has it.
  const last = [...new Map(writes.map((write) => [write.interactionId, write])).values()];
  await statements.run('transfer-interactions', TRANSFER, [
    site,
    last.map((write) => write.interactionId),
    last.map((write) => write.to),
  ]);
};

const TRANSFER = `
  update interactions i set agent_id = moved.agent_id
  from unnest($2::text[], $3::text[]) as moved (id, agent_id)
  where i.site = $1 and i.id = moved.id and i.done_at is null`;
