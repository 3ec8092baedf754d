import type { Binding } from '../actions/bound-actions.ts';

/** The keys of a card that asks for an answer; one that may not be turned down has only one. */
export function answerKeys(
  accept: () => void,
  reject: (() => void) | undefined,
): readonly Binding[] {
  const yes: Binding = { action: 'accept-offer', run: accept };
  return reject === undefined ? [yes] : [yes, { action: 'reject-offer', run: reject }];
}
