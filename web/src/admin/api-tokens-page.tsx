import './api-tokens.css';
import { Button, Skeleton } from '@mantine/core';
import type { ApiTokenMade, ApiTokenRow } from '@outpace/protocol/api-tokens.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { useNow } from '../ui/clock.tsx';
import { ErrorLine } from '../ui/error-line.tsx';
import { TableHead } from '../ui/table-head.tsx';
import { ApiTokenNew } from './api-token-new.tsx';
import { Ask } from './ask.tsx';
import { TOKENS_PATH, tokensQuery } from './saved.ts';
import { API_TOKENS } from './sections.ts';
import { ShownOnce } from './shown-once.tsx';
import { endWords, scopeWords, usedWords } from './token-words.ts';

/** One's own tokens, and new ones. */
export function ApiTokensPage() {
  const [made, setMade] = useState<ApiTokenMade>();
  return (
    <section className="editor api-tokens-page" aria-label={API_TOKENS.label}>
      <header className="editor-head">
        <div className="editor-title">
          <h1>{API_TOKENS.label}</h1>
          <p className="dim">
            A program that has one acts as you, within what the token is for. These are yours.
          </p>
        </div>
      </header>
      <div className="editor-body">
        {made === undefined ? null : (
          <ShownOnce title={`The token ${made.name}`} value={made.token}>
            Shown only now: the program sends it as <em>Authorization: Bearer</em>. Nobody can look
            it up later.
          </ShownOnce>
        )}
        <Tokens onRevoked={(id) => setMade((shown) => (shown?.id === id ? undefined : shown))} />
        <ApiTokenNew onMade={setMade} />
      </div>
    </section>
  );
}

function Tokens({ onRevoked }: { readonly onRevoked: (id: string) => void }) {
  const { data: rows, error } = useQuery(tokensQuery);
  const [asked, setAsked] = useState<ApiTokenRow>();
  const queries = useQueryClient();
  const revoking = useMutation({
    mutationFn: ({ id }: ApiTokenRow) => api.delete<unknown>(`${TOKENS_PATH}/${id}`),
    onSuccess: (_gone, { id }) => {
      onRevoked(id);
      return queries.invalidateQueries({ queryKey: tokensQuery.queryKey });
    },
  });
  const revoke = (row: ApiTokenRow): void => {
    setAsked(undefined);
    revoking.mutate(row);
  };
  return (
    <section className="api-tokens" aria-label="Your tokens">
      <h2>Your tokens</h2>
      <ErrorLine problem={error ?? revoking.error} />
      {rows === undefined ? <Skeleton height={80} /> : <Rows rows={rows} onRevoke={setAsked} />}
      <Ask
        opened={asked !== undefined}
        onClose={() => setAsked(undefined)}
        title={`Revoke ${asked?.name ?? 'this token'}?`}
        text="The program that has it is let in no more, at once and for good."
      >
        <Button variant="default" data-autofocus onClick={() => setAsked(undefined)}>
          Keep it
        </Button>
        <Button color="red.9" onClick={() => asked !== undefined && revoke(asked)}>
          Revoke
        </Button>
      </Ask>
    </section>
  );
}

type RowsProps = {
  readonly rows: readonly ApiTokenRow[];
  readonly onRevoke: (row: ApiTokenRow) => void;
};

const HEADS = ['Name', 'For', 'Ends', 'Last used'];

function Rows({ rows, onRevoke }: RowsProps) {
  const now = useNow();
  if (rows.length === 0) return <p className="rows-note">No program acts as you.</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by key.
    <section className="table-scroll" aria-label="Tokens" tabIndex={0}>
      <table className="plain-table">
        <TableHead heads={HEADS} tools="Revoke" />
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.name}</th>
              <td>{scopeWords(row.scopes)}</td>
              <td>{endWords(row, now)}</td>
              <td>{usedWords(row, now)}</td>
              <td>
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={`Revoke ${row.name}`}
                  onClick={() => onRevoke(row)}
                >
                  Revoke
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
