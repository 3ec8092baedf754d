import type { CampaignGroupId } from '@outpace/engine/basics/ids.ts';
import type { SessionRow } from '@outpace/engine/views/supervisor-view.ts';
import type { CampaignGroupRow } from '@outpace/protocol/campaigns.ts';
import { parseGroupId } from '../live/parse-ids.ts';

/** A campaign group as the console lists it: set up, loaded, or both. */
export type GroupEntry = {
  readonly groupId: CampaignGroupId;
  readonly name: string;
  readonly campaignName: string;
  readonly agentGroupName: string;
  /** Undefined when the group is loaded, but no longer set up. */
  readonly agentGroupId: string | undefined;
  readonly mode: string;
  readonly multiplier: number;
  /** Undefined while the group is not loaded. */
  readonly session: SessionRow | undefined;
};

/**
 * Every group, by name, so that no row moves because of what somebody does to it. What is loaded
 * says its own mode; the set-up says what the next load would begin with.
 */
export function groupEntries(
  configured: readonly CampaignGroupRow[],
  sessions: readonly SessionRow[],
): readonly GroupEntry[] {
  const loaded = new Map<string, SessionRow>(sessions.map((row) => [row.groupId, row]));
  const entries = configured.map((row) => entryOf(row, loaded.get(row.id)));
  const known = new Set(configured.map((row) => row.id));
  for (const session of sessions) {
    if (!known.has(session.groupId)) entries.push(orphan(session));
  }
  return entries.sort((a, b) => a.name.localeCompare(b.name) || (a.groupId < b.groupId ? -1 : 1));
}

const entryOf = (row: CampaignGroupRow, session: SessionRow | undefined): GroupEntry => ({
  groupId: parseGroupId(row.id),
  name: row.name,
  campaignName: row.campaignName,
  agentGroupName: row.agentGroupName,
  agentGroupId: row.agentGroupId,
  mode: session?.mode ?? row.mode,
  multiplier: session?.multiplier ?? row.multiplier,
  session,
});

const orphan = (session: SessionRow): GroupEntry => ({
  groupId: session.groupId,
  name: session.groupName,
  campaignName: session.campaignName,
  agentGroupName: session.agentGroupName,
  agentGroupId: undefined,
  mode: session.mode,
  multiplier: session.multiplier,
  session,
});

/** The one in the address; without any, one that runs, else the first. */
export function chosenEntry(
  entries: readonly GroupEntry[],
  groupId: string | undefined,
): GroupEntry | undefined {
  if (groupId !== undefined) return entries.find((entry) => entry.groupId === groupId);
  return entries.find((entry) => entry.session?.phase === 'running') ?? entries[0];
}
