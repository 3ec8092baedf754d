import {
  attemptId,
  type ChainId,
  callingListId,
  campaignGroupId,
  campaignId,
  recordId,
} from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import type { Delegated } from '@outpace/engine/calling-lists/chain-outcome.ts';
import type { CloseAttempt, OpenAttempt, SaveChain } from '@outpace/engine/effect.ts';
import type { WebhookReceiverBody } from '@outpace/protocol/webhooks.ts';
import type { PostgresDialerStore } from './dialer-store.ts';
import { newSecretKey, SecretBox } from './secret-box.ts';
import type { TestSite } from './test-site.ts';
import { record } from './test-writes.ts';
import { insertWebhookReceiver } from './webhooks.ts';

/** The key of the published example of Standard Webhooks. */
export const TEST_SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

/** What secrets are sealed with in a test. */
export const TEST_BOX = new SecretBox([newSecretKey()]);

/** A receiver of the site, called as its id. */
export async function addReceiver(
  { pool, site }: TestSite,
  id: string,
  more: Partial<WebhookReceiverBody> = {},
): Promise<void> {
  await insertWebhookReceiver(pool, TEST_BOX, site, {
    id,
    name: id,
    secret: TEST_SECRET,
    url: 'https://example.com/hook',
    events: ['attempt-ended', 'chain-delegated'],
    enabled: true,
    ...more,
  });
}

/** An attempt on the first number of a chain, as the dialer opens and closes it. */
export function attempted(
  id: string,
  chainId: ChainId,
  at: Instant,
): readonly [OpenAttempt, CloseAttempt] {
  const what = { attemptId: attemptId(id), agentId: undefined };
  const ids = {
    groupId: campaignGroupId('group'),
    campaignId: campaignId('campaign'),
    listId: callingListId('l-1'),
    chainId,
    recordId: recordId('1'),
  };
  return [
    {
      ...{ type: 'open-attempt', ...what, ...ids, phone: record.phone },
      ...{ mode: 'progressive', answers: [], openedAt: at },
    },
    {
      ...{ type: 'close-attempt', ...what, result: 'busy', endedAt: at },
      ...{ answeredAt: undefined, connectedAt: undefined, cpd: undefined },
    },
  ];
}

/** The chain as it is delegated until then. */
export const delegatedUntil = (
  chainId: ChainId,
  dueAt: Instant,
  delegated: Delegated,
): SaveChain => ({
  type: 'save-chain',
  chainId,
  state: 'ready',
  position: 0,
  treatment: { trigger: 'result:busy', applied: 1 },
  dueAt,
  toTop: false,
  records: [
    { ...record, id: delegated.recordId, status: 'delegated', type: 'campaign-rescheduled' },
  ],
  delegated,
});

/** Attempts of these ids, each of which has ended. */
export async function endAttempts(
  store: PostgresDialerStore,
  chainId: ChainId,
  ids: readonly string[],
  at: Instant,
): Promise<void> {
  await store.commit(ids.flatMap((id) => attempted(id, chainId, at)));
}
