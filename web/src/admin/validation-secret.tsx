import { Button, PasswordInput, TextInput } from '@mantine/core';
import type { ValidationSecretRow } from '@outpace/protocol/validation.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { ErrorLine } from '../ui/error-line.tsx';
import { Explained } from './explained.tsx';
import { secretPath, secretQuery } from './saved.ts';

type Props = {
  readonly campaignId: string | undefined;
  readonly header: string | null;
  readonly onHeader: (header: string | null) => void;
};

/** What the campaign shows to whoever is asked. Once saved it is never shown again. */
export function ValidationSecret({ campaignId, header, onHeader }: Props) {
  return (
    <>
      <Explained note="authorization, or a name that begins with x-. Empty: nothing is shown.">
        <TextInput
          label="Header of the secret"
          maxLength={62}
          value={header ?? ''}
          onChange={({ currentTarget: { value } }) =>
            onHeader(value.trim() === '' ? null : value.trim().toLowerCase())
          }
        />
      </Explained>
      {header === null || campaignId === undefined ? null : <Secret campaignId={campaignId} />}
    </>
  );
}

function Secret({ campaignId }: { readonly campaignId: string }) {
  const [typed, setTyped] = useState('');
  const client = useQueryClient();
  const { data: row, error } = useQuery(secretQuery(campaignId));
  const saving = useMutation({
    mutationFn: (secret: string | null) =>
      api.put<ValidationSecretRow>(secretPath(campaignId), { secret }),
    onSuccess: (saved) => {
      client.setQueryData(secretQuery(campaignId).queryKey, saved);
      setTyped('');
    },
  });
  const isSet = row?.isSet === true;
  return (
    <Explained note="The whole value, such as Bearer and a token. In force with the next question.">
      <PasswordInput
        label={isSet ? 'Another secret' : 'Secret'}
        description={isSet ? 'One is saved; it is never shown.' : 'None is saved.'}
        autoComplete="off"
        maxLength={1_000}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <div className="validation-buttons">
        <Button
          size="compact-sm"
          disabled={typed === ''}
          loading={saving.isPending}
          onClick={() => saving.mutate(typed)}
        >
          Save the secret
        </Button>
        {isSet ? (
          <Button size="compact-sm" variant="default" onClick={() => saving.mutate(null)}>
            Remove it
          </Button>
        ) : null}
      </div>
      <ErrorLine problem={saving.error ?? error} />
    </Explained>
  );
}
