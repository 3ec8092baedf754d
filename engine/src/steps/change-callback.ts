import { refusal } from '../basics/refusal.ts';
import { fail, ok } from '../basics/result.ts';
import type { ChainAfter } from '../calling-lists/chain-outcome.ts';
import { changedChain } from '../campaigns/callback-change.ts';
import { without } from '../dialing/dial-session.ts';
import { withCallback } from '../dialing/refill.ts';
import type { CommandOutcome } from '../effect.ts';
import { putSession, sessionOf } from '../entities.ts';
import type { ChangeCallback } from '../event.ts';
import type { Turn } from '../turn.ts';
import { nextRecordId } from '../turn.ts';
import { saveChain } from './chains.ts';
import { rememberSuppressed } from './suppress.ts';

/**
 * A promise is moved, handed over or given up. A chain that waits here is taken out of hand; one
 * that waits in the store was leased for this command, and is given back by what is written.
 */
export function changeCallback(turn: Turn, command: ChangeCallback): CommandOutcome {
  const { state } = turn;
  const held = state.chains.get(command.chainId);
  // Who is looking at it, or calling, has it in hand.
  if (held !== undefined && held.place !== 'buffer') return fail(refusal('CALLBACK_BUSY'));
  const chain = held?.chain ?? command.taken;
  if (chain === undefined) return fail(refusal('CALLBACK_GONE'));
  rememberSuppressed(turn, command.suppressed);
  const facts = { suppressed: state.suppressed, at: turn.at, newId: nextRecordId(state) };
  const changed = changedChain(chain, command, facts);
  if (!changed.ok) return fail(changed.problem);
  save(turn, command, changed.value, held !== undefined);
  return ok({ done: 'done' });
}

function save(turn: Turn, command: ChangeCallback, after: ChainAfter, isHeld: boolean): void {
  const { chainId, plan } = command;
  const { groupId } = plan;
  if (isHeld) {
    const { groupId: heldBy } = turn.state.chains.get(chainId) ?? plan;
    putSession(turn, without(sessionOf(turn.state, heldBy), chainId));
    return saveChain(turn, chainId, after);
  }
  const promisedIn = after.state === 'ready' ? { promisedIn: groupId } : {};
  turn.effects.push({ type: 'save-chain', chainId, ...promisedIn, ...after });
  const session = turn.state.sessions.get(groupId);
  if (session !== undefined && after.state === 'ready') {
    putSession(turn, withCallback(session, after.dueAt, turn.at));
  }
}
