import type { CallingListRow, ImportRow, ListRecords } from '@outpace/protocol/calling-lists.ts';
import type { CampaignGroupRow, CampaignRow } from '@outpace/protocol/campaigns.ts';
import type { AgentGroupRow, UserRow } from '@outpace/protocol/people.ts';
import type {
  FieldCodeRow,
  ResponseCategoryRow,
  ResponsePreview,
} from '@outpace/protocol/responses.ts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import type { Section } from './sections.ts';

export const pathOf = (section: Section): string => `/api/${section}`;

const all = <Row>(section: Section) =>
  queryOptions({ queryKey: [section], queryFn: () => api.get<readonly Row[]>(pathOf(section)) });

export const campaignsQuery = all<CampaignRow>('campaigns');
export const campaignGroupsQuery = all<CampaignGroupRow>('campaign-groups');
export const callingListsQuery = all<CallingListRow>('calling-lists');
export const agentGroupsQuery = all<AgentGroupRow>('agent-groups');
export const usersQuery = all<UserRow>('users');
export const responseCategoriesQuery = all<ResponseCategoryRow>('response-categories');

export const fieldCodesQuery = queryOptions({
  queryKey: ['field-codes'],
  queryFn: () => api.get<readonly FieldCodeRow[]>('/api/field-codes'),
});

/** How a text reads; the page before stays until the next one is there. */
export const previewQuery = (text: string) =>
  queryOptions({
    queryKey: ['response-preview', text],
    queryFn: () => api.post<ResponsePreview>('/api/response-preview', { text }),
    placeholderData: (before: ResponsePreview | undefined) => before,
  });

const RECORDS_PAGE = 100;

/** `after` as the page before said it; empty for the first page. */
export const recordsPath = (listId: string, after: string): string =>
  `${pathOf('calling-lists')}/${listId}/records?limit=${RECORDS_PAGE}${
    after === '' ? '' : `&after=${encodeURIComponent(after)}`
  }`;

export const recordsQuery = (listId: string) =>
  infiniteQueryOptions({
    queryKey: ['list-records', listId],
    queryFn: ({ pageParam }) => api.get<ListRecords>(recordsPath(listId, pageParam)),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const importsQuery = (listId: string) =>
  queryOptions({
    queryKey: ['imports', { listId }],
    queryFn: () =>
      api.get<readonly ImportRow[]>(`/api/imports?listId=${encodeURIComponent(listId)}`),
  });

/** Asked twice a second while the import runs: seconds are what it takes. */
export const importQuery = (importId: string) =>
  queryOptions({
    queryKey: ['imports', importId],
    queryFn: () => api.get<ImportRow>(`/api/imports/${importId}`),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? 500 : false),
  });
