import { ActionIcon, Button } from '@mantine/core';
import type { TeamTarget } from '@outpace/protocol/team.ts';
import { IconArrowLeft, IconPhoneOutgoing, IconStar, IconStarFilled } from '@tabler/icons-react';
import { useLayoutEffect, useRef } from 'react';
import { ErrorLine } from '../../ui/error-line.tsx';
import { ActionButton } from '../actions/action-button.tsx';
import { TargetRow } from './target-row.tsx';
import { targetName } from './target-words.ts';
import type { TeamAction } from './team-action.ts';
import { useFavourite } from './use-team.tsx';

type Props = {
  readonly target: TeamTarget;
  readonly actions: readonly TeamAction[];
  readonly onBack: () => void;
  readonly onDone: () => void;
};

/** What can be done with one result. The first thing has the focus; Esc goes back to the list. */
export function TargetCard({ target, actions, onBack, onDone }: Props) {
  const card = useRef<HTMLFieldSetElement>(null);
  const favourite = useFavourite();
  useLayoutEffect(() => {
    // What cannot be done says so below; a press on Enter is for what can.
    card.current?.querySelector<HTMLElement>('.team-do button:not([data-disabled])')?.focus();
  }, []);
  const { kind, id } = target;
  const isKept = favourite.data?.favourites.some((each) => each.kind === kind && each.id === id);
  const kept = isKept ?? target.favourite;
  return (
    <fieldset
      ref={card}
      className="team-card"
      aria-label={targetName(target)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onBack();
      }}
    >
      <div className="team-card-head">
        <ActionIcon variant="subtle" color="gray" aria-label="Back to the results" onClick={onBack}>
          <IconArrowLeft size={16} aria-hidden />
        </ActionIcon>
        <TargetRow target={{ ...target, favourite: kept }} />
      </div>
      <div className="team-do">
        {actions
          .filter(({ isFor }) => isFor(target))
          .map(({ id: actionId, label, refused, run }) => (
            <ActionButton
              key={actionId}
              label={label}
              variant="filled"
              size="sm"
              icon={<IconPhoneOutgoing size={16} aria-hidden />}
              refused={refused(target)}
              onPress={() => {
                onDone();
                run(target);
              }}
            />
          ))}
        <Button
          size="sm"
          variant="default"
          loading={favourite.isPending}
          leftSection={
            kept ? <IconStarFilled size={15} aria-hidden /> : <IconStar size={15} aria-hidden />
          }
          onClick={() => favourite.mutate({ kind, id, favourite: !kept })}
        >
          {kept ? 'Remove from favourites' : 'Add to favourites'}
        </Button>
      </div>
      <Why target={target} actions={actions} />
      <ErrorLine problem={favourite.error} />
    </fieldset>
  );
}

/** Why the first thing cannot be done, to be read without hovering over anything. */
function Why({ target, actions }: Pick<Props, 'target' | 'actions'>) {
  const why = actions.find(({ isFor }) => isFor(target))?.refused(target);
  return why === undefined ? null : <p className="team-why dim">{why}</p>;
}
