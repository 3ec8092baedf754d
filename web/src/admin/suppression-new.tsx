import { Select, TextInput } from '@mantine/core';
import type { CallingListRow } from '@outpace/protocol/calling-lists.ts';
import type {
  SuppressionListBody,
  SuppressionListRow,
} from '@outpace/protocol/suppression-lists.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { useNow } from '../ui/clock.tsx';
import { EditorFrame } from './editor-frame.tsx';
import { Explained } from './explained.tsx';
import { pathOf, suppressionListsQuery } from './saved.ts';
import { dayStart, tomorrow } from './suppression-words.ts';

const section = 'suppression-lists';
type Draft = Pick<SuppressionListBody, 'name' | 'callingListId'> & { readonly endsOn: string };
const BLANK: Draft = { name: '', callingListId: null, endsOn: '' };

type Props = { readonly callingLists: readonly CallingListRow[] };

/** A list that is being made; what is on it comes afterwards. */
export function SuppressionNew({ callingLists }: Props) {
  const [draft, setDraft] = useState(BLANK);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const now = useNow();
  const saving = useMutation({
    mutationFn: (body: SuppressionListBody) => api.post<SuppressionListRow>(pathOf(section), body),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: suppressionListsQuery.queryKey });
      await navigate({ to: '/admin/$section/$id', params: { section, id }, ignoreBlocker: true });
    },
  });
  const { name, callingListId, endsOn } = draft;
  const change = (part: Partial<Draft>): void => setDraft((old) => ({ ...old, ...part }));
  const editing = {
    ...{ isNew: true, isSaved: false, remove: undefined },
    isChanged: JSON.stringify(draft) !== JSON.stringify(BLANK),
    isSaving: saving.isPending,
    problem: saving.error,
    save: () => saving.mutate({ name, callingListId, endsAt: dayStart(endsOn) }),
    loadAgain: () => saving.reset(),
  };
  return (
    <EditorFrame title="" noun="suppression list" editing={editing}>
      <Explained note="Where it comes from, or what it is for, such as a register.">
        <TextInput
          label="Name"
          required
          maxLength={120}
          value={name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
      </Explained>
      <Explained
        note={
          'Empty: nobody calls whoever is on it. With a calling list, only its contacts are not ' +
          'called.'
        }
      >
        <Select
          label="Holds for"
          searchable
          clearable
          placeholder="Everybody"
          data={callingLists.map((list) => ({ value: list.id, label: list.name }))}
          value={callingListId}
          onChange={(chosen) => change({ callingListId: chosen })}
        />
      </Explained>
      <Explained note="From this day on nothing on the list counts any more. Empty: it never ends.">
        <TextInput
          type="date"
          label="Ends on"
          min={tomorrow(now)}
          value={endsOn}
          onChange={(event) => change({ endsOn: event.currentTarget.value })}
        />
      </Explained>
    </EditorFrame>
  );
}
