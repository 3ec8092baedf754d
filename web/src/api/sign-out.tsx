import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from './client.ts';

/** Ends the session on the server, forgets everything that was read, and shows the sign-in. */
export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    await api.post('/api/sign-out');
    await navigate({ to: '/sign-in' });
    queries.clear();
  };
}
