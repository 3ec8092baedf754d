import { Button, TextInput } from '@mantine/core';
import type { ColleagueList } from '@outpace/protocol/colleagues.ts';
import { REFUSALS } from '@outpace/protocol/tables.ts';
import { IconPhone } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { ErrorLine } from '../../ui/error-line.tsx';
import { StatusMark } from '../../ui/status-mark.tsx';
import type { Target } from './target.ts';

type Props = { readonly onChoose: (target: Target) => void };

/** Whom to call in: a colleague of this list, or a number that is typed. */
export function TargetChooser({ onChoose }: Props) {
  const [number, setNumber] = useState('');
  const { data: colleagues = [], error } = useQuery({
    queryKey: ['colleagues'],
    queryFn: () => api.get<ColleagueList>('/api/colleagues'),
    // Who is free changes by the second; the server is asked again when somebody chooses.
    staleTime: 0,
    refetchInterval: 3_000,
  });
  const call = (event: FormEvent): void => {
    event.preventDefault();
    if (number.trim() !== '') onChoose({ kind: 'number', phone: number });
  };
  return (
    <div className="target-chooser">
      <form className="target-number" onSubmit={call}>
        <TextInput
          aria-label="Number"
          placeholder="+1 212 555 0142"
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
          data-autofocus
        />
        <Button type="submit" variant="default" leftSection={<IconPhone size={15} aria-hidden />}>
          Call
        </Button>
      </form>
      <ErrorLine problem={error} />
      {colleagues.length === 0 ? <p className="dim">No other agent is logged on.</p> : null}
      <ul className="target-list" aria-label="Agents">
        {colleagues.map(({ agentId, name, phase, problem }) => (
          <li key={agentId}>
            <button
              type="button"
              className="target-agent"
              disabled={problem !== undefined}
              title={problem === undefined ? undefined : REFUSALS[problem]}
              onClick={() => onChoose({ kind: 'agent', agentId })}
            >
              <span className="target-name">{name}</span>
              <StatusMark phase={phase} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
