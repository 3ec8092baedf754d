import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { api } from './client.ts';

/** Ends the session on the server, forgets everything that was read, and shows the sign-in. */
export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useCallback(async () => {
    await api.post('/api/sign-out');
    // Before the next page asks for anything: what it asks must not be forgotten along.
    queries.clear();
    await navigate({ to: '/sign-in' });
  }, [queries, navigate]);
}
