import { Button, Skeleton } from '@mantine/core';
import type { CallingListRow, ListRecord } from '@outpace/protocol/calling-lists.ts';
import { IconFileImport } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { callResultWord } from '../ui/call-result-words.ts';
import { useNow } from '../ui/clock.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorLine } from '../ui/error-line.tsx';
import { formatPhone } from '../ui/phone-text.ts';
import { formatMoment } from '../ui/time-text.ts';
import { valueText } from './record-words.ts';
import { recordsQuery } from './saved.ts';

/** The records of a list in the order in which they came, page after page. */
export function ListRecordsTable({ list }: { readonly list: CallingListRow }) {
  const pages = useInfiniteQuery(recordsQuery(list.id));
  const records = pages.data?.pages.flatMap((page) => page.records) ?? [];
  if (pages.isPending) return <Skeleton height={200} mt="md" />;
  if (records.length === 0 && pages.error === null) {
    return (
      <EmptyState icon={<IconFileImport size={26} aria-hidden />} title="This list is empty">
        Press Import to fill it from a file, or add a person above.
      </EmptyState>
    );
  }
  return (
    <>
      <ErrorLine problem={pages.error} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by key. */}
      <section className="table-scroll" aria-label="Records" tabIndex={0}>
        <RecordRows list={list} records={records} />
      </section>
      <p className="table-foot">
        {records.length.toLocaleString('en-GB')} records shown.
        {pages.hasNextPage ? (
          <Button
            variant="default"
            size="compact-sm"
            loading={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            Show more
          </Button>
        ) : null}
      </p>
    </>
  );
}

type RowsProps = { readonly list: CallingListRow; readonly records: readonly ListRecord[] };

function RecordRows({ list, records }: RowsProps) {
  const heads = ['Name', 'Number', 'Last result', 'Attempts', 'Next call', 'Time zone'];
  return (
    <table className="plain-table">
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
          {list.fields.map(({ key, label }) => (
            <th key={key} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {records.map((record) => (
          <tr key={record.recordId}>
            <th scope="row">{record.contactName || '–'}</th>
            <td className="figures">{formatPhone(record.phone)}</td>
            <td>{record.attempts === 0 ? 'Never called' : callResultWord(record.callResult)}</td>
            <td className="figures">{record.attempts}</td>
            <td>{record.state === 'closed' ? 'Closed' : <Due dueAt={record.dueAt} />}</td>
            <td>{record.zone}</td>
            {list.fields.map(({ key }) => (
              <td key={key}>{valueText(record.fields[key])}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Due({ dueAt }: { readonly dueAt: string | null }) {
  const now = useNow();
  if (dueAt === null) return '–';
  const at = Date.parse(dueAt);
  return at <= now ? 'Now' : formatMoment(at, now);
}
