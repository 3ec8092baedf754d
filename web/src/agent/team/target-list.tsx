import { Combobox } from '@mantine/core';
import type { TeamTarget } from '@outpace/protocol/team.ts';
import { ErrorLine } from '../../ui/error-line.tsx';
import { TargetRow } from './target-row.tsx';
import { targetKey } from './target-words.ts';
import type { Team } from './use-team.tsx';

/** The results of a search; without one, who is kept at hand and who was called by hand. */
export function TargetList({ team: { found, mine, isLooking, error } }: { readonly team: Team }) {
  return (
    <>
      <ErrorLine problem={error} />
      <p className="unseen" role="status">
        {found === undefined || isLooking ? '' : `${found.length} found`}
      </p>
      <Combobox.Options className="team-list" aria-label="People and numbers" aria-busy={isLooking}>
        {found === undefined ? <Mine mine={mine} isLooking={isLooking} /> : null}
        {found?.map((target) => (
          <Target key={targetKey(target)} target={target} />
        ))}
        {found?.length === 0 && !isLooking ? (
          <Combobox.Empty>Nobody by that name or number</Combobox.Empty>
        ) : null}
      </Combobox.Options>
    </>
  );
}

function Mine({ mine, isLooking }: Pick<Team, 'mine' | 'isLooking'>) {
  if (mine === undefined || isLooking) return <Combobox.Empty>Looking…</Combobox.Empty>;
  const { favourites } = mine;
  const recent = mine.recent.filter(({ favourite }) => !favourite);
  if (favourites.length + recent.length === 0) {
    return <Combobox.Empty>Type a name or a number with its country code</Combobox.Empty>;
  }
  return (
    <>
      <Group label="Favourites" targets={favourites} />
      <Group label="Recent" targets={recent} />
    </>
  );
}

function Group({ label, targets }: { label: string; targets: readonly TeamTarget[] }) {
  if (targets.length === 0) return null;
  return (
    <Combobox.Group label={label}>
      {targets.map((target) => (
        <Target key={targetKey(target)} target={target} />
      ))}
    </Combobox.Group>
  );
}

const Target = ({ target }: { readonly target: TeamTarget }) => (
  <Combobox.Option value={targetKey(target)} className="team-option">
    <TargetRow target={target} />
  </Combobox.Option>
);
