import { Button, Skeleton } from '@mantine/core';
import type { WebhookDeliveryRow } from '@outpace/protocol/webhooks.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { useNow } from '../ui/clock.tsx';
import { ErrorLine } from '../ui/error-line.tsx';
import { TableHead } from '../ui/table-head.tsx';
import { formatMoment } from '../ui/time-text.ts';
import { deliveriesPath, deliveriesQuery } from './saved.ts';
import { answerWords, eventWords, stateWords } from './webhook-words.ts';

type Props = { readonly receiverId: string };

/** What a receiver was told last, what came of it, and what may be sent again. */
export function WebhookDeliveries({ receiverId }: Props) {
  const { data: rows = [], error, isPending } = useQuery(deliveriesQuery(receiverId));
  const queries = useQueryClient();
  const sending = useMutation({
    mutationFn: (id: string) =>
      api.post<WebhookDeliveryRow>(`${deliveriesPath(receiverId)}/${id}/send`, undefined),
    onSuccess: () => queries.invalidateQueries(),
  });
  if (isPending) return <Skeleton height={120} mt="md" />;
  return (
    <div className="webhook-deliveries">
      <h2>Deliveries</h2>
      <ErrorLine problem={error ?? sending.error} />
      {rows.length === 0 ? (
        <p className="rows-note">Nothing was told yet. Deliveries are kept for fourteen days.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by key.
        <section className="table-scroll" aria-label="Deliveries" tabIndex={0}>
          <Rows rows={rows} isSending={sending.isPending} onSend={sending.mutate} />
        </section>
      )}
    </div>
  );
}

type RowsProps = {
  readonly rows: readonly WebhookDeliveryRow[];
  readonly isSending: boolean;
  readonly onSend: (id: string) => void;
};

const HEADS = ['What', 'Since', 'State', 'Last answer'];

function Rows({ rows, isSending, onSend }: RowsProps) {
  const now = useNow();
  return (
    <table className="plain-table">
      <TableHead heads={HEADS} tools="Send again" />
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row" title={row.id}>
              {eventWords(row.event)}
            </th>
            <td>{formatMoment(Date.parse(row.addedAt), now)}</td>
            <td>{stateWords(row, now)}</td>
            <td className="webhook-answer">{answerWords(row)}</td>
            <td>
              <Button
                size="compact-xs"
                variant="default"
                disabled={isSending}
                aria-label={`Send ${row.id} again`}
                onClick={() => onSend(row.id)}
              >
                Send again
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
