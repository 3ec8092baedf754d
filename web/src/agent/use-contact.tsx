import type { ContactPage } from '@outpace/protocol/contacts.ts';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';

/** The person behind a chain and what was; read once per interaction. */
export const useContact = (chainId: string) =>
  useQuery({
    queryKey: ['chain', chainId],
    queryFn: () => api.get<ContactPage>(`/api/chains/${encodeURIComponent(chainId)}`),
  });
