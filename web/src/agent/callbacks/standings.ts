import type { CallbackRow } from '@outpace/protocol/callbacks.ts';

type Standing = CallbackRow['standing'];

/** In the order of the list: who has waited longest is on top. */
const STANDINGS = ['missed', 'overdue', 'due'] as const satisfies readonly Standing[];

export const STANDING_WORDS: Readonly<Record<Standing, string>> = {
  missed: 'Missed',
  overdue: 'Overdue',
  due: 'Due',
};

export type CallbackGroup = {
  readonly standing: Standing;
  readonly callbacks: readonly CallbackRow[];
};

/** The list under its headings, without those that would stand over nothing. */
export const byStanding = (callbacks: readonly CallbackRow[]): readonly CallbackGroup[] =>
  STANDINGS.map((standing) => ({
    standing,
    callbacks: callbacks.filter((each) => each.standing === standing),
  })).filter((group) => group.callbacks.length > 0);

/** How many people wait for a call now. */
export const waiting = (callbacks: readonly CallbackRow[]): number =>
  callbacks.filter(({ standing }) => standing !== 'due').length;
