import type { Refusal } from '../basics/refusal.ts';
import { refusal } from '../basics/refusal.ts';
import { fail, ok } from '../basics/result.ts';
import type { Chain } from '../calling-lists/chain.ts';
import { recordToDial } from '../calling-lists/chain.ts';
import type { SetFields } from '../calling-lists/chain-change.ts';
import { chainChanged, withFields } from '../calling-lists/chain-change.ts';
import { isPromise } from '../calling-lists/record.ts';
import { without } from '../dialing/dial-session.ts';
import type { CommandOutcome } from '../effect.ts';
import { putSession, changeChain as replaceChain, sessionOf } from '../entities.ts';
import type { ChainTaken, ChangeChain } from '../event.ts';
import type { Turn } from '../turn.ts';
import { nextRecordId } from '../turn.ts';
import { expectIn, releaseChains, saveChain, showToHolders, writeChain } from './chains.ts';
import { rememberSuppressed } from './suppress.ts';

/**
 * Somebody outside of the calls changes a chain while its list is dialed. Too late once somebody
 * looks at it or calls: what becomes of it then, they say. What is known of the person may be
 * changed all the same.
 */
export function changeChain(turn: Turn, by: string, command: ChangeChain): CommandOutcome {
  const { state } = turn;
  const { chainId, taken, change } = command;
  if (change.type === 'set-fields') return setFields(turn, by, command, change);
  const held = state.chains.get(chainId);
  if (held !== undefined && held.place !== 'buffer') return fail(refusal('RECORD_BUSY'));
  const chain = held?.chain ?? chainOf(taken);
  if (chain === undefined) return fail(notThere(taken));
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

const chainOf = (taken: ChainTaken): Chain | undefined =>
  taken.kind === 'taken' ? taken.chain : undefined;

const notThere = ({ kind }: ChainTaken): Refusal =>
  refusal(kind === 'gone' ? 'RECORD_GONE' : 'RECORD_BUSY');

/**
 * Whoever has the person before them sees it at once. What waits goes back to where it was in the
 * store, for the selection of its list to look at it anew; a promise is not selected.
 */
function setFields(
  turn: Turn,
  by: string,
  { chainId, taken }: ChangeChain,
  change: SetFields,
): CommandOutcome {
  const { state, effects, at } = turn;
  const held = state.chains.get(chainId);
  const chain = held?.chain ?? chainOf(taken);
  if (chain === undefined) return fail(notThere(taken));
  const changed = withFields(chain, change);
  if (!changed.ok) return fail(changed.problem);
  for (const set of changed.value.set) effects.push({ type: 'save-field', ...set, by, at });
  // What was leased for this command is given back by whoever has taken it.
  if (held === undefined) return ok({ done: 'done' });
  if (held.place === 'buffer' && !isPromise(recordToDial(chain))) {
    putSession(turn, without(sessionOf(state, held.groupId), chainId));
    releaseChains(turn, [chainId], false);
    expectIn(turn, chain.listId, chain.dueAt);
  } else {
    replaceChain(turn, changed.value.chain);
    showToHolders(turn, chainId);
  }
  return ok({ done: 'done' });
}
