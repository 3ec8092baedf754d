import { Button } from '@mantine/core';
import type { ValidationTry as Tried, ValidationBody } from '@outpace/protocol/validation.ts';
import { useMutation } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { ErrorLine } from '../ui/error-line.tsx';
import { Explained } from './explained.tsx';
import { pathOf } from './saved.ts';
import { triedWords } from './validation-words.ts';

type Props = {
  readonly campaignId: string | undefined;
  readonly validation: ValidationBody;
};

/** Asks once about a made-up record, with what is typed and the secret that is saved. */
export function ValidationTry({ campaignId, validation }: Props) {
  const trying = useMutation({
    mutationFn: () =>
      api.post<Tried>(`${pathOf('campaigns')}/${campaignId}/validation-tries`, validation),
  });
  return (
    <Explained note="With what is typed here, about a record that is made up. Nobody is dialed.">
      <Button
        variant="default"
        disabled={campaignId === undefined || validation.url === ''}
        loading={trying.isPending}
        onClick={() => trying.mutate()}
      >
        Try it
      </Button>
      {campaignId === undefined ? <p className="dim">Save the campaign first.</p> : null}
      <ErrorLine problem={trying.error} />
      <div aria-live="polite">
        {trying.data === undefined ? null : <Answer tried={trying.data} />}
      </div>
    </Explained>
  );
}

function Answer({ tried }: { readonly tried: Tried }) {
  const { said, next } = triedWords(tried);
  return (
    <p className="validation-tried">
      <strong>{said}</strong> {next}
    </p>
  );
}
