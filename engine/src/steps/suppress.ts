import type { InteractionId } from '../basics/ids.ts';
import { after } from '../basics/time.ts';
import type { Chain } from '../calling-lists/chain.ts';
import type { ChainAfter } from '../calling-lists/chain-outcome.ts';
import type { SuppressedNumber, SuppressionKey } from '../calling-lists/suppression.ts';
import { keysFor, suppressionText, textsOf, typedText } from '../calling-lists/suppression.ts';
import { chainWrite } from '../chain-write.ts';
import { schedule } from '../deadlines.ts';
import { sessionOf } from '../entities.ts';
import type { DoNotCallScope, Interaction } from '../interactions/interaction.ts';
import type { Undo } from '../state.ts';
import type { Turn } from '../turn.ts';

type Wish = {
  readonly interaction: Interaction;
  readonly chain: Chain;
  readonly scope: DoNotCallScope;
  readonly instead: ChainAfter;
};

/** A do-not-call: written, in force everywhere before this turn ends, and undoable for a while. */
export function suppress(turn: Turn, { interaction, chain, scope, instead }: Wish): void {
  const { state, at } = turn;
  const { id, agentId, phone, groupId } = interaction;
  const keys = keysFor(chain, phone, scope);
  // Taking this one back must not take back what was asked in another call.
  const own = keys.filter((key) => !state.suppressed.has(suppressionText(key)));
  addKeys(turn, keys, { by: agentId, interactionId: id, reason: 'asked in a call' });
  const until = after(at, state.limits.undoMs);
  state.undos.set(id, {
    agentId,
    until,
    keys: own,
    contactName: chain.contactName,
    phone,
    instead: chainWrite(chain, groupId, instead),
  });
  schedule(state, { at: until, of: 'undo', id });
}

/** Who said so, and where. */
type Asked = {
  readonly by: string;
  readonly interactionId: InteractionId | undefined;
  readonly reason: string;
};

/** What the store knows of numbers that a command names: in force here as what came since. */
export function rememberSuppressed(
  { state, at }: Turn,
  numbers: readonly SuppressedNumber[],
): void {
  for (const number of numbers) {
    const key = typedText(number);
    if (!state.suppressed.has(key)) state.suppressed.set(key, at);
  }
}

export function addKeys(
  turn: Turn,
  keys: readonly SuppressionKey[],
  { by, interactionId, reason }: Asked,
): void {
  const { state, at } = turn;
  forgetOld(turn);
  for (const key of keys) {
    turn.effects.push({ type: 'add-suppression', key, reason, by, interactionId, at });
    state.suppressed.set(suppressionText(key), at);
    turn.suppressed.add(suppressionText(key));
  }
}

/**
 * What is older than any lease is the store's to know: it leases nothing that is suppressed. Leases
 * are renewed, so what names somebody in hand stays: they may be called again in a long talk.
 */
export function forgetOld({ state, at }: Turn): void {
  const [oldest] = state.suppressed.values();
  if (oldest === undefined || after(oldest, state.limits.leaseMs) > at) return;
  const inHand = new Set(
    [...state.chains.values()].flatMap(({ chain, groupId }) =>
      textsOf(chain, sessionOf(state, groupId).plan.campaignId),
    ),
  );
  for (const [text, addedAt] of state.suppressed) {
    if (after(addedAt, state.limits.leaseMs) > at) return;
    if (inHand.has(text)) continue;
    state.suppressed.delete(text);
    state.listedUntil.delete(text);
  }
}

export function undo(turn: Turn, interactionId: InteractionId, wish: Undo): void {
  const { state, at } = turn;
  for (const key of wish.keys) {
    turn.effects.push({ type: 'remove-suppression', key, by: wish.agentId, interactionId, at });
    state.suppressed.delete(suppressionText(key));
  }
  turn.effects.push(wish.instead);
  if (wish.instead.promisedIn !== undefined) turn.promisesChanged.add(wish.agentId);
  state.undos.delete(interactionId);
  turn.agentsChanged.add(wish.agentId);
}
