import type { ApiTokenRow, TokenScopes } from '@outpace/protocol/api-tokens.ts';
import type {
  CallingListRow,
  ImportRow,
  ListRecords,
  SavedMappingRow,
} from '@outpace/protocol/calling-lists.ts';
import type { CampaignGroupRow, CampaignRow } from '@outpace/protocol/campaigns.ts';
import type { AttemptEvidence, AttemptRow, ProfileRow } from '@outpace/protocol/compliance.ts';
import type { DialingOrderRows, SelectionRow } from '@outpace/protocol/dialing-order.ts';
import type { ErasurePreview, ErasureRow } from '@outpace/protocol/erasures.ts';
import type { AgentGroupRow, UserRow } from '@outpace/protocol/people.ts';
import type {
  FieldCodeRow,
  ResponseCategoryRow,
  ResponsePreview,
} from '@outpace/protocol/responses.ts';
import type { RetentionRow } from '@outpace/protocol/retention.ts';
import type { ScheduleResultRow, ScheduleRow } from '@outpace/protocol/schedules.ts';
import type {
  SuppressionEntryRow,
  SuppressionListRow,
} from '@outpace/protocol/suppression-lists.ts';
import type { SuppressionsAnswer } from '@outpace/protocol/suppressions.ts';
import type { DryRunAnswer, DryRunBody } from '@outpace/protocol/treatments.ts';
import type { ValidationSecretRow } from '@outpace/protocol/validation.ts';
import type { WebhookDeliveryRow, WebhookReceiverRow } from '@outpace/protocol/webhooks.ts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { personKey } from './erasure-words.ts';
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

export const suppressionListsQuery = all<SuppressionListRow>('suppression-lists');

export const entriesPath = (listId: string): string =>
  `${pathOf('suppression-lists')}/${listId}/entries`;

export const entriesQuery = (listId: string) =>
  queryOptions({
    queryKey: ['suppression-lists', listId],
    queryFn: () => api.get<readonly SuppressionEntryRow[]>(entriesPath(listId)),
  });

export const secretPath = (campaignId: string): string =>
  `${pathOf('campaigns')}/${campaignId}/validation-secret`;

/** Whether there is one: what it is, nobody reads. */
export const secretQuery = (campaignId: string) =>
  queryOptions({
    queryKey: ['validation-secrets', campaignId],
    queryFn: () => api.get<ValidationSecretRow>(secretPath(campaignId)),
  });

/** Looked at again by itself, as their deliveries are: it is counted what waits. */
export const webhookReceiversQuery = {
  ...all<WebhookReceiverRow>('webhook-receivers'),
  refetchInterval: 5_000,
};

export const deliveriesPath = (receiverId: string): string =>
  `${pathOf('webhook-receivers')}/${receiverId}/deliveries`;

/** Looked at again by itself: deliveries are made while somebody watches. */
export const deliveriesQuery = (receiverId: string) =>
  queryOptions({
    queryKey: ['webhook-deliveries', receiverId],
    queryFn: () => api.get<readonly WebhookDeliveryRow[]>(deliveriesPath(receiverId)),
    refetchInterval: 5_000,
  });

/** Looked at again by themselves: points are carried out while somebody watches. */
export const schedulesQuery = { ...all<ScheduleRow>('schedules'), refetchInterval: 5_000 };

export const scheduleResultsQuery = (scheduleId: string) =>
  queryOptions({
    queryKey: ['schedule-results', scheduleId],
    queryFn: () =>
      api.get<readonly ScheduleResultRow[]>(`${pathOf('schedules')}/${scheduleId}/results`),
    refetchInterval: 5_000,
  });

/** `of` is a number as it was typed, or a customer id. */
export type Asked = { readonly kind: 'phone' | 'customer'; readonly of: string };

export const lookUpPath = ({ kind, of }: Asked): string =>
  `/api/suppressions?${kind === 'phone' ? 'phone' : 'customerId'}=${encodeURIComponent(of)}`;

/** Never from before: a moment ago somebody may have added it. */
export const lookUpQuery = (asked: Asked) =>
  queryOptions({
    queryKey: ['suppressions', asked],
    queryFn: () => api.get<SuppressionsAnswer>(lookUpPath(asked)),
    staleTime: 0,
  });

