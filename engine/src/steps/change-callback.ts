import { refusal } from '../basics/refusal.ts';
import { fail, ok } from '../basics/result.ts';
import type { Chain } from '../calling-lists/chain.ts';
import { changedChain } from '../campaigns/callback-change.ts';
import { without } from '../dialing/dial-session.ts';
import type { CommandOutcome } from '../effect.ts';
import { putSession, sessionOf } from '../entities.ts';
import type { ChainTaken, ChangeCallback, SupervisorCommand } from '../event.ts';
import type { Turn } from '../turn.ts';
import { nextRecordId } from '../turn.ts';
import { expect, expectIn, saveChain, writeChain } from './chains.ts';
import { rememberSuppressed } from './suppress.ts';

/**
 * A promise is moved, handed over or given up. A chain that waits here is taken out of hand; one
 * that waits in the store was leased for this command, and is given back by what is written.
 */
export function changeCallback(turn: Turn, command: ChangeCallback): CommandOutcome {
  const { state } = turn;
  const { chainId, taken } = command;
  const held = state.chains.get(chainId);
  // Who is looking at it, or calling, has it in hand; so has a lease that is still on its way.
  if (held !== undefined && held.place !== 'buffer') return fail(refusal('CALLBACK_BUSY'));
  const chain = held?.chain ?? chainOf(taken);
  if (chain === undefined) {
    return fail(refusal(taken.kind === 'gone' ? 'CALLBACK_GONE' : 'CALLBACK_BUSY'));
  }
  rememberSuppressed(turn, command.suppressed);
  const facts = { suppressed: state.suppressed, at: turn.at, newId: nextRecordId(state) };
  const changed = changedChain(chain, command, facts);
  if (!changed.ok) return fail(changed.problem);
  if (held === undefined) {
    writeChain(turn, chain, command.plan?.groupId, changed.value);
  } else {
    putSession(turn, without(sessionOf(state, held.groupId), chainId));
    saveChain(turn, chainId, changed.value);
  }
  return ok({ done: 'done' });
}

const chainOf = (taken: ChainTaken): Chain | undefined =>
  taken.kind === 'taken' ? taken.chain : undefined;

/**
 * Leased for a command that was refused, or had been answered before: back to where it was, and
 * asked for again by whoever would have been given it meanwhile.
 */
export function giveBackTaken(turn: Turn, command: SupervisorCommand): void {
  const taken = 'taken' in command ? chainOf(command.taken) : undefined;
  if (taken === undefined || turn.state.chains.has(taken.id)) return;
  const isSaved = turn.effects.some(
    (effect) => effect.type === 'save-chain' && effect.chainId === taken.id,
  );
  if (isSaved) return;
  turn.effects.push({ type: 'release-chains', chainIds: [taken.id], toTop: false });
  if (command.type !== 'change-callback') return expectIn(turn, taken.listId, taken.dueAt);
  if (command.plan !== undefined) expect(turn, command.plan.groupId, taken.dueAt, true);
}
