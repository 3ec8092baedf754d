import type { Me, Role } from '@outpace/protocol/sign-in.ts';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from './client.ts';

/** Who is signed in; asked once per page load and after each sign-in. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => api.get<Me>('/api/me'),
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
});

export const useMe = (): Me | undefined => useQuery(meQuery).data;

/** Where a person of this role begins. */
export const HOME_OF = {
  agent: '/agent',
  supervisor: '/supervisor',
  administrator: '/admin',
} as const satisfies Readonly<Record<Role, string>>;
