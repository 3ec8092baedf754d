import { after } from '../basics/time.ts';
import type { Chain } from '../calling-lists/chain.ts';
import type { ChainAfter } from '../calling-lists/chain-outcome.ts';
import { keysFor, suppressionText } from '../calling-lists/suppression.ts';
import { schedule } from '../deadlines.ts';
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
  const keys = keysFor(chain, interaction.phone, scope);
  for (const key of keys) {
    const { agentId: by, id: interactionId } = interaction;
    const reason = 'asked in a call';
    turn.effects.push({ type: 'add-suppression', key, reason, by, interactionId, at });
    state.suppressed.set(suppressionText(key), at);
    turn.suppressed.add(suppressionText(key));
  }
  const until = after(at, state.limits.undoMs);
  state.undos.set(interaction.id, {
    agentId: interaction.agentId,
    until,
    keys,
    contactName: chain.contactName,
    phone: interaction.phone,
    instead: { type: 'save-chain', chainId: chain.id, ...instead },
  });
  schedule(state, { at: until, of: 'undo', id: interaction.id });
}

export function undo(turn: Turn, interactionId: Interaction['id'], wish: Undo): void {
  const { state, at } = turn;
  for (const key of wish.keys) {
    turn.effects.push({ type: 'remove-suppression', key, by: wish.agentId, at });
    state.suppressed.delete(suppressionText(key));
  }
  turn.effects.push(wish.instead);
  state.undos.delete(interactionId);
  turn.agentsChanged.add(wish.agentId);
}
