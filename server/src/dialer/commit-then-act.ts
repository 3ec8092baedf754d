import type { AttemptId } from '@outpace/engine/basics/ids.ts';
import type { Action, Effect, Reply, Write } from '@outpace/engine/effect.ts';
import { isWrite } from '@outpace/engine/effect.ts';
import type { AnsweredCommand } from '@outpace/engine/event.ts';

/**
 * What may happen only when the writes beside it are durable, as every dial of somebody outside;
 * on a call that is handed on nobody waits who could notice. A question for chains is among it,
 * so that its answer knows what this engine has just put back; so is the news of a promise, for
 * whoever hears it reads the store.
 */
export type Held =
  | Reply
  | Extract<Action, { type: 'originate' | 'hand-on' | 'lease-chains' | 'promises-changed' }>;

/** Writes of one or more turns, and what waits for them. */
export type Batch = { readonly writes: readonly Write[]; readonly held: readonly Held[] };

export type Sorted = Batch & { readonly atOnce: readonly Action[] };

/**
 * A crash can lose an attempt that was never dialed, but not a dial that was never recorded; and
 * nobody reads "saved" about something that is not. A person on the line never waits for the disk.
 */
export function sort(effects: readonly Effect[]): Sorted {
  const writes: Write[] = [];
  const held: Held[] = [];
  const atOnce: Action[] = [];
  for (const effect of effects) {
    if (isWrite(effect)) writes.push(effect);
    else if (isHeld(effect)) held.push(effect);
    else atOnce.push(effect);
  }
  return { writes, held, atOnce };
}

const isHeld = (effect: Action | Reply): effect is Held =>
  effect.type === 'reply' ||
  effect.type === 'originate' ||
  effect.type === 'hand-on' ||
  effect.type === 'lease-chains' ||
  effect.type === 'promises-changed';

/** What was carried out in a batch, and is answered when it is written. */
export const answersIn = ({ held }: Batch): readonly AnsweredCommand[] =>
  held.flatMap((effect) => {
    if (effect.type !== 'reply' || !effect.outcome.ok) return [];
    return [{ commandId: effect.commandId, done: effect.outcome.value.done }];
  });

export type Withdrawn = {
  /** Attempts to take back: opened by the failed commit, and nothing was said of them since. */
  readonly attemptIds: readonly AttemptId[];
  /** What is still to be written, and what still waits for it. */
  readonly again: Batch;
};

/**
 * After a failed commit: attempts that were opened in it are withdrawn, for they were never
 * dialed; everything else is true and must be written yet. An attempt that was closed meanwhile
 * keeps its rows: its chain has been treated.
 */
export function withdraw(failed: Batch, since: Batch): Withdrawn {
  const writes = [...failed.writes, ...since.writes];
  const held = [...failed.held, ...since.held];
  const closed = new Set<string>();
  for (const write of writes) if (write.type === 'close-attempt') closed.add(write.attemptId);

  const taken = new Set<string>();
  const attemptIds: AttemptId[] = [];
  for (const write of failed.writes) {
    if (write.type !== 'open-attempt' || closed.has(write.attemptId)) continue;
    taken.add(write.attemptId);
    attemptIds.push(write.attemptId);
  }
  const gone = new Set<string>();
  for (const write of writes) {
    if (write.type === 'open-interaction' && taken.has(write.attemptId)) {
      gone.add(write.interactionId);
    }
  }
  const stays = (write: Write): boolean => {
    if ('attemptId' in write && taken.has(write.attemptId)) return false;
    return !(write.type === 'save-draft' && gone.has(write.interactionId));
  };
  const waits = (effect: Held): boolean =>
    effect.type !== 'originate' || !taken.has(effect.attemptId);
  return { attemptIds, again: { writes: writes.filter(stays), held: held.filter(waits) } };
}
