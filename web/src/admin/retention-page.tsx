import { NumberInput, Skeleton } from '@mantine/core';
import type { RetentionBody, RetentionRow } from '@outpace/protocol/retention.ts';
import { KEPT_THINGS, RETENTION_DAYS_MAX, RETENTION_DAYS_MIN } from '@outpace/protocol/tables.ts';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { useNow } from '../ui/clock.tsx';
import { ErrorLine } from '../ui/error-line.tsx';
import { formatMoment } from '../ui/time-text.ts';
import { EditorFrame } from './editor-frame.tsx';
import { Explained } from './explained.tsx';
import { KEPT_WORDS, longerWords, runWords } from './retention-words.ts';
import { RETENTION_PATH, retentionQuery } from './saved.ts';
import { RETENTION } from './sections.ts';
import { useDraft } from './use-draft.tsx';

/** For how long the site keeps what has happened. */
export function RetentionPage() {
  const { data: row, error } = useQuery(retentionQuery);
  return (
    <div className="object-pane whole-pane">
      <ErrorLine problem={error} />
      {row === undefined ? <Skeleton height={240} radius="md" /> : <RetentionEditor row={row} />}
    </div>
  );
}

const bodyOf = (row: RetentionRow): RetentionBody => ({
  attempts: row.attempts,
  recordings: row.recordings,
  'webhook-deliveries': row['webhook-deliveries'],
  imports: row.imports,
  'agent-states': row['agent-states'],
});

function RetentionEditor({ row }: { readonly row: RetentionRow }) {
  const editing = useDraft<RetentionBody>({
    read: bodyOf(row),
    send: (body) => api.put<RetentionRow>(`${RETENTION_PATH}?version=${row.version}`, body),
  });
  const { draft, change } = editing;
  return (
    <EditorFrame
      title={RETENTION.label}
      noun="retention"
      note="What is older is removed within the next hours, and cannot be brought back."
      editing={editing}
    >
      <fieldset className="rows">
        <legend>Days for which each is kept</legend>
        {KEPT_THINGS.map((thing) => (
          <Explained key={thing} note={KEPT_WORDS[thing].note}>
            <NumberInput
              label={KEPT_WORDS[thing].label}
              placeholder="For good"
              suffix=" days"
              min={RETENTION_DAYS_MIN[thing]}
              max={RETENTION_DAYS_MAX}
              allowDecimal={false}
              value={draft[thing] ?? ''}
              onChange={(typed) => change({ [thing]: typed === '' ? null : Number(typed) })}
            />
          </Explained>
        ))}
      </fieldset>
      <Longer row={row} />
      <LastRun row={row} />
    </EditorFrame>
  );
}

function Longer({ row }: { readonly row: RetentionRow }) {
  const longer = row.campaigns.flatMap((campaign) => longerWords(campaign) ?? []);
  return (
    <section aria-label="Kept longer">
      <h2>Kept longer</h2>
      <p className="dim">
        What was said to somebody who waits for a promised call stays until that call.
      </p>
      <ul>
        {longer.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </section>
  );
}

function LastRun({ row }: { readonly row: RetentionRow }) {
  const now = useNow();
  const { lastRun } = row;
  return (
    <section aria-label="Last removed">
      <h2>Last removed</h2>
      <p>
        {lastRun === null
          ? 'Nothing yet.'
          : `${formatMoment(Date.parse(lastRun.at), now)}: ${runWords(lastRun)}`}
      </p>
    </section>
  );
}
