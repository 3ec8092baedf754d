import { must } from '../basics/assert.ts';
import type { CallingListId } from '../basics/ids.ts';
import type { CampaignList } from '../campaigns/campaign.ts';

/** What one list of a campaign has given so far, for the next turn to be whose it is. */
export type ListTurn = {
  readonly listId: CallingListId;
  /** Above 0. */
  readonly weight: number;
  /** Chains that it gave, counted from when all lists were level. */
  readonly given: number;
};

/** What a list could give now, best first. */
export type Waiting<Candidate> = {
  readonly turn: ListTurn;
  readonly candidates: readonly Candidate[];
};

type WithPriority = { readonly priority: number };

export type Picked<Candidate> = {
  readonly candidates: readonly Candidate[];
  readonly turns: readonly ListTurn[];
};

/** All level. A list of weight 0 rests: it has no turn. */
export const newTurns = (lists: readonly CampaignList[]): readonly ListTurn[] =>
  lists
    .filter(({ weight }) => weight > 0)
    .map(({ listId, weight }) => ({ listId, weight, given: 0 }));

/**
 * Up to `count` of what several lists could give. The best priority goes first, whichever list has
 * it; among lists that have it the weights decide, as evenly spread as they allow. Who has nothing
 * gives its share to the others and does not get it back: afterwards it stands where they stand.
 */
export function pickInTurn<Candidate extends WithPriority>(
  lists: readonly Waiting<Candidate>[],
  count: number,
): Picked<Candidate> {
  const given = lists.map(({ turn }) => turn.given);
  const next = lists.map(() => 0);
  const head = (n: number): Candidate | undefined => lists[n]?.candidates[next[n] ?? 0];
  const turnOf = (n: number): ListTurn => ({ ...at(lists, n).turn, given: at(given, n) });
  const picked: Candidate[] = [];
  while (picked.length < count) {
    let chosen: number | undefined;
    for (let n = 0; n < lists.length; n += 1) {
      const candidate = head(n);
      if (candidate === undefined) continue;
      const best = chosen === undefined ? undefined : head(chosen);
      if (chosen === undefined || best === undefined || candidate.priority < best.priority) {
        chosen = n;
      } else if (candidate.priority === best.priority && isBefore(turnOf(n), turnOf(chosen))) {
        chosen = n;
      }
    }
    const candidate = chosen === undefined ? undefined : head(chosen);
    if (chosen === undefined || candidate === undefined) break;
    picked.push(candidate);
    given[chosen] = at(given, chosen) + 1;
    next[chosen] = at(next, chosen) + 1;
  }
  const left = lists.map((_list, n) => head(n) !== undefined);
  return {
    candidates: picked,
    turns: levelled(
      lists.map((_list, n) => turnOf(n)),
      left,
    ),
  };
}

/** One chain that a list gave was of no use: it has its turn again. */
export const withTurnBack = (
  turns: readonly ListTurn[],
  listId: CallingListId,
): readonly ListTurn[] =>
  turns.map((turn) =>
    turn.listId === listId ? { ...turn, given: Math.max(0, turn.given - 1) } : turn,
  );

/** In the middle of its share each list has its turn, so that small ones need not wait for last. */
const isBefore = (a: ListTurn, b: ListTurn): boolean =>
  (2 * a.given + 1) * b.weight < (2 * b.given + 1) * a.weight;

/** Who has nothing left is brought to where the hindmost of the others stands. */
function levelled(turns: readonly ListTurn[], left: readonly boolean[]): readonly ListTurn[] {
  const stands = turns.filter((_turn, n) => left[n]).map(({ given, weight }) => given / weight);
  if (stands.length === 0) return turns.map((turn) => ({ ...turn, given: 0 }));
  const hindmost = Math.min(...stands);
  return turns.map((turn, n) =>
    left[n] ? turn : { ...turn, given: Math.max(turn.given, Math.floor(hindmost * turn.weight)) },
  );
}

const at = <Item>(items: readonly Item[], n: number): Item => must(items[n], `place ${n}`);
