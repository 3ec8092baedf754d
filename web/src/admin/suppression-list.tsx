import { Button, Group, Skeleton } from '@mantine/core';
import type {
  EntriesChanged,
  SuppressionEndBody,
  SuppressionEntryRow,
  SuppressionListRow,
} from '@outpace/protocol/suppression-lists.ts';
import { IconFileImport } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { useNow } from '../ui/clock.tsx';
import { ErrorLine } from '../ui/error-line.tsx';
import { TableHead } from '../ui/table-head.tsx';
import { formatMoment } from '../ui/time-text.ts';
import { Ask } from './ask.tsx';
import { RowTools } from './row-tools.tsx';
import { entriesPath, entriesQuery } from './saved.ts';
import { SuppressionAdd } from './suppression-add.tsx';
import { SuppressionEditor } from './suppression-editor.tsx';
import { SuppressionImport } from './suppression-import.tsx';
import { SuppressionImports } from './suppression-imports.tsx';
import { SuppressionLookUp } from './suppression-look-up.tsx';
import {
  endWords,
  entriesWords,
  keyWords,
  type ScopeNames,
  scopeWords,
} from './suppression-words.ts';

type Props = {
  readonly list: SuppressionListRow;
  readonly names: ScopeNames;
};

/** One list: whom it holds for and how long, and what was added to it last. */
export function SuppressionList({ list, names }: Props) {
  const now = useNow();
  const [shown, setShown] = useState<'entries' | 'editor' | 'import'>('entries');
  const showEntries = (): void => setShown('entries');
  const { id, name, entries, endsAt, inForce } = list;
  if (shown === 'editor') {
    return <SuppressionEditor list={list} names={names} onClose={showEntries} />;
  }
  if (shown === 'import') return <SuppressionImport list={list} onClose={showEntries} />;
  return (
    <section className="editor" aria-label={name}>
      <header className="editor-head">
        <div className="editor-title">
          <h1>{name}</h1>
          <p className="dim">
            {inForce ? null : 'Out of force · '}
            {entriesWords(entries)} · for {scopeWords(list, names)} · {endWords(endsAt, now)}
          </p>
        </div>
        <Group gap="sm" wrap="nowrap">
          <Button variant="default" onClick={() => setShown('editor')}>
            Edit list
          </Button>
          <Button
            variant="default"
            leftSection={<IconFileImport size={16} aria-hidden />}
            onClick={() => setShown('import')}
          >
            Import
          </Button>
        </Group>
      </header>
      <div className="editor-body">
        <div className="suppression-cards">
          <SuppressionAdd listId={id} inForce={inForce} />
          <SuppressionLookUp names={names} />
        </div>
        <SuppressionImports listId={id} />
        <Entries list={list} />
      </div>
    </section>
  );
}

function Entries({ list }: Pick<Props, 'list'>) {
  const { data: rows = [], error, isPending } = useQuery(entriesQuery(list.id));
  const [leaving, setLeaving] = useState<SuppressionEntryRow>();
  const { removing, remove } = useRemoving(list.id);
  if (isPending) return <Skeleton height={120} mt="md" />;
  if (rows.length === 0 && error === null) {
    return <p className="rows-note">Nobody is on this list yet.</p>;
  }
  return (
    <>
      <ErrorLine problem={error ?? removing.error} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by key. */}
      <section className="table-scroll" aria-label="Entries" tabIndex={0}>
        <EntryRows rows={rows} onRemove={setLeaving} />
      </section>
      {rows.length < list.entries ? (
        <p className="table-foot">The newest {rows.length} are shown; look up any other.</p>
      ) : null}
      <Ask
        opened={leaving !== undefined}
        onClose={() => setLeaving(undefined)}
        title={`Take ${leaving === undefined ? '' : keyWords(leaving.kind, leaving.value)} off?`}
        text={
          'It may be called again, unless something else is against it. Who was closed for it ' +
          'stays closed.'
        }
      >
        <Button variant="default" onClick={() => setLeaving(undefined)}>
          Keep it
        </Button>
        <Button
          color="red.9"
          onClick={() => {
            if (leaving !== undefined) remove(leaving);
            setLeaving(undefined);
          }}
        >
          Yes, take it off
        </Button>
      </Ask>
    </>
  );
}

function useRemoving(listId: string) {
  const queries = useQueryClient();
  const removing = useMutation({
    mutationFn: (body: SuppressionEndBody) =>
      api.post<EntriesChanged>(`${entriesPath(listId)}/end`, body),
    onSuccess: () => queries.invalidateQueries(),
  });
  const remove = ({ kind, value }: SuppressionEntryRow): void =>
    removing.mutate({
      keys: [kind === 'phone' ? { kind, phone: value } : { kind, customerId: value }],
    });
  return { removing, remove };
}

type RowsProps = {
  readonly rows: readonly SuppressionEntryRow[];
  readonly onRemove: (row: SuppressionEntryRow) => void;
};

const HEADS = ['Number or customer', 'Reason', 'Added', 'By', 'Until'];

function EntryRows({ rows, onRemove }: RowsProps) {
  const now = useNow();
  return (
    <table className="plain-table">
      <TableHead heads={HEADS} tools="Take off" />
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.kind} ${row.value}`}>
            <th scope="row" className="figures">
              {keyWords(row.kind, row.value)}
            </th>
            <td className="suppression-reason">{row.reason || '–'}</td>
            <td>{formatMoment(Date.parse(row.addedAt), now)}</td>
            <td>{row.addedBy || '–'}</td>
            <td>{endWords(row.endsAt, now).replace(/^until /, '')}</td>
            <td>
              <RowTools of={keyWords(row.kind, row.value)} onRemove={() => onRemove(row)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
