import './responses.css';
import { Skeleton } from '@mantine/core';
import { ErrorLine } from '../../ui/error-line.tsx';
import { later } from '../../ui/late/later.tsx';
import { Panel } from '../../ui/panel.tsx';
import { KeyHint } from '../keys/key-hint.tsx';
import { late } from '../late.ts';
import { type Filled, useResponses } from './use-responses.tsx';

const WAITING = <Skeleton height={60} />;

const Library = later(late, (file) => file.Library, {
  waiting: WAITING,
});

/** Texts to read out: the campaign's script first, then the library; found by typing. */
export function Responses({ interaction }: { readonly interaction: Filled }) {
  const { data: page, error, isLoading } = useResponses(interaction);
  return (
    <Panel title="Responses" className="responses" aside={<KeyHint action="search-responses" />}>
      <ErrorLine problem={error} />
      {interaction.recordId === '' ? <p className="dim">The texts come with the call.</p> : null}
      {isLoading ? WAITING : null}
      {page?.responses.length === 0 ? (
        <p className="dim">There are no texts to read out today.</p>
      ) : null}
      {page === undefined || page.responses.length === 0 ? null : <Library page={page} />}
    </Panel>
  );
}
