import { TargetCard } from './target-card.tsx';
import { TargetList } from './target-list.tsx';
import type { TeamAction } from './team-action.ts';
import type { TargetSearch } from './use-target-search.tsx';

type Props = {
  readonly search: TargetSearch;
  readonly actions: readonly TeamAction[];
  /** Something was done with the one that was chosen. */
  readonly onDone: () => void;
};

/** What is found, or what can be done with the one that was chosen. */
export function TargetResults({ search, actions, onDone }: Props) {
  const { chosen, team, back } = search;
  if (chosen === undefined) return <TargetList team={team} actions={actions} />;
  return <TargetCard target={chosen} actions={actions} onBack={back} onDone={onDone} />;
}
