import { Button, Skeleton } from '@mantine/core';
import type { SuppressionFound, SuppressionsAnswer } from '@outpace/protocol/suppressions.ts';
import { IconCircleCheck, IconPhoneOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useNow } from '../ui/clock.tsx';
import { ErrorLine } from '../ui/error-line.tsx';
import { formatMoment } from '../ui/time-text.ts';
import { type Asked, lookUpQuery } from './saved.ts';
import { numberProblem, SuppressionKeyField } from './suppression-key-field.tsx';
import {
  endWords,
  isForEverybody,
  keyWords,
  type ScopeNames,
  saidWords,
  scopeWords,
  sourceWords,
} from './suppression-words.ts';

type Props = { readonly names: ScopeNames };

/** Is it suppressed, why, since when, until when: over every list and what was said in calls. */
export function SuppressionLookUp({ names }: Props) {
  const [typed, setTyped] = useState<Asked>({ kind: 'phone', of: '' });
  const [asked, setAsked] = useState<Asked>();
  const nobody: Asked = { kind: 'phone', of: '' };
  const looking = useQuery({ ...lookUpQuery(asked ?? nobody), enabled: asked !== undefined });
  return (
    <section className="suppression-card" aria-label="Look up">
      <h2>Look up</h2>
      <form
        className="suppression-form"
        onSubmit={(event) => {
          event.preventDefault();
          const next = { ...typed, of: typed.of.trim() };
          if (JSON.stringify(next) === JSON.stringify(asked)) void looking.refetch();
          else setAsked(next);
        }}
      >
        <SuppressionKeyField value={typed} onChange={setTyped} problem={looking.error} />
        <Button type="submit" variant="default" loading={looking.isFetching}>
          Look up
        </Button>
      </form>
      {numberProblem(looking.error) === undefined ? <ErrorLine problem={looking.error} /> : null}
      <div role="status">
        {looking.isLoading ? <Skeleton height={44} /> : null}
        {looking.data === undefined || looking.error !== null ? null : (
          <Answer answer={looking.data} names={names} />
        )}
      </div>
    </section>
  );
}

type AnswerProps = Props & { readonly answer: SuppressionsAnswer };

function Answer({ answer, names }: AnswerProps) {
  const { kind, value, found } = answer;
  const name = keyWords(kind, value);
  if (found.length === 0) {
    return (
      <p className="suppression-verdict" data-free>
        <IconCircleCheck size={17} aria-hidden />
        <span>
          <strong>{name} is not suppressed.</strong> Hours and limits are asked at each dial.
        </span>
      </p>
    );
  }
  // Of one calling list, or by one campaign, alone: others may still call.
  const isEverywhere = found.some(({ list }) => isForEverybody(list));
  return (
    <>
      <p className="suppression-verdict">
        <IconPhoneOff size={17} aria-hidden />
        <strong>
          {name} is {isEverywhere ? 'not called' : 'not called by everybody'}.
        </strong>
      </p>
      <ul className="suppression-found">
        {found.map((each) => (
          <li key={`${each.list?.id ?? ''} ${each.kind} ${each.value}`}>
            <Source found={each} />
            <Why found={each} names={names} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Source({ found }: { readonly found: SuppressionFound }) {
  const { list } = found;
  if (list === null) return <strong>{sourceWords(found)}</strong>;
  const params = { section: 'suppression-lists', id: list.id };
  return (
    <Link className="text-link" to="/admin/$section/$id" params={params}>
      {sourceWords(found)}
    </Link>
  );
}

type WhyProps = Props & { readonly found: SuppressionFound };

function Why({ found, names }: WhyProps) {
  const { list, reason, addedBy, since, until } = found;
  const now = useNow();
  return (
    <span className="dim">
      {saidWords(reason, addedBy)}
      <br />
      Since {formatMoment(Date.parse(since), now)}, {endWords(until, now)}, for{' '}
      {list === null ? 'everybody' : scopeWords(list, names)}
    </span>
  );
}
