import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isSameValue } from './same-value.ts';
import type { Editing } from './use-editing.tsx';

type Options<Body> = {
  /** As it was read; another one after it was saved. */
  readonly read: Body;
  readonly send: (body: Body) => Promise<unknown>;
};

/** What is typed against what was read, for a thing that is neither made nor removed. */
export function useDraft<Body>({ read, send }: Options<Body>): Editing<Body> {
  const [draft, setDraft] = useState(read);
  const queries = useQueryClient();
  const saving = useMutation({
    mutationFn: send,
    onSuccess: () => queries.invalidateQueries(),
  });
  const isChanged = !isSameValue(draft, read);
  return {
    draft,
    change: (part) => setDraft((old) => ({ ...old, ...part })),
    isNew: false,
    isChanged,
    isSaving: saving.isPending,
    isSaved: saving.isSuccess && !isChanged,
    problem: saving.error,
    save: () => saving.mutate(draft),
    loadAgain: () => {
      saving.reset();
      setDraft(read);
      void queries.invalidateQueries();
    },
    remove: undefined,
  };
}
