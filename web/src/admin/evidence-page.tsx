import './suppression.css';
import { Button, Skeleton, TextInput } from '@mantine/core';
import type { AttemptRow } from '@outpace/protocol/compliance.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { callResultWord } from '../ui/call-result-words.ts';
import { useNow } from '../ui/clock.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorLine } from '../ui/error-line.tsx';
import { formatMoment } from '../ui/time-text.ts';
import { AttemptAnswers } from './evidence-answers.tsx';
import { attemptsQuery, evidenceQuery } from './saved.ts';
import { EVIDENCE } from './sections.ts';
import { numberProblem } from './suppression-key-field.tsx';

/** Somebody asks why they were called: their number, its attempts, and what the rules said. */
export function EvidencePage({ attemptId }: { readonly attemptId: string | undefined }) {
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState<string>();
  const chosen = useQuery({ ...evidenceQuery(attemptId ?? ''), enabled: attemptId !== undefined });
  // Who comes by the address of an attempt sees the others on its number beside it.
  const phone = asked ?? chosen.data?.phone;
  const found = useQuery({ ...attemptsQuery(phone ?? ''), enabled: phone !== undefined });
  return (
    <section className="editor evidence" aria-label={EVIDENCE.label}>
      <header className="editor-head">
        <div className="editor-title">
          <h1>{EVIDENCE.label}</h1>
          <p className="dim">Kept with each attempt at the moment of dialing, and never changed.</p>
        </div>
      </header>
      <div className="editor-body">
        <form
          className="evidence-ask"
          onSubmit={(event) => {
            event.preventDefault();
            if (typed.trim() === phone) void found.refetch();
            else setAsked(typed.trim());
          }}
        >
          <TextInput
            label="Number that was called"
            required
            maxLength={40}
            placeholder="+1 212 555 0142"
            value={typed}
            error={numberProblem(found.error)}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={found.isFetching}>
            Show attempts
          </Button>
        </form>
        {numberProblem(found.error) === undefined ? <ErrorLine problem={found.error} /> : null}
        <ErrorLine problem={chosen.error} />
        <div className="evidence-parts">
          {found.isLoading ? <Skeleton height={120} /> : null}
          {found.data === undefined ? null : <Attempts rows={found.data} attemptId={attemptId} />}
          {chosen.data === undefined ? null : <AttemptAnswers evidence={chosen.data} />}
        </div>
      </div>
    </section>
  );
}

type AttemptsProps = {
  readonly rows: readonly AttemptRow[];
  readonly attemptId: string | undefined;
};

function Attempts({ rows, attemptId }: AttemptsProps) {
  const now = useNow();
  if (rows.length === 0) {
    return <EmptyState title="This number was never dialed">Nobody has tried it yet.</EmptyState>;
  }
  return (
    <nav aria-label="Attempts" className="objects">
      <ul>
        {rows.map((row) => (
          <li key={row.attemptId}>
            <Link
              to="/admin/$section/$id"
              params={{ section: EVIDENCE.section, id: row.attemptId }}
              className="object"
              aria-current={row.attemptId === attemptId ? 'page' : undefined}
            >
              <span className="object-name">
                {formatMoment(Date.parse(row.openedAt), now)} ·{' '}
                {row.callResult === null ? 'In the air' : callResultWord(row.callResult)}
              </span>
              <span className="object-line">
                {[row.campaignName, row.contactName, row.agentName].filter(Boolean).join(' · ')}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
