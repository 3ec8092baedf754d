import type { ContactHistory } from '@outpace/protocol/contacts.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';

/** Names what was with a person in the query cache, so that an edit can have it read again. */
export const HISTORY_KEY = 'contact-history';

/** What was with a person, page by page, newest first. */
export const useHistory = (chainId: string) =>
  useInfiniteQuery({
    queryKey: [HISTORY_KEY, chainId],
    enabled: chainId !== '',
    queryFn: ({ pageParam }) => api.get<ContactHistory>(historyPath(chainId, pageParam)),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
  });

const historyPath = (chainId: string, before: string): string =>
  `/api/chains/${encodeURIComponent(chainId)}/history${
    before === '' ? '' : `?before=${encodeURIComponent(before)}`
  }`;
