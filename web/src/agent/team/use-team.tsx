import { useDebouncedValue } from '@mantine/hooks';
import type { FavouriteBody, TeamFound, TeamMine, TeamTarget } from '@outpace/protocol/team.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';

/** Shorter would find half of a list. */
const TEXT_MIN = 2;
/** What a colleague is doing is looked at again this often, ms, for as long as it is shown. */
const LOOK_EVERY_MS = 3_000;
const TYPING_MS = 150;

export type Team = {
  /** Undefined: nothing is searched for, so favourites and recent calls are shown. */
  readonly found: readonly TeamTarget[] | undefined;
  /** What was typed is no name, and no number either. */
  readonly problem: TeamFound['problem'];
  readonly mine: TeamMine | undefined;
  readonly isLooking: boolean;
  readonly error: unknown;
};

/**
 * What the server finds for a text, and what the agent keeps at hand; only while it is open.
 * `opening` counts how often it was: what was found the last time is not chosen from any more.
 */
export function useTeam(typed: string, isOpen: boolean, opening: number): Team {
  const [settled] = useDebouncedValue(typed.trim(), TYPING_MS);
  const isSearch = typed.trim().length >= TEXT_MIN;
  const search = useQuery({
    queryKey: ['team', 'search', settled, opening],
    queryFn: () => api.post<TeamFound>('/api/team/search', { text: settled }),
    enabled: isOpen && isSearch && settled.length >= TEXT_MIN,
    refetchInterval: LOOK_EVERY_MS,
    placeholderData: (before) => before,
    // Names and numbers of people stay in the page no longer than they are looked at.
    gcTime: 0,
  });
  const mine = useQuery({
    queryKey: ['team', 'mine'],
    queryFn: () => api.get<TeamMine>('/api/team/mine'),
    enabled: isOpen,
    refetchInterval: LOOK_EVERY_MS,
  });
  return {
    found: isSearch ? search.data?.targets : undefined,
    problem: isSearch ? search.data?.problem : undefined,
    mine: mine.data,
    isLooking:
      isSearch && (search.isPending || search.isPlaceholderData || settled !== typed.trim()),
    error: isSearch ? search.error : mine.error,
  };
}

export function useFavourite() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: FavouriteBody) => api.put<TeamMine>('/api/team/favourites', body),
    onSuccess: (mine) => {
      client.setQueryData(['team', 'mine'], mine);
      return client.invalidateQueries({ queryKey: ['team', 'search'] });
    },
  });
}
