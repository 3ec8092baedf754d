import { Button } from '@mantine/core';
import type {
  WebhookReceiverBody,
  WebhookReceiverRow,
  WebhookSecret,
} from '@outpace/protocol/webhooks.ts';
import { useMutation } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { ErrorLine } from '../ui/error-line.tsx';
import { EditorFrame } from './editor-frame.tsx';
import { Explained } from './explained.tsx';
import { pathOf } from './saved.ts';
import { useEditing } from './use-editing.tsx';
import { WebhookDeliveries } from './webhook-deliveries.tsx';
import { WebhookFields } from './webhook-fields.tsx';
import { WebhookSecretOnce } from './webhook-secret.tsx';

const section = 'webhook-receivers';

const bodyOf = ({ name, url, events, enabled }: WebhookReceiverRow): WebhookReceiverBody => ({
  name,
  url,
  events,
  enabled,
});

/** One receiver, its secret, and what it was told last. */
export function WebhookEditor({ row }: { readonly row: WebhookReceiverRow }) {
  const editing = useEditing({ section, row, blank: bodyOf(row), bodyOf });
  const { draft, change } = editing;
  return (
    <EditorFrame title={row.name} noun="webhook receiver" editing={editing}>
      <WebhookFields draft={draft} change={change} />
      <NewSecret id={row.id} />
      <WebhookDeliveries receiverId={row.id} />
    </EditorFrame>
  );
}

function NewSecret({ id }: { readonly id: string }) {
  const replacing = useMutation({
    mutationFn: () => api.post<WebhookSecret>(`${pathOf(section)}/${id}/secret`, undefined),
  });
  if (replacing.data !== undefined) return <WebhookSecretOnce secret={replacing.data.secret} />;
  return (
    <Explained note="The present one ends at once: give the program the new one.">
      <Button variant="default" loading={replacing.isPending} onClick={() => replacing.mutate()}>
        Make a new secret
      </Button>
      <ErrorLine problem={replacing.error} />
    </Explained>
  );
}
