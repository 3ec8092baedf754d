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
import { isCallback, ownerOf } from '../calling-lists/record.ts';
import type { CampaignPlan } from './campaign.ts';
import { attemptsMaxOf } from './campaign.ts';

/** What may become of a promise before it is kept. */
export type CallbackChange =
  | { readonly type: 'move'; readonly wish: CallbackWish }
  | { readonly type: 'hand-over'; readonly to: AgentId }
  | { readonly type: 'cancel' };

/** Who asks for it, and where it was promised. */
export type CallbackChangeOrder = {
  readonly change: CallbackChange;
  /** Whose it must be; undefined: anybody's. */
  readonly owner: AgentId | undefined;
  readonly plan: CampaignPlan;
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
  const { change, owner, members } = order;
  const record = recordToDial(chain);
  const mine = owner === undefined || ownerOf(record) === owner;
  if (!mine || !isPromised(record)) return fail(refusal('CALLBACK_GONE'));
  switch (change.type) {
    case 'move':
      return moved(chain, record, order.plan, change.wish, facts);
    case 'hand-over': {
      const { to } = change;
      if (!members.includes(to)) return fail(refusal('FORBIDDEN', to));
      const theirs: CallingRecord = { ...record, type: 'personal-callback', agentId: to };
      return ok(callbackMoved(chain, theirs, chain.dueAt));
    }
    case 'cancel':
      return ok(cancelledUndialed(chain, facts.at));
    default:
      return unreachable(change);
  }
}

const isPromised = (record: CallingRecord): boolean =>
  isCallback(record) || ownerOf(record) !== undefined;

function moved(
  chain: Chain,
  old: CallingRecord,
  plan: CampaignPlan,
  wish: CallbackWish,
  { suppressed, at, newId }: CallbackChangeFacts,
): Result<ChainAfter, Refusal> {
  const attemptsMax = attemptsMaxOf(plan, chain.listId);
  const now = { chain, suppressed, attemptsMax, rules: plan.callbacks, at };
  const problem = callbackProblem(wish, now);
  if (problem !== undefined) return fail(problem);
  const promised = promisedBy(wish, now, newId);
  if (promised === undefined) return fail(refusal('CALLBACK_GONE'));
  const isPersonal = wish.kind === 'personal';
  const record: CallingRecord = {
    ...promised.record,
    type: isPersonal ? 'personal-callback' : 'campaign-callback',
    status: 'ready',
    agentId: isPersonal ? old.agentId : undefined,
  };
  return ok(callbackMoved(chain, record, promised.dueAt));
}
