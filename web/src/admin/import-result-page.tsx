import { Button, Progress } from '@mantine/core';
import type { ImportRow } from '@outpace/protocol/calling-lists.ts';
import { IconDownload } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { api } from '../api/client.ts';
import { ErrorLine } from '../ui/error-line.tsx';
import { ImportSteps } from './import-steps.tsx';
import { IMPORT_STATE_WORDS, importSentence, importShare, importSpeed } from './import-words.ts';
import { callingListsQuery, importQuery } from './saved.ts';

/** Step three: how far it is, what came of it, and where the refused rows are. */
export function ImportResultPage({ importId }: { readonly importId: string }) {
  const { data: row, error } = useQuery(importQuery(importId));
  const { data: lists } = useQuery(callingListsQuery);
  const list = lists?.find(({ id }) => id === row?.listId);
  useFreshList(row);
  return (
    <ImportSteps title={list === undefined ? 'Import' : `Import into ${list.name}`} step={3}>
      <ErrorLine problem={error} />
      {row === undefined ? null : <Result row={row} />}
    </ImportSteps>
  );
}

/** What the list holds has changed as soon as an import ends. */
function useFreshList(row: ImportRow | undefined): void {
  const queries = useQueryClient();
  const listId = row?.listId;
  const isOver = row !== undefined && row.state !== 'running';
  useEffect(() => {
    if (!isOver) return;
    void queries.invalidateQueries({ queryKey: callingListsQuery.queryKey });
    void queries.invalidateQueries({ queryKey: ['list-records', listId] });
    void queries.invalidateQueries({ queryKey: ['imports', { listId }] });
  }, [queries, listId, isOver]);
}

function Result({ row }: { readonly row: ImportRow }) {
  const share = importShare(row);
  const speed = importSpeed(row);
  const isGood = row.state === 'done' || row.state === 'running';
  return (
    <div className="result">
      <p className="result-file">
        {row.fileName} · {IMPORT_STATE_WORDS[row.state]}
      </p>
      <p className="result-sentence" role="status">
        {importSentence(row)}
      </p>
      <Progress size="lg" value={share * 100} color={isGood ? 'ink' : 'gray'} aria-label="Read" />
      <dl className="result-counts">
        <Count word="Rows read" count={row.rowsRead} />
        <Count word="Imported" count={row.state === 'running' ? undefined : row.rowsImported} />
        <Count word="Refused" count={row.rowsRefused} />
        <Count word="Rows per second" count={speed} />
      </dl>
      <Next row={row} />
    </div>
  );
}

const Count = ({ word, count }: { readonly word: string; readonly count: number | undefined }) => (
  <div>
    <dt>{word}</dt>
    <dd className="figures">{count === undefined ? '–' : count.toLocaleString('en-GB')}</dd>
  </div>
);

function Next({ row }: { readonly row: ImportRow }) {
  const queries = useQueryClient();
  const cancelling = useMutation({
    mutationFn: () => api.delete<ImportRow>(`/api/imports/${row.id}`),
    onSuccess: (now) => queries.setQueryData(importQuery(row.id).queryKey, now),
  });
  if (row.state === 'running') {
    return (
      <>
        <Button
          variant="default"
          loading={cancelling.isPending}
          onClick={() => cancelling.mutate()}
        >
          Cancel
        </Button>
        <p className="dim">Cancel takes back what was imported so far. You may leave this page.</p>
        <ErrorLine problem={cancelling.error} />
      </>
    );
  }
  return (
    <div className="result-next">
      {row.rowsRefused === 0 ? null : (
        <Button
          component="a"
          variant="default"
          href={`/api/imports/${row.id}/errors.csv`}
          download
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          Error file
        </Button>
      )}
      {row.restartedAs === null ? null : <Again importId={row.restartedAs} />}
      <Button
        renderRoot={(props) => (
          <Link
            to="/admin/$section/$id"
            params={{ section: 'calling-lists', id: row.listId }}
            {...props}
          />
        )}
      >
        Show the list
      </Button>
    </div>
  );
}

/** The import that was begun in the place of one that a restart has cut off. */
const Again = ({ importId }: { readonly importId: string }) => (
  <Button
    variant="default"
    renderRoot={(props) => (
      <Link to="/admin/$section/$id" params={{ section: 'imports', id: importId }} {...props} />
    )}
  >
    See how it goes on
  </Button>
);
