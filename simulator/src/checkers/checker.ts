import type { AttemptId, CallingListId, CommandId } from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import type { ListSelection } from '@outpace/engine/calling-lists/list-selection.ts';
import type { ListedSuppression } from '@outpace/engine/calling-lists/suppression.ts';
import type { SurvivingLeg } from '@outpace/engine/dialing/surviving-leg.ts';
import type { Action, CommandOutcome, Effect, Write } from '@outpace/engine/effect.ts';
import type { EngineEvent } from '@outpace/engine/event.ts';
import type { SiteState } from '@outpace/engine/state.ts';
import type { SimulatedStore } from '../store.ts';

/** Everything a checker may see of a world, as it happens. */
export type Moment = { readonly at: Instant } & (
  | {
      readonly type: 'step';
      readonly event: EngineEvent;
      readonly effects: readonly Effect[];
      /** After the step. */
      readonly state: SiteState;
    }
  /** An order that has reached the switch. */
  | { readonly type: 'sent'; readonly action: Action; readonly store: SimulatedStore }
  /** A transaction that is durable. */
  | {
      readonly type: 'committed';
      readonly writes: readonly Write[];
      readonly store: SimulatedStore;
    }
  /** A call that goes out through a trunk, at last. */
  | { readonly type: 'on-trunk'; readonly trunk: string; readonly attemptId: AttemptId }
  /** A suppression list has these entries, and the engine may not know yet. */
  | { readonly type: 'listed'; readonly entries: readonly ListedSuppression[] }
  /** A list has this selection, and the engine may not know yet. */
  | {
      readonly type: 'selected';
      readonly listId: CallingListId;
      readonly selection: ListSelection;
    }
  /** Somebody has been told what became of their command. */
  | {
      readonly type: 'acknowledged';
      readonly commandId: CommandId;
      readonly outcome: CommandOutcome;
      readonly store: SimulatedStore;
    }
  /** A new process has the site, and has not written anything yet. */
  | { readonly type: 'restarted'; readonly state: SiteState; readonly store: SimulatedStore }
  /** The process is dead: its state and what was not committed are gone. */
  | { readonly type: 'killed' }
  /** The day is over and everything has stopped. */
  | {
      readonly type: 'rest';
      readonly state: SiteState;
      readonly store: SimulatedStore;
      /** What is left on the switch. */
      readonly legs: readonly SurvivingLeg[];
    }
);

export type MomentOf<Type extends Moment['type']> = Extract<Moment, { type: Type }>;

/** One law of the whole system. Says how a moment breaks it; nothing is the usual answer. */
export interface Checker {
  readonly name: string;
  see(moment: Moment): readonly string[];
}

export const FINE: readonly string[] = [];
