import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import type { InteractionResponses } from '@outpace/protocol/responses.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';

/** As much of an interaction as the texts are filled with. */
export type Filled = Pick<
  InteractionView,
  'id' | 'recordId' | 'contactName' | 'phone' | 'caseFields' | 'recordFields'
>;

/** The texts of this interaction, filled by the server, and read again when a fact changes. */
export function useResponses(interaction: Filled) {
  const { id, recordId, contactName, phone, caseFields, recordFields } = interaction;
  const facts = JSON.stringify([contactName, phone, caseFields, recordFields]);
  return useQuery({
    queryKey: ['responses', id, facts],
    // On the line for whoever answers there is nobody to fill them for.
    enabled: recordId !== '',
    queryFn: () =>
      api.get<InteractionResponses>(`/api/interactions/${encodeURIComponent(id)}/responses`),
    placeholderData: (before) => before,
  });
}

export type Favouring = {
  readonly problem: unknown;
  readonly toggle: (responseId: string, isFavourite: boolean) => void;
};

/** Marks at once, and takes the mark back when the server did not keep it. */
export function useFavourites(): Favouring {
  const queries = useQueryClient();
  const mark = (responseId: string, isFavourite: boolean): void => {
    queries.setQueriesData<InteractionResponses>({ queryKey: ['responses'] }, (page) =>
      page === undefined ? page : marked(page, responseId, isFavourite),
    );
  };
  const { mutate, error } = useMutation({
    mutationFn: ({ responseId, isFavourite }: { responseId: string; isFavourite: boolean }) => {
      const path = `/api/favourite-responses/${encodeURIComponent(responseId)}`;
      return isFavourite ? api.put<void>(path, undefined) : api.delete<void>(path);
    },
    onMutate: ({ responseId, isFavourite }) => mark(responseId, isFavourite),
    onError: (_problem, { responseId, isFavourite }) => mark(responseId, !isFavourite),
  });
  return {
    problem: error,
    toggle: (responseId, isFavourite) => mutate({ responseId, isFavourite }),
  };
}

const marked = (
  page: InteractionResponses,
  responseId: string,
  isFavourite: boolean,
): InteractionResponses => ({
  ...page,
  responses: page.responses.map((response) =>
    response.id === responseId ? { ...response, isFavourite } : response,
  ),
});
