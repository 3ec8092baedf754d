import type { CampaignGroupRow } from '@outpace/protocol/campaigns.ts';
import type { CampaignSeries } from '@outpace/protocol/reports.ts';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.ts';

export const SERIES_MINUTES = 60;

export const groupsQuery = queryOptions({
  queryKey: ['campaign-groups'],
  queryFn: () => api.get<readonly CampaignGroupRow[]>('/api/campaign-groups'),
});

export const seriesQuery = (groupId: string) =>
  queryOptions({
    queryKey: ['campaign-series', groupId],
    queryFn: () => api.get<CampaignSeries>(seriesPath(groupId)),
    refetchInterval: 10_000,
  });

export const seriesPath = (groupId: string): string =>
  `/api/reports/campaign-series?groupId=${encodeURIComponent(groupId)}&minutes=${SERIES_MINUTES}`;
