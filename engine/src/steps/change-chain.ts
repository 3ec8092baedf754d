import { refusal } from '../basics/refusal.ts';
import { fail, ok } from '../basics/result.ts';
import { chainChanged } from '../calling-lists/chain-change.ts';
import { without } from '../dialing/dial-session.ts';
import type { CommandOutcome } from '../effect.ts';
import { putSession, sessionOf } from '../entities.ts';
import type { ChangeChain } from '../event.ts';
import type { Turn } from '../turn.ts';
import { nextRecordId } from '../turn.ts';
import { expectIn, saveChain, writeChain } from './chains.ts';
import { rememberSuppressed } from './suppress.ts';

/**
 * Somebody outside of the calls changes a chain while its list is dialed. Too late once somebody
 * looks at it or calls: what becomes of it then, they say.
 */
export function changeChain(turn: Turn, command: ChangeChain): CommandOutcome {
  const { state } = turn;
  const { chainId, taken, change } = command;
  const held = state.chains.get(chainId);
  if (held !== undefined && held.place !== 'buffer') return fail(refusal('RECORD_BUSY'));
  const chain = held?.chain ?? (taken.kind === 'taken' ? taken.chain : undefined);
  if (chain === undefined) {
    return fail(refusal(taken.kind === 'gone' ? 'RECORD_GONE' : 'RECORD_BUSY'));
  }
  rememberSuppressed(turn, command.suppressed);
  const facts = { suppressed: state.suppressed, at: turn.at, newId: nextRecordId(state) };
  const changed = chainChanged(chain, change, facts);
  if (!changed.ok) return fail(changed.problem);
  if (held === undefined) {
    writeChain(turn, chain, undefined, changed.value);
  } else {
    putSession(turn, without(sessionOf(state, held.groupId), chainId));
    saveChain(turn, chainId, changed.value);
  }
  if (changed.value.state === 'ready') expectIn(turn, chain.listId, changed.value.dueAt);
  return ok({ done: 'done' });
}
