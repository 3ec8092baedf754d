import type { WhatIfPlan, WhatIfRow } from '@outpace/protocol/what-if.ts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';

/** Answers that are shown beside each other. */
const SHOWN_MAX = 4;
const ASK_EVERY_MS = 400;

export type WhatIfs = {
  /** Oldest first. */
  readonly rows: readonly WhatIfRow[];
  /** Under way as far as the server has said. */
  readonly isRunning: boolean;
  /** Asked for, and not answered yet. */
  readonly isBeginning: boolean;
  readonly problem: unknown;
  readonly simulate: (plan: WhatIfPlan) => void;
  readonly cancel: () => void;
};

/** The newest plan is asked for until it is over; those before it stay to be compared. */
export function useWhatIfs(): WhatIfs {
  const [before, setBefore] = useState<readonly WhatIfRow[]>([]);
  const [begun, setBegun] = useState<WhatIfRow>();
  const asked = useQuery({
    queryKey: ['what-if', begun?.id],
    queryFn: () => api.get<WhatIfRow>(`/api/what-ifs/${begun?.id}`),
    enabled: begun !== undefined,
    refetchInterval: ({ state }) => (isOver(state.data) ? false : ASK_EVERY_MS),
    retry: false,
  });
  const newest = asked.data ?? begun;
  const begin = useMutation({
    mutationFn: (plan: WhatIfPlan) => api.post<WhatIfRow>('/api/what-ifs', plan),
    onSuccess: (row) => {
      if (newest !== undefined) setBefore((rows) => [...rows, newest].slice(1 - SHOWN_MAX));
      setBegun(row);
    },
  });
  const cancelling = useMutation({
    mutationFn: (id: string) => api.delete<WhatIfRow>(`/api/what-ifs/${id}`),
    onSuccess: () => asked.refetch(),
  });
  return {
    rows: newest === undefined ? before : [...before, newest],
    isRunning: newest !== undefined && !isOver(newest),
    isBeginning: begin.isPending,
    problem: begin.error ?? asked.error ?? cancelling.error,
    simulate: begin.mutate,
    cancel: () => {
      if (newest !== undefined) cancelling.mutate(newest.id);
    },
  };
}

const isOver = (row: WhatIfRow | undefined): boolean =>
  row !== undefined && row.state !== 'waiting' && row.state !== 'running';
