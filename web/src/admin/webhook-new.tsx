import { Button } from '@mantine/core';
import type { WebhookReceiverAdded, WebhookReceiverBody } from '@outpace/protocol/webhooks.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { EditorFrame } from './editor-frame.tsx';
import { pathOf, webhookReceiversQuery } from './saved.ts';
import { WebhookFields } from './webhook-fields.tsx';
import { WebhookSecretOnce } from './webhook-secret.tsx';

const section = 'webhook-receivers';
const BLANK: WebhookReceiverBody = {
  name: '',
  url: '',
  events: ['attempt-ended', 'chain-delegated'],
  enabled: true,
};

/** A receiver that is being made; once it is, its secret is shown in its place. */
export function WebhookNew() {
  const [draft, setDraft] = useState(BLANK);
  const queries = useQueryClient();
  const saving = useMutation({
    mutationFn: (body: WebhookReceiverBody) =>
      api.post<WebhookReceiverAdded>(pathOf(section), body),
    onSuccess: () => queries.invalidateQueries({ queryKey: webhookReceiversQuery.queryKey }),
  });
  if (saving.data !== undefined) return <Added added={saving.data} />;
  const editing = {
    ...{ isNew: true, isSaved: false, remove: undefined },
    isChanged: JSON.stringify(draft) !== JSON.stringify(BLANK),
    isSaving: saving.isPending,
    problem: saving.error,
    save: () => saving.mutate(draft),
    loadAgain: () => saving.reset(),
  };
  return (
    <EditorFrame title="" noun="webhook receiver" editing={editing}>
      <WebhookFields draft={draft} change={(part) => setDraft((old) => ({ ...old, ...part }))} />
    </EditorFrame>
  );
}

const Added = ({ added: { id, name, secret } }: { readonly added: WebhookReceiverAdded }) => (
  <section className="editor" aria-label={name}>
    <header className="editor-head">
      <div className="editor-title">
        <h1>{name}</h1>
        <p className="dim">It is told from now on.</p>
      </div>
      <Button
        renderRoot={(props) => (
          <Link to="/admin/$section/$id" params={{ section, id }} {...props} />
        )}
      >
        Done
      </Button>
    </header>
    <div className="editor-body">
      <WebhookSecretOnce secret={secret} />
    </div>
  </section>
);