export const dialingOrderQuery = queryOptions({
  queryKey: ['dialing-order'],
  queryFn: () => api.get<DialingOrderRows>('/api/dialing-order'),
});

export const selectionPath = (listId: string): string =>
  `${pathOf('calling-lists')}/${listId}/selection`;

/** Asked again while records are being looked at. */
export const selectionQuery = (listId: string) =>
  queryOptions({
    queryKey: ['list-selection', listId],
    queryFn: () => api.get<SelectionRow>(selectionPath(listId)),
    refetchInterval: ({ state }) => ((state.data?.unseen ?? 0) > 0 ? 1_000 : false),
  });

export const RETENTION_PATH = '/api/retention';

export const retentionQuery = queryOptions({
  queryKey: ['retention'],
  queryFn: () => api.get<RetentionRow>(RETENTION_PATH),
});

export const ERASURES_PATH = '/api/erasures';

export const erasuresQuery = queryOptions({
  queryKey: ['erasures'],
  queryFn: () => api.get<readonly ErasureRow[]>(ERASURES_PATH),
});

/** Never from before: what is erased is what there is now. Nothing of it stays in this page. */
export const erasurePreviewQuery = (asked: Asked) =>
  queryOptions({
    queryKey: ['erasure-preview', asked],
    queryFn: () => api.post<ErasurePreview>('/api/erasure-previews', { person: personKey(asked) }),
    ...{ staleTime: 0, gcTime: 0 },
  });

export const TOKENS_PATH = '/api/me/tokens';

export const tokensQuery = queryOptions({
  queryKey: ['api-tokens'],
  queryFn: () => api.get<readonly ApiTokenRow[]>(TOKENS_PATH),
});

export const tokenScopesQuery = queryOptions({
  queryKey: ['token-scopes'],
  queryFn: () => api.get<TokenScopes>('/api/me/token-scopes'),
});

export const profilesQuery = queryOptions({
  queryKey: ['compliance-profiles'],
  queryFn: () => api.get<readonly ProfileRow[]>('/api/compliance/profiles'),
});

export const attemptsPath = (phone: string): string =>
  `/api/attempts?phone=${encodeURIComponent(phone)}`;

export const attemptsQuery = (phone: string) =>
  queryOptions({
    queryKey: ['attempts', phone],
    queryFn: () => api.get<readonly AttemptRow[]>(attemptsPath(phone)),
    staleTime: 0,
  });

export const evidenceQuery = (attemptId: string) =>
  queryOptions({
    queryKey: ['evidence', attemptId],
    queryFn: () =>
      api.get<AttemptEvidence>(`/api/attempts/${encodeURIComponent(attemptId)}/evidence`),
  });

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

export const suppressionFilesPath = (listId: string): string =>
  `${pathOf('suppression-lists')}/${listId}/import-files`;
export const suppressionUrlsPath = (listId: string): string =>
  `${pathOf('suppression-lists')}/${listId}/import-urls`;
export const suppressionImportsPath = (listId: string): string =>
  `${pathOf('suppression-lists')}/${listId}/imports`;

/** Asked twice a second while one of them runs. */
export const suppressionImportsQuery = (listId: string) =>
  queryOptions({
    queryKey: ['suppression-imports', listId],
    queryFn: () => api.get<readonly ImportRow[]>(suppressionImportsPath(listId)),
    refetchInterval: ({ state }) =>
      state.data?.some((row) => row.state === 'running') === true ? 500 : false,
  });

export const importMappingsQuery = queryOptions({
  queryKey: ['import-mappings'],
  queryFn: () => api.get<readonly SavedMappingRow[]>('/api/import-mappings'),
});

/** Asked twice a second while the import runs: seconds are what it takes. */
export const importQuery = (importId: string) =>
  queryOptions({
    queryKey: ['imports', importId],
    queryFn: () => api.get<ImportRow>(`/api/imports/${importId}`),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? 500 : false),
  });

/** What rules lead to that need not be saved; the answer before stays until the next is there. */
export const dryRunQuery = (body: DryRunBody) =>
  queryOptions({
    queryKey: ['dry-run', body],
    queryFn: () => api.post<DryRunAnswer>('/api/treatments/dry-run', body),
    placeholderData: (before: DryRunAnswer | undefined) => before,
    retry: false,
  });
