import { Button, MultiSelect, NumberInput } from '@mantine/core';
import type { ApiTokenBody, ApiTokenMade } from '@outpace/protocol/api-tokens.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { ErrorLine } from '../ui/error-line.tsx';
import { Explained } from './explained.tsx';
import { NameField } from './name-field.tsx';
import { TOKENS_PATH, tokenScopesQuery, tokensQuery } from './saved.ts';
import { groupWords, scopesOf } from './token-words.ts';

type Draft = {
  readonly name: string;
  readonly read: readonly string[];
  readonly change: readonly string[];
  readonly days: number;
};

const BLANK: Draft = { name: '', read: [], change: [], days: 90 };
const DAYS_MAX = 366;

const bodyOf = (draft: Draft): ApiTokenBody => ({
  ...{ name: draft.name.trim(), days: draft.days },
  scopes: [...scopesOf(draft)],
});

/** A token that is being made. */
export function ApiTokenNew({ onMade }: { readonly onMade: (made: ApiTokenMade) => void }) {
  const [draft, setDraft] = useState(BLANK);
  const { data: groups = [], error } = useQuery(tokenScopesQuery);
  const queries = useQueryClient();
  const making = useMutation({
    mutationFn: (body: ApiTokenBody) => api.post<ApiTokenMade>(TOKENS_PATH, body),
    onSuccess: (made) => {
      setDraft(BLANK);
      onMade(made);
      return queries.invalidateQueries({ queryKey: tokensQuery.queryKey });
    },
  });
  const change = (part: Partial<Draft>): void => setDraft((old) => ({ ...old, ...part }));
  const choices = groups.map((group) => ({ value: group, label: groupWords(group) }));
  const { name, scopes } = bodyOf(draft);
  return (
    <form
      className="api-tokens"
      aria-label="New API token"
      onSubmit={(event) => {
        event.preventDefault();
        making.mutate(bodyOf(draft));
      }}
    >
      <h2>New API token</h2>
      <NameField name={draft.name} note="The program that is to have it." change={change} />
      <Explained note="Users, with their roles, are in no “everything”: they have to be named.">
        <MultiSelect
          label="May read"
          searchable
          data={choices}
          value={[...draft.read]}
          onChange={(read) => change({ read })}
        />
      </Explained>
      <Explained note="What may be changed may be read too. Passwords, sessions and tokens never.">
        <MultiSelect
          label="May change"
          searchable
          data={choices}
          value={[...draft.change]}
          onChange={(chosen) => change({ change: chosen })}
        />
      </Explained>
      <Explained note="Then it is good for nothing any more, and a new one is made.">
        <NumberInput
          label="Good for"
          suffix=" days"
          min={1}
          max={DAYS_MAX}
          allowDecimal={false}
          value={draft.days}
          onChange={(typed) => change({ days: Number(typed) })}
        />
      </Explained>
      <ErrorLine problem={error ?? making.error} />
      <Button
        type="submit"
        loading={making.isPending}
        disabled={name === '' || scopes.length === 0}
      >
        Make the token
      </Button>
    </form>
  );
}
