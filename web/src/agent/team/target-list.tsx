import { Combobox } from '@mantine/core';
import { REFUSALS } from '@outpace/protocol/tables.ts';
import type { TeamTarget } from '@outpace/protocol/team.ts';
import { ErrorLine } from '../../ui/error-line.tsx';
import { TargetRow } from './target-row.tsx';
import { targetKey } from './target-words.ts';
import { isRefused, type TeamAction } from './team-action.ts';
import type { Team } from './use-team.tsx';

type Props = {
  readonly team: Team;
  /** What nothing of this can be done with is shown, and quiet. */
  readonly actions: readonly TeamAction[];
};

/** The results of a search; without one, who is kept at hand and who was called lately. */
export function TargetList({ team, actions }: Props) {
  const { found, problem, isLooking, error } = team;
  return (
    <>
      <ErrorLine problem={error} />
      <p className="unseen" role="status">
        {found === undefined || isLooking ? '' : `${found.length} found`}
      </p>
      <Combobox.Options className="team-list" aria-label="People and numbers" aria-busy={isLooking}>
        {found === undefined ? <Mine team={team} actions={actions} /> : null}
        {found?.map((target) => (
          <Target key={targetKey(target)} {...{ target, actions }} />
        ))}
        {found?.length === 0 && !isLooking ? (
          <Combobox.Empty>
            {problem === undefined ? 'Nobody by that name or number' : REFUSALS[problem]}
          </Combobox.Empty>
        ) : null}
      </Combobox.Options>
    </>
  );
}

function Mine({ team: { mine, isLooking }, actions }: Props) {
  if (mine === undefined || isLooking) return <Combobox.Empty>Looking…</Combobox.Empty>;
  const { favourites } = mine;
  const others = (targets: readonly TeamTarget[]) => targets.filter(({ favourite }) => !favourite);
  const [recent, groups] = [others(mine.recent), others(mine.groups)];
  if (favourites.length + recent.length + groups.length === 0) {
    return <Combobox.Empty>Type a name or a number with its country code</Combobox.Empty>;
  }
  return (
    <>
      <Section label="Favourites" targets={favourites} actions={actions} />
      <Section label="Recent" targets={recent} actions={actions} />
      <Section label="My groups" targets={groups} actions={actions} />
    </>
  );
}

type SectionProps = Pick<Props, 'actions'> & {
  readonly label: string;
  readonly targets: readonly TeamTarget[];
};

function Section({ label, targets, actions }: SectionProps) {
  if (targets.length === 0) return null;
  return (
    <Combobox.Group label={label}>
      {targets.map((target) => (
        <Target key={targetKey(target)} {...{ target, actions }} />
      ))}
    </Combobox.Group>
  );
}

const Target = ({ target, actions }: Pick<Props, 'actions'> & { readonly target: TeamTarget }) => (
  <Combobox.Option
    value={targetKey(target)}
    className="team-option"
    data-off={isRefused(target, actions) || undefined}
  >
    <TargetRow target={target} />
  </Combobox.Option>
);
