import { Button, TextInput } from '@mantine/core';
import type { NewChainAnswer, NewChainBody } from '@outpace/protocol/new-chains.ts';
import { IconCheck } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, RefusalError } from '../api/client.ts';
import { ErrorLine } from '../ui/error-line.tsx';

const NOBODY = { contactName: '', phone: '', customerId: '' };

/** What is wrong with the number is said beside it. */
const NUMBER_CODES: readonly string[] = ['NUMBER_INVALID', 'NUMBER_LISTED', 'NUMBER_SUPPRESSED'];
const numberProblem = (problem: unknown): string | undefined =>
  problem instanceof RefusalError && NUMBER_CODES.includes(problem.code)
    ? problem.message
    : undefined;

/** One person more in the list, called in their turn while it is dialed. */
export function ListPersonAdd({ listId }: { readonly listId: string }) {
  const [typed, setTyped] = useState(NOBODY);
  const queries = useQueryClient();
  const adding = useMutation({
    mutationFn: (body: NewChainBody) =>
      api.post<NewChainAnswer>(`/api/calling-lists/${listId}/chains`, body),
    onSuccess: () => {
      setTyped(NOBODY);
      return queries.invalidateQueries();
    },
  });
  const { contactName, phone, customerId } = typed;
  const add = (): void => {
    const customer = customerId.trim();
    adding.mutate({
      contactName,
      numbers: [{ phone: phone.trim() }],
      ...(customer === '' ? {} : { customerId: customer }),
    });
  };
  const isReady = phone.trim() !== '' && !adding.isPending;
  const problem = numberProblem(adding.error);
  return (
    <section aria-label="Add a person">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button does the same. */}
      <div
        className="person-add"
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          // It stands in the form of the list, which is not what is meant.
          event.preventDefault();
          if (isReady) add();
        }}
      >
        <TextInput
          label="Name"
          maxLength={200}
          value={contactName}
          onChange={(event) => setTyped({ ...typed, contactName: event.currentTarget.value })}
        />
        <TextInput
          label="Number"
          withAsterisk
          inputMode="tel"
          maxLength={40}
          value={phone}
          error={problem}
          onChange={(event) => setTyped({ ...typed, phone: event.currentTarget.value })}
        />
        <TextInput
          label="Customer id"
          maxLength={200}
          value={customerId}
          onChange={(event) => setTyped({ ...typed, customerId: event.currentTarget.value })}
        />
        <Button variant="default" disabled={!isReady} loading={adding.isPending} onClick={add}>
          Add a person
        </Button>
      </div>
      {problem === undefined ? <ErrorLine problem={adding.error} /> : null}
      <p className="person-added" role="status">
        {adding.isSuccess ? (
          <>
            <IconCheck size={15} aria-hidden /> In the list, and called in their turn.
          </>
        ) : null}
      </p>
    </section>
  );
}
