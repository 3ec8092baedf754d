import type {
  WebhookDeliveryRow,
  WebhookEvent,
  WebhookReceiverRow,
} from '@outpace/protocol/webhooks.ts';
import { formatMoment } from '../ui/time-text.ts';

export const EVENT_CHOICES: readonly { readonly value: WebhookEvent; readonly label: string }[] = [
  { value: 'attempt-ended', label: 'An attempt has ended' },
  { value: 'chain-delegated', label: 'A treatment has delegated somebody' },
];

const EVENT_WORDS: Readonly<Record<WebhookEvent, string>> = {
  'attempt-ended': 'Attempt ended',
  'chain-delegated': 'Delegated',
};

export const eventWords = (event: WebhookEvent): string => EVENT_WORDS[event];

/** The second line of a receiver in the list. */
export function receiverLine({ enabled, waiting, failed }: WebhookReceiverRow): string {
  const parts = [
    enabled ? undefined : 'not enabled',
    waiting === 0 ? undefined : `${waiting} waiting`,
    failed === 0 ? undefined : `${failed} failed`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? 'everything delivered' : parts.join(' · ');
}

/** What has become of a delivery, in a few words. */
export function stateWords(row: WebhookDeliveryRow, now: number): string {
  const { state, nextTryAt, tries } = row;
  const times = tries === 1 ? '1 try' : `${tries} tries`;
  switch (state) {
    case 'delivered':
      return tries === 1 ? 'Delivered' : `Delivered after ${times}`;
    case 'failed':
      return `Failed after ${times}`;
    case 'waiting': {
      if (tries === 0 || nextTryAt === null) return 'Waiting';
      return `Waiting after ${times}, next ${formatMoment(Date.parse(nextTryAt), now)}`;
    }
  }
}

/** The last answer: its status, and the first words of it or why there is none. */
export const answerWords = ({ status, answer }: WebhookDeliveryRow): string =>
  [status, answer].filter((part) => part !== null && part !== '').join(' ') || '–';
