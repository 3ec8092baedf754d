import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { pathOf } from './saved.ts';
import type { Section } from './sections.ts';

export type Saved = { readonly id: string; readonly version: number };

export type Editing<Body> = {
  readonly draft: Body;
  readonly change: (part: Partial<Body>) => void;
  readonly isNew: boolean;
  readonly isChanged: boolean;
  readonly isSaving: boolean;
  /** True from a save until the next change. */
  readonly isSaved: boolean;
  readonly problem: unknown;
  readonly save: () => void;
  readonly loadAgain: () => void;
  readonly remove: (() => void) | undefined;
};

type Options<Row extends Saved, Body> = {
  readonly section: Section;
  /** Undefined for an object that does not exist yet. */
  readonly row: Row | undefined;
  readonly blank: Body;
  readonly bodyOf: (row: Row) => Body;
  readonly removable?: boolean;
  /** Where only a part of the object is changed, by a route below it: name and what it takes. */
  readonly part?: { readonly name: string; readonly of: (body: Body) => unknown };
};

/** One object being edited: what is typed, against what was read, saved under its version. */
export function useEditing<Row extends Saved, Body>(options: Options<Row, Body>): Editing<Body> {
  const { section, blank, bodyOf, removable = true, part } = options;
  const [row, setRow] = useState(options.row);
  const read = row === undefined ? blank : bodyOf(row);
  const [draft, setDraft] = useState(read);
  const navigate = useNavigate();
  const rows = useRows<Row>([section]);

  const adopt = (saved: Row): void => {
    setRow(saved);
    setDraft(bodyOf(saved));
  };
  const saving = useMutation({
    mutationFn: (body: Body) =>
      row === undefined
        ? api.post<Row>(pathOf(section), body)
        : api.put<Row>(
            `${pathOf(section)}/${row.id}${part === undefined ? '' : `/${part.name}`}` +
              `?version=${row.version}`,
            part === undefined ? body : part.of(body),
          ),
    onSuccess: (saved) => {
      rows.put(saved);
      adopt(saved);
      if (row !== undefined) return;
      const params = { section, id: saved.id };
      void navigate({ to: '/admin/$section/$id', params, ignoreBlocker: true });
    },
  });
  const removing = useMutation({
    mutationFn: (id: string) => api.delete<void>(`${pathOf(section)}/${id}`),
    onSuccess: (_gone, id) => {
      rows.drop(id);
      void navigate({ to: '/admin/$section', params: { section }, ignoreBlocker: true });
    },
  });
  const loading = useMutation({
    mutationFn: () => rows.fresh(row?.id),
    onSuccess: (found) => {
      saving.reset();
      removing.reset();
      if (found !== undefined) adopt(found);
    },
  });
  const isChanged = JSON.stringify(draft) !== JSON.stringify(read);
  return {
    draft,
    change: (part) => setDraft((old) => ({ ...old, ...part })),
    isNew: row === undefined,
    isChanged,
    isSaving: saving.isPending || removing.isPending || loading.isPending,
    isSaved: saving.isSuccess && !isChanged,
    problem: saving.error ?? removing.error ?? loading.error,
    save: () => saving.mutate(draft),
    loadAgain: () => loading.mutate(),
    remove: row === undefined || !removable ? undefined : () => removing.mutate(row.id),
  };
}

/** The rows of one section in the query cache. */
function useRows<Row extends Saved>(queryKey: QueryKey) {
  const queries = useQueryClient();
  return {
    put: (saved: Row): void => {
      queries.setQueryData<readonly Row[]>(queryKey, (rows = []) =>
        rows.some(({ id }) => id === saved.id)
          ? rows.map((row) => (row.id === saved.id ? saved : row))
          : [...rows, saved],
      );
      // Other sections show names of this one.
      void queries.invalidateQueries();
    },
    drop: (id: string): void => {
      queries.setQueryData<readonly Row[]>(queryKey, (rows = []) =>
        rows.filter((row) => row.id !== id),
      );
      void queries.invalidateQueries();
    },
    fresh: async (id: string | undefined): Promise<Row | undefined> => {
      await queries.refetchQueries({ queryKey });
      return queries.getQueryData<readonly Row[]>(queryKey)?.find((row) => row.id === id);
    },
  };
}
