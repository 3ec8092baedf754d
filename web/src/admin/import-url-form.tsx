import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { ErrorLine } from '../ui/error-line.tsx';

type Props<Sent> = {
  readonly path: string;
  readonly onFile: (file: Sent) => void;
};

/** The server fetches the file itself, from an address that is typed. */
export function ImportUrlForm<Sent>({ path, onFile }: Props<Sent>) {
  const [url, setUrl] = useState('');
  const fetching = useMutation({
    mutationFn: () => api.post<Sent>(path, { url: url.trim() }),
    onSuccess: onFile,
  });
  return (
    <form
      className="drop-url"
      aria-label="Fetch the file"
      onSubmit={(event) => {
        event.preventDefault();
        if (!fetching.isPending) fetching.mutate();
      }}
    >
      <TextInput
        type="url"
        label="Or fetch it from an address"
        required
        maxLength={2_000}
        placeholder="https://crm.example/people.csv"
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={fetching.isPending}>
        Fetch
      </Button>
      <ErrorLine problem={fetching.error} />
    </form>
  );
}
