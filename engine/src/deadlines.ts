import type { Instant } from './basics/time.ts';
import type { Deadline, SiteState } from './state.ts';

/*
 * A binary heap of "look at this again". An entry may be outdated: the thing it names has its
 * own deadline in its phase, and is asked when the entry comes up. So nothing is ever cancelled.
 */

export function schedule(state: SiteState, deadline: Deadline): void {
  const heap = state.deadlines;
  let child = heap.length;
  heap.push(deadline);
  while (child > 0) {
    const parent = (child - 1) >> 1;
    const above = heap[parent];
    if (above === undefined || !isBefore(deadline, above)) break;
    heap[child] = above;
    child = parent;
  }
  heap[child] = deadline;
}

export const nextDeadlineOf = (state: SiteState): Instant | undefined => state.deadlines[0]?.at;

/** Takes out everything that is due, earliest first; ties by kind and id, so order is a rule. */
export function takeDue(state: SiteState, at: Instant): readonly Deadline[] {
  const due: Deadline[] = [];
  for (;;) {
    const first = state.deadlines[0];
    if (first === undefined || first.at > at) return due;
    const previous = due.at(-1);
    if (previous?.id !== first.id || previous.of !== first.of) due.push(first);
    removeFirst(state.deadlines);
  }
}

function removeFirst(heap: Deadline[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let parent = 0;
  for (;;) {
    const child = smallerChild(heap, parent);
    const below = child === undefined ? undefined : heap[child];
    if (child === undefined || below === undefined || !isBefore(below, last)) break;
    heap[parent] = below;
    parent = child;
  }
  heap[parent] = last;
}

function smallerChild(heap: readonly Deadline[], parent: number): number | undefined {
  const left = heap[2 * parent + 1];
  const right = heap[2 * parent + 2];
  if (left === undefined) return undefined;
  return right !== undefined && isBefore(right, left) ? 2 * parent + 2 : 2 * parent + 1;
}

function isBefore(a: Deadline, b: Deadline): boolean {
  if (a.at !== b.at) return a.at < b.at;
  if (a.of !== b.of) return a.of < b.of;
  return a.id < b.id;
}
