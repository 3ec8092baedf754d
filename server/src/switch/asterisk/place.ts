/**
 * Where a leg is on the switch, as its person hears it. `nowhere`: nothing is sent to it;
 * `unknown`: found in no bridge, and the switch does not say what it hears.
 */
export type Place =
  | { readonly at: 'nowhere' | 'music' | 'unknown' }
  | { readonly at: 'bridge'; readonly bridgeId: string };

export const NOWHERE: Place = { at: 'nowhere' };
export const MUSIC: Place = { at: 'music' };
export const UNKNOWN: Place = { at: 'unknown' };
export const inBridge = (bridgeId: string): Place => ({ at: 'bridge', bridgeId });

export type Move =
  | { readonly do: 'start-music' | 'stop-music' }
  | { readonly do: 'add' | 'remove'; readonly bridgeId: string };

/** What brings a leg from one place to another. */
export function moves(from: Place, to: Place): readonly Move[] {
  if (isSame(from, to)) return [];
  // In first, then the music off: the order in which they are heard the soonest. A leg goes from
  // one bridge straight to another.
  if (to.at === 'bridge') return [...stopping(from), { do: 'add', bridgeId: to.bridgeId }];
  return [...leaving(from), ...starting(to)];
}

const isSame = (a: Place, b: Place): boolean =>
  a.at === 'bridge' && b.at === 'bridge' ? a.bridgeId === b.bridgeId : a.at === b.at;

const leaving = (from: Place): readonly Move[] =>
  from.at === 'bridge' ? [{ do: 'remove', bridgeId: from.bridgeId }] : stopping(from);

const stopping = ({ at }: Place): readonly Move[] =>
  at === 'music' || at === 'unknown' ? [{ do: 'stop-music' }] : [];

const starting = ({ at }: Place): readonly Move[] =>
  at === 'music' ? [{ do: 'start-music' }] : [];
