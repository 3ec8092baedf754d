import { inPlaceOf, moved } from './ordered.ts';
import { type Treatment, triggerText } from './treatment-words.ts';

export const turnOf = ({ sequence = 1 }: Treatment): number => sequence;

/** The rules for one trigger beside each other, in the order in which they take turns. */
export const arranged = (rules: readonly Treatment[]): readonly Treatment[] =>
  grouped(rules).flat();

function grouped(rules: readonly Treatment[]): readonly (readonly Treatment[])[] {
  const triggers = [...new Set(rules.map(({ on }) => triggerText(on)))];
  return triggers.map((trigger) =>
    rules.filter(({ on }) => triggerText(on) === trigger).toSorted((a, b) => turnOf(a) - turnOf(b)),
  );
}

/** Before or behind its turn; at the ends of those the rules for its trigger move together. */
export function movedRule(
  rules: readonly Treatment[],
  rule: Treatment,
  by: -1 | 1,
): readonly Treatment[] {
  const groups = grouped(rules);
  const own = groups.find((group) => group.includes(rule));
  if (own === undefined) return rules;
  const other = own[own.indexOf(rule) + by];
  if (other === undefined) return moved(groups, own, by).flat();
  return groups.flatMap((group) => (group === own ? moved(own, rule, by) : group));
}

/** As they stand on the screen, so they take turns: nobody types the numbers. */
export function numbered(rules: readonly Treatment[]): Treatment[] {
  const turns = new Map<string, number>();
  return rules.map((rule) => {
    const trigger = triggerText(rule.on);
    const turn = (turns.get(trigger) ?? 0) + 1;
    turns.set(trigger, turn);
    if (turn === turnOf(rule)) return rule;
    const { sequence: _before, ...rest } = rule;
    return inPlaceOf<Treatment>(rule, turn === 1 ? rest : { ...rest, sequence: turn });
  });
}

/** Another rule for the same trigger, for when this one is used up. */
export const thenAfter = (rules: readonly Treatment[], rule: Treatment): Treatment[] => {
  const place = rules.indexOf(rule) + 1;
  return numbered(rules.toSpliced(place, 0, { on: rule.on, action: 'close' }));
};
