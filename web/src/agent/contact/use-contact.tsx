import type { ContactDetails, ContactEdit, ContactPage } from '@outpace/protocol/contacts.ts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, RefusalError } from '../../api/client.ts';
import { HISTORY_KEY } from './use-history.tsx';

const keyOf = (chainId: string) => ['chain', chainId];
const pathOf = (chainId: string) => `/api/chains/${encodeURIComponent(chainId)}`;

/** The person behind a chain and every number of theirs. */
export const useContact = (chainId: string) =>
  useQuery({
    queryKey: keyOf(chainId),
    // On the line for whoever answers nobody is known yet.
    enabled: chainId !== '',
    queryFn: () => api.get<ContactPage>(pathOf(chainId)),
  });

export type ContactKey = ContactEdit['key'];

/** What became of the last edit of one field. */
export type ContactSaving =
  | { readonly state: 'saving'; readonly key: ContactKey; readonly value: string }
  | {
      readonly state: 'refused';
      readonly key: ContactKey;
      readonly value: string;
      readonly problem: unknown;
      /** Somebody else was quicker: what they wrote is shown, and a second try is on top of it. */
      readonly isStale: boolean;
    };

export type ContactEditing = {
  readonly last: ContactSaving | undefined;
  readonly save: (key: ContactKey, value: string) => void;
  /** The agent has let go of what was refused. */
  readonly forget: () => void;
};

/** Shows what was typed at once, and takes it back with the reason when the server refuses. */
export function useContactEditing(chainId: string): ContactEditing {
  const queries = useQueryClient();
  const [last, setLast] = useState<ContactSaving>();
  const save = async (key: ContactKey, value: string): Promise<void> => {
    const version = queries.getQueryData<ContactPage>(keyOf(chainId))?.version;
    if (version === undefined) return;
    setLast({ state: 'saving', key, value });
    try {
      const path = `${pathOf(chainId)}/contact?version=${version}`;
      const details = await api.put<ContactDetails>(path, { key, value });
      queries.setQueryData<ContactPage>(keyOf(chainId), (page) => page && { ...page, ...details });
      void queries.invalidateQueries({ queryKey: [HISTORY_KEY, chainId] });
      setLast(undefined);
    } catch (problem) {
      const isStale = problem instanceof RefusalError && problem.code === 'CHANGED_MEANWHILE';
      if (isStale) await queries.refetchQueries({ queryKey: keyOf(chainId) });
      setLast({ state: 'refused', key, value, problem, isStale });
    }
  };
  return {
    last,
    save: (key, value) => void save(key, value),
    forget: () => setLast(undefined),
  };
}
