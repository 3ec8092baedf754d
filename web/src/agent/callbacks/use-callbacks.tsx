import type { CallbackList } from '@outpace/protocol/callbacks.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { useAgent } from '../../live/agent-store.ts';
import { serverClock } from '../../live/server-clock.ts';
import { askAgainMs } from './ask-again.ts';

const KEY = 'my-callbacks';

/**
 * What the agent has promised. Read anew when the server says that it changed, when one of them
 * comes to the agent's screen or leaves it, and when time makes one stand differently.
 */
export function useCallbacks(onScreen: string | undefined) {
  const callbacksVersion = useAgent((live) => live.callbacksVersion);
  return useQuery({
    queryKey: [KEY, callbacksVersion, onScreen ?? 'nothing'],
    queryFn: () => api.get<CallbackList>('/api/my-callbacks'),
    placeholderData: (before) => before,
    refetchInterval: ({ state }) => askAgainMs(state.data?.changesAt, serverClock.now()),
  });
}

/** One change of a callback, over REST; the list follows. */
export function useChange(chainId: string, act: 'move' | 'hand-over' | 'cancel') {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body?: object) =>
      api.post(`/api/callbacks/${encodeURIComponent(chainId)}/${act}`, body),
    onSettled: () => queries.invalidateQueries({ queryKey: [KEY] }),
  });
}
