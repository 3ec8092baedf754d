import { Button, TextInput } from '@mantine/core';
import type {
  EntriesChanged,
  SuppressionEntriesBody,
} from '@outpace/protocol/suppression-lists.ts';
import { IconCheck } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { useNow } from '../ui/clock.tsx';
import { ErrorLine } from '../ui/error-line.tsx';
import { type Asked, entriesPath } from './saved.ts';
import { numberProblem, SuppressionKeyField } from './suppression-key-field.tsx';
import { dayStart, tomorrow } from './suppression-words.ts';

const ADDED = 'In force now. A phone that was ringing is let go.';

/** One number or customer more on a list, in force for a phone that rings already. */
type Props = { readonly listId: string; readonly inForce: boolean };

export function SuppressionAdd({ listId, inForce }: Props) {
  const [whom, setWhom] = useState<Asked>({ kind: 'phone', of: '' });
  const [reason, setReason] = useState('');
  const [endsOn, setEndsOn] = useState('');
  const queries = useQueryClient();
  const now = useNow();
  const adding = useMutation({
    mutationFn: (body: SuppressionEntriesBody) =>
      api.post<EntriesChanged>(entriesPath(listId), body),
    onSuccess: () => {
      setWhom({ ...whom, of: '' });
      return queries.invalidateQueries();
    },
  });
  const of = whom.of.trim();
  const key =
    whom.kind === 'phone'
      ? ({ kind: 'phone', phone: of } as const)
      : ({ kind: 'customer', customerId: of } as const);
  return (
    <section className="suppression-card" aria-label="Add">
      <h2>Add</h2>
      <form
        className="suppression-form"
        onSubmit={(event) => {
          event.preventDefault();
          adding.mutate({ keys: [key], reason: reason.trim(), endsAt: dayStart(endsOn) });
        }}
      >
        <SuppressionKeyField value={whom} onChange={setWhom} problem={adding.error} />
        <div className="suppression-why">
          <TextInput
            label="Reason"
            required
            maxLength={500}
            placeholder="Asked in a letter"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label="Called again from"
            description="Empty: never"
            inputWrapperOrder={['label', 'input', 'description']}
            min={tomorrow(now)}
            value={endsOn}
            onChange={(event) => setEndsOn(event.currentTarget.value)}
          />
        </div>
        <Button type="submit" loading={adding.isPending}>
          Add
        </Button>
      </form>
      {numberProblem(adding.error) === undefined ? <ErrorLine problem={adding.error} /> : null}
      <p className="suppression-said" role="status">
        {adding.isSuccess ? (
          <>
            <IconCheck size={15} aria-hidden />{' '}
            {inForce ? ADDED : 'Added. The list is out of force.'}
          </>
        ) : null}
      </p>
    </section>
  );
}
