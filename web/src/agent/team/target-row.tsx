import type { TeamTarget } from '@outpace/protocol/team.ts';
import {
  IconPhone,
  IconPhoneOff,
  IconStarFilled,
  IconUser,
  IconUsersGroup,
} from '@tabler/icons-react';
import { StatusMark } from '../../ui/status-mark.tsx';
import { targetDetail, targetName } from './target-words.ts';

/** One result: what it is, who, and what is known of them now. */
export function TargetRow({ target }: { readonly target: TeamTarget }) {
  return (
    <span className="team-row">
      <span className="team-icon" data-blocked={isBlocked(target) || undefined}>
        <TargetIcon target={target} />
      </span>
      <span className="team-who">
        <span className="team-name">{targetName(target)}</span>
        {target.kind === 'agent' ? (
          <StatusMark phase={target.state} />
        ) : (
          <span className="dim figures">{targetDetail(target)}</span>
        )}
      </span>
      {target.favourite ? (
        <IconStarFilled size={13} className="team-star" role="img" aria-label="Favourite" />
      ) : null}
    </span>
  );
}

const isBlocked = (target: TeamTarget): boolean => target.kind === 'number' && target.suppressed;

function TargetIcon({ target }: { readonly target: TeamTarget }) {
  if (target.kind === 'agent') return <IconUser size={16} aria-hidden />;
  if (target.kind === 'group') return <IconUsersGroup size={16} aria-hidden />;
  return isBlocked(target) ? (
    <IconPhoneOff size={16} aria-hidden />
  ) : (
    <IconPhone size={16} aria-hidden />
  );
}
