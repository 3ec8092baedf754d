import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import { type ComponentType, type MemoExoticComponent, memo } from 'react';

type Given<Facts> = { readonly interaction: Facts };
type Facts<Props> = Props extends Given<infer Looked> ? Looked : never;

/**
 * The part, drawn anew only when one of the facts that it looks at has changed, or something else
 * that it is given. The list must be whole: it names exactly what the part's own props ask for.
 */
export function drawnBy<Props extends Given<Partial<InteractionView>>>(
  part: ComponentType<Props>,
  looksAt: Readonly<Record<keyof Facts<Props>, true>>,
): MemoExoticComponent<ComponentType<Props>> {
  const facts = Object.keys(looksAt);
  return memo(part, (before, after) => isAlike(before, after, facts));
}

/** The same interaction as far as these facts go, and everything beside it the same. */
export function isAlike<Props extends Given<object>>(
  before: Props,
  after: Props,
  facts: readonly string[],
): boolean {
  const { interaction: was, ...restBefore } = before;
  const { interaction: is, ...restAfter } = after;
  return isSameIn(Object.keys(restAfter), restBefore, restAfter) && isSameIn(facts, was, is);
}

const isSameIn = (keys: readonly string[], before: object, after: object): boolean =>
  keys.every((key) => Reflect.get(before, key) === Reflect.get(after, key));
