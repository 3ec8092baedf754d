import './suppression.css';
import { Button, Checkbox, Skeleton, TextInput } from '@mantine/core';
import type { ErasurePreview, ErasureRow } from '@outpace/protocol/erasures.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { ErrorLine } from '../ui/error-line.tsx';
import { Ask } from './ask.tsx';
import { ProofList, Proofs } from './erasure-proofs.tsx';
import { countWords, obstacleWords, personKey, traceWords } from './erasure-words.ts';
import { type Asked, ERASURES_PATH, erasurePreviewQuery } from './saved.ts';
import { ERASURE } from './sections.ts';
import { numberProblem, SuppressionKeyField } from './suppression-key-field.tsx';

const NOBODY_YET: Asked = { kind: 'phone', of: '' };

/** Somebody asks to be forgotten: what is known of them, its end, and the proof of it. */
export function ErasurePage() {
  const [typed, setTyped] = useState<Asked>(NOBODY_YET);
  const [asked, setAsked] = useState<Asked>();
  const known = useQuery({
    ...erasurePreviewQuery(asked ?? NOBODY_YET),
    enabled: asked !== undefined,
  });
  return (
    <section className="editor evidence" aria-label={ERASURE.label}>
      <header className="editor-head">
        <div className="editor-title">
          <h1>{ERASURE.label}</h1>
          <p className="dim">
            Over all calling lists of the site. What is erased is gone for good.
          </p>
        </div>
      </header>
      <div className="editor-body">
        <form
          className="suppression-form erasure-ask"
          onSubmit={(event) => {
            event.preventDefault();
            const next = { ...typed, of: typed.of.trim() };
            if (JSON.stringify(next) === JSON.stringify(asked)) void known.refetch();
            else setAsked(next);
          }}
        >
          <SuppressionKeyField value={typed} onChange={setTyped} problem={known.error} />
          <Button type="submit" variant="default" loading={known.isFetching}>
            Show what is known
          </Button>
        </form>
        {numberProblem(known.error) === undefined ? <ErrorLine problem={known.error} /> : null}
        {known.isLoading ? <Skeleton height={120} /> : null}
        {known.data === undefined || asked === undefined || known.error !== null ? null : (
          <Known preview={known.data} asked={asked} />
        )}
        <Proofs />
      </div>
    </section>
  );
}

type KnownProps = { readonly preview: ErasurePreview; readonly asked: Asked };

function Known({ preview, asked }: KnownProps) {
  const { chains, counts, found, erasures } = preview;
  const counted = countWords(counts);
  return (
    <section className="evidence-parts" aria-label="Known">
      <div>
        <h2>{chains.length === 0 ? 'In no calling list' : 'In calling lists'}</h2>
        <ul>
          {chains.map(({ chainId, name, listName, phones, customerId }) => (
            <li key={chainId}>
              <strong>{name === '' ? 'No name' : name}</strong>{' '}
              <span className="dim">
                {[listName, ...phones, ...(customerId === null ? [] : [customerId])].join(' · ')}
              </span>
            </li>
          ))}
        </ul>
        <ProofList title="Erased before" rows={erasures} />
      </div>
      <div>
        <h2>{counted.length === 0 ? 'Nothing is known' : 'Known'}</h2>
        <ul>
          {counted.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
        {found.length === 0 ? null : <p className="dim">Found in {traceWords(found)}.</p>}
        <EraseForm preview={preview} asked={asked} />
      </div>
    </section>
  );
}

function EraseForm({ preview, asked }: KnownProps) {
  const [reference, setReference] = useState('');
  const [keepSuppressed, setKeepSuppressed] = useState(true);
  const [asking, setAsking] = useState(false);
  const queries = useQueryClient();
  const erasing = useMutation({
    mutationFn: () =>
      api.post<ErasureRow>(ERASURES_PATH, {
        ...{ person: personKey(asked), reference: reference.trim(), keepSuppressed },
      }),
    onSuccess: async () => {
      setReference('');
      await queries.invalidateQueries();
    },
  });
  const obstacle = obstacleWords(preview);
  return (
    <form
      className="suppression-form"
      aria-label="Erase"
      onSubmit={(event) => {
        event.preventDefault();
        setAsking(true);
      }}
    >
      <TextInput
        label="Reference of the request"
        description="Stays in the proof: it must not name the person."
        required
        maxLength={200}
        value={reference}
        onChange={(event) => setReference(event.currentTarget.value)}
      />
      <Checkbox
        label="Do not call them when a list brings them back"
        checked={keepSuppressed}
        onChange={(event) => setKeepSuppressed(event.currentTarget.checked)}
      />
      {obstacle === undefined ? null : <p role="status">{obstacle}</p>}
      <ErrorLine problem={erasing.error} />
      <Button
        type="submit"
        color="red.9"
        disabled={obstacle !== undefined || reference.trim() === ''}
        loading={erasing.isPending}
      >
        Erase this person
      </Button>
      <Ask
        opened={asking}
        onClose={() => setAsking(false)}
        title="Erase this person?"
        text="All that is known goes for good, recordings too. Counts of calls stay."
      >
        <Button variant="default" data-autofocus onClick={() => setAsking(false)}>
          Keep them
        </Button>
        <Button
          color="red.9"
          onClick={() => {
            setAsking(false);
            erasing.mutate();
          }}
        >
          Erase
        </Button>
      </Ask>
    </form>
  );
}
