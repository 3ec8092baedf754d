import type { ErasureRow } from '@outpace/protocol/erasures.ts';
import { useQuery } from '@tanstack/react-query';
import { useNow } from '../ui/clock.tsx';
import { ErrorLine } from '../ui/error-line.tsx';
import { formatMoment } from '../ui/time-text.ts';
import { checkWords, countWords } from './erasure-words.ts';
import { erasuresQuery } from './saved.ts';

/** Every erasure of the site, the newest hundred. */
export function Proofs() {
  const { data: rows, error } = useQuery(erasuresQuery);
  return (
    <>
      <ErrorLine problem={error} />
      {rows === undefined ? null : <ProofList title="Proofs" rows={rows} />}
    </>
  );
}

export function ProofList(props: { readonly title: string; readonly rows: readonly ErasureRow[] }) {
  const { title, rows } = props;
  if (rows.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <Proof row={row} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Proof({ row }: { readonly row: ErasureRow }) {
  const now = useNow();
  const erased = countWords(row.counts).join(', ') || 'nothing was known';
  return (
    <>
      <strong>{row.reference}</strong>, {formatMoment(Date.parse(row.at), now)}, by {row.by}:{' '}
      {erased}. <span className="dim">{checkWords(row)}</span>
    </>
  );
}
