import { Button, Progress } from '@mantine/core';
import type { ImportRow } from '@outpace/protocol/calling-lists.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '../api/client.ts';
import { useNow } from '../ui/clock.tsx';
import { ErrorLine } from '../ui/error-line.tsx';
import { formatMoment } from '../ui/time-text.ts';
import { IMPORT_STATE_WORDS, importSentence, importShare } from './import-words.ts';
import { suppressionImportsPath, suppressionImportsQuery, suppressionListsQuery } from './saved.ts';

/** What is shown of them. */
const NEWEST = 5;

/** The newest imports into a suppression list: how far one is, and what came of the others. */
export function SuppressionImports({ listId }: { readonly listId: string }) {
  const { data: rows = [], error } = useQuery(suppressionImportsQuery(listId));
  const queries = useQueryClient();
  const isRunning = rows.some(({ state }) => state === 'running');
  const ended = rows.filter(({ state }) => state === 'done').length;
  useEffect(() => {
    if (isRunning || ended === 0) return;
    // What is on the list has changed as soon as an import ends.
    void queries.invalidateQueries({ queryKey: suppressionListsQuery.queryKey });
  }, [queries, isRunning, ended]);
  if (error !== null) return <ErrorLine problem={error} />;
  if (rows.length === 0) return null;
  return (
    <section aria-label="Imports" className="suppression-imports">
      <h2>Imports</h2>
      <ul>
        {rows.slice(0, NEWEST).map((row) => (
          <li key={row.id}>
            <OneImport row={row} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function OneImport({ row }: { readonly row: ImportRow }) {
  const now = useNow();
  const queries = useQueryClient();
  const path = `${suppressionImportsPath(row.listId)}/${row.id}`;
  const cancelling = useMutation({
    mutationFn: () => api.delete<ImportRow>(path),
    onSettled: () => queries.invalidateQueries(suppressionImportsQuery(row.listId)),
  });
  return (
    <>
      <span>
        <strong>{row.fileName}</strong>{' '}
        <span className="dim">
          {IMPORT_STATE_WORDS[row.state]}, {formatMoment(Date.parse(row.startedAt), now)}
        </span>
        <br />
        <span role="status">{importSentence(row)}</span>{' '}
        {row.rowsRefused === 0 || row.state === 'running' ? null : (
          <a className="text-link" href={`${path}/errors.csv`} download>
            Error file
          </a>
        )}
      </span>
      {row.state === 'running' ? (
        <>
          <Progress value={importShare(row) * 100} aria-label="Read" />
          <Button
            size="compact-sm"
            variant="default"
            loading={cancelling.isPending}
            onClick={() => cancelling.mutate()}
          >
            Cancel
          </Button>
        </>
      ) : null}
      <ErrorLine problem={cancelling.error} />
    </>
  );
}
