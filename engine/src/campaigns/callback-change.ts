import { unreachable } from '../basics/assert.ts';
import type { AgentId, RecordId } from '../basics/ids.ts';
import type { Refusal } from '../basics/refusal.ts';
import { refusal } from '../basics/refusal.ts';
import type { Result } from '../basics/result.ts';
import { fail, ok } from '../basics/result.ts';
import type { Instant } from '../basics/time.ts';
import type { CallbackWish } from '../calling-lists/callback.ts';
import { callbackProblem, promisedBy } from '../calling-lists/callback.ts';
import type { Chain } from '../calling-lists/chain.ts';
import { recordToDial } from '../calling-lists/chain.ts';
import type { ChainAfter } from '../calling-lists/chain-outcome.ts';
import { callbackMoved, cancelledUndialed } from '../calling-lists/chain-outcome.ts';
import type { CallingRecord } from '../calling-lists/record.ts';
import { isPromise, promiserOf } from '../calling-lists/record.ts';
import type { CampaignPlan } from './campaign.ts';
import { attemptsMaxOf } from './campaign.ts';

/** What may become of a promise before it is kept. */
export type CallbackChange =
  | { readonly type: 'move'; readonly wish: CallbackWish }
  /** Undefined: to whoever of the campaign is free. */
  | { readonly type: 'hand-over'; readonly to: AgentId | undefined }
  | { readonly type: 'cancel' };

/** Who asks for it, and where it was promised. */
export type CallbackChangeOrder = {
  readonly change: CallbackChange;
  /** Whose it must be; undefined: anybody's. */
  readonly owner: AgentId | undefined;
  /** Undefined: the campaign group is gone, and only giving up is left. */
  readonly plan: CampaignPlan | undefined;
  readonly members: readonly AgentId[];
};

export type CallbackChangeFacts = {
  readonly suppressed: ReadonlyMap<string, unknown>;
  readonly at: Instant;
  readonly newId: RecordId;
};

/** The chain as it is to be, or why the promise stays as it is. */
export function changedChain(
  chain: Chain,
  order: CallbackChangeOrder,
  facts: CallbackChangeFacts,
): Result<ChainAfter, Refusal> {
  const { change, owner, plan } = order;
  const record = recordToDial(chain);
  const mine = owner === undefined || promiserOf(record) === owner;
  if (!mine || !isPromise(record)) return fail(refusal('CALLBACK_GONE'));
  if (change.type === 'cancel') return ok(cancelledUndialed(chain, facts.at));
  if (plan === undefined) return fail(refusal('CAMPAIGN_GROUP_NOT_FOUND'));
  switch (change.type) {
    case 'move':
      return moved(chain, record, plan, change.wish, facts);
    case 'hand-over':
      return handedOver(chain, record, order.members, change.to);
    default:
      return unreachable(change);
  }
}

/** At the time that was promised, also when it has passed: the person still waits. */
function handedOver(
  chain: Chain,
  record: CallingRecord,
  members: readonly AgentId[],
  to: AgentId | undefined,
): Result<ChainAfter, Refusal> {
  if (to !== undefined && !members.includes(to)) return fail(refusal('AGENT_NOT_IN_CAMPAIGN'));
  const type = to === undefined ? 'campaign-callback' : 'personal-callback';
  return ok(callbackMoved(chain, { ...record, type, agentId: to }, chain.dueAt));
}

function moved(
  chain: Chain,
  old: CallingRecord,
  plan: CampaignPlan,
  wish: CallbackWish,
  { suppressed, at, newId }: CallbackChangeFacts,
): Result<ChainAfter, Refusal> {
  const attemptsMax = attemptsMaxOf(plan, chain.listId);
  const { campaignId, callbacks: rules } = plan;
  const now = { chain, suppressed, campaignId, attemptsMax, rules, at };
  const problem = callbackProblem(wish, now);
  if (problem !== undefined) return fail(problem);
  const promised = promisedBy(wish, now, newId);
  if (promised === undefined) return fail(refusal('CALLBACK_GONE'));
  const isPersonal = wish.kind === 'personal';
  // Handed to the campaign, so that it is nobody's: first it must be given to somebody.
  if (isPersonal && old.agentId === undefined) return fail(refusal('CALLBACK_WITHOUT_AGENT'));
  const record: CallingRecord = {
    ...promised.record,
    type: isPersonal ? 'personal-callback' : 'campaign-callback',
    status: 'ready',
    agentId: old.agentId,
  };
  return ok(callbackMoved(chain, record, promised.dueAt));
}
