import type { CallingListId } from '@outpace/engine/basics/ids.ts';
import { recordToDial } from '@outpace/engine/calling-lists/chain.ts';
import type { ListSelection } from '@outpace/engine/calling-lists/list-selection.ts';
import { passes } from '@outpace/engine/calling-lists/list-selection.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';

/**
 * Once the engine was told of a selection, nobody comes into its hands who does not pass. What an
 * older order had asked for goes back.
 */
export class Selections implements Checker {
  readonly name = 'selections';
  /** As the store has them. */
  readonly #saved = new Map<CallingListId, ListSelection>();
  /** As the engine was told last. */
  readonly #told = new Map<CallingListId, ListSelection>();

  see(moment: Moment): readonly string[] {
    switch (moment.type) {
      case 'selected':
        this.#saved.set(moment.listId, moment.selection);
        return FINE;
      case 'killed':
        // The next process asks a store that knows them all.
        for (const [listId, selection] of this.#saved) this.#told.set(listId, selection);
        return FINE;
      case 'step':
        return this.#onStep(moment);
      default:
        return FINE;
    }
  }

  #onStep({ event, state }: MomentOf<'step'>): readonly string[] {
    if (event.type === 'supervisor-command' && event.command.type === 'reorder-list') {
      const { listId } = event.command;
      const saved = this.#saved.get(listId);
      if (saved !== undefined) this.#told.set(listId, saved);
    }
    if (event.type !== 'chains-leased') return FINE;
    const inHand = new Set(state.sessions.get(event.groupId)?.buffer);
    return event.chains.flatMap((chain) => {
      const told = this.#told.get(chain.listId);
      if (!inHand.has(chain.id) || told === undefined) return [];
      // Changed again, and the engine hears of it in a moment.
      if (told !== this.#saved.get(chain.listId)) return [];
      if (passes(told.filter, recordToDial(chain))) return [];
      return [`chain ${chain.id} does not pass the selection of ${chain.listId}`];
    });
  }
}
