import './webhook.css';
import { useQuery } from '@tanstack/react-query';
import { ObjectPage } from './object-page.tsx';
import { webhookReceiversQuery } from './saved.ts';
import { WebhookEditor } from './webhook-editor.tsx';
import { WebhookNew } from './webhook-new.tsx';
import { receiverLine } from './webhook-words.ts';

/** The receivers on the left; on the right one of them, with what it was told last. */
export const WebhooksPage = ({ id }: { readonly id: string | undefined }) => (
  <ObjectPage
    section="webhook-receivers"
    id={id}
    found={useQuery(webhookReceiversQuery)}
    lineOf={receiverLine}
    editor={(row) => (row === undefined ? <WebhookNew /> : <WebhookEditor row={row} />)}
  />
);
