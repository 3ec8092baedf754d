import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { typedNumber } from '@outpace/engine/calling-lists/callback.ts';
import type {
  CancelRecord,
  ChangeCallback,
  ChangeChain,
  SupervisorCommand,
} from '@outpace/engine/event.ts';
import type { DialerStore, TakeOrder } from '../ports.ts';

/** What somebody wants of a chain that may wait in the store or be in hand. */
export type ChainWish =
  | Omit<CancelRecord, 'taken'>
  | Omit<ChangeCallback, 'taken' | 'suppressed'>
  | Omit<ChangeChain, 'taken' | 'suppressed'>;

/** Numbers that a wish names, and that only the store knows whether they may be called. */
export function namedBy(wish: ChainWish): readonly PhoneNumber[] {
  switch (wish.type) {
    case 'cancel-record':
      return [];
    case 'change-callback':
      return wish.change.type === 'move' ? typedNumber(wish.change.wish.to) : [];
    case 'change-chain':
      return 'phone' in wish.change ? [wish.change.phone] : [];
  }
}

/**
 * The wish as a command. A chain that waits in the store is leased for it first, so that nobody
 * else is given it meanwhile; of a number that was typed only the store knows whether it may be
 * called. What becomes of either, the engine says.
 */
export async function outOfTurn(
  store: Pick<DialerStore, 'takeChain' | 'suppressedAmong'>,
  wish: ChainWish,
  until: TakeOrder['until'],
  now: Parameters<DialerStore['takeChain']>[1],
): Promise<SupervisorCommand> {
  const order = { chainId: wish.chainId, until };
  if (wish.type === 'cancel-record') {
    return { ...wish, taken: await store.takeChain(order, now) };
  }
  const typed = namedBy(wish);
  const suppressed = typed.length === 0 ? [] : await store.suppressedAmong(typed);
  return { ...wish, suppressed, taken: await store.takeChain(order, now) };
}
