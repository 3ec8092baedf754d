import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useNow } from '../ui/clock.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorLine } from '../ui/error-line.tsx';
import { formatMoment } from '../ui/time-text.ts';
import { IMPORT_STATE_WORDS, importSentence } from './import-words.ts';
import { importsQuery } from './saved.ts';

/** What was imported into this list, newest first. */
export function ListImports({ listId }: { readonly listId: string }) {
  const { data: imports = [], error, isPending } = useQuery(importsQuery(listId));
  const now = useNow();
  if (isPending) return <Skeleton height={120} mt="md" />;
  if (error !== null) return <ErrorLine problem={error} />;
  if (imports.length === 0) {
    return <EmptyState title="Nothing was imported yet">Press Import to choose a file.</EmptyState>;
  }
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">File</th>
          <th scope="col">Started</th>
          <th scope="col">State</th>
          <th scope="col">Result</th>
        </tr>
      </thead>
      <tbody>
        {imports.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              <Link
                className="text-link"
                to="/admin/$section/$id"
                params={{ section: 'imports', id: row.id }}
              >
                {row.fileName}
              </Link>
            </th>
            <td>{formatMoment(Date.parse(row.startedAt), now)}</td>
            <td>{IMPORT_STATE_WORDS[row.state]}</td>
            <td>{importSentence(row)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
