import type { PacingDecisionRow, PacingDecisions } from '@outpace/protocol/pacing.ts';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { serverClock } from '../../live/server-clock.ts';

export const DECISIONS_MS = 3_600_000;

/** The last hour of a group's decisions; what is new is fetched every two seconds. */
export const decisionsQuery = (groupId: string) =>
  queryOptions({
    queryKey: ['decisions', groupId],
    queryFn: async ({ client, queryKey }): Promise<readonly PacingDecisionRow[]> => {
      const oldest = serverClock.now() - DECISIONS_MS;
      const before = client.getQueryData<readonly PacingDecisionRow[]>(queryKey) ?? [];
      const from = Math.max(oldest, before.at(-2)?.at ?? 0);
      const path = `/api/dial-sessions/${encodeURIComponent(groupId)}/decisions`;
      const { rows } = await api.get<PacingDecisions>(`${path}?from=${Math.round(from)}`);
      return joined(before, rows, oldest);
    },
    refetchInterval: 2_000,
    structuralSharing: false,
  });

/** The newest row may have been followed by what belongs to the same second: it is replaced. */
export function joined(
  before: readonly PacingDecisionRow[],
  fetched: readonly PacingDecisionRow[],
  oldest: number,
): readonly PacingDecisionRow[] {
  const first = fetched[0]?.at ?? Number.POSITIVE_INFINITY;
  return [...before.filter(({ at }) => at < first), ...fetched].filter(({ at }) => at >= oldest);
}
