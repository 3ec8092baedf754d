import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import { IconCalendarTime } from '@tabler/icons-react';
import { later } from '../../ui/late/later.tsx';
import { ActionPopover } from '../actions/action-popover.tsx';
import type { Acted } from '../actions/interaction-action.tsx';
import { useActionDialog } from '../actions/use-action-dialog.tsx';
import { late } from '../late.ts';
import type { DraftKeeper } from '../outcome/draft-keeper.ts';

const RescheduleForm = later(late, (file) => file.RescheduleForm);

type Props = {
  readonly interaction: Acted & Pick<InteractionView, 'draft'>;
  readonly keeper: DraftKeeper;
  readonly isSmall: boolean;
};

/** A promise to call back: part of the draft, and a fact at Mark done. */
export function Reschedule({ interaction, keeper, isSmall }: Props) {
  const dialog = useActionDialog('reschedule', interaction);
  const isSet = interaction.draft.callback !== undefined;
  return (
    <ActionPopover
      label="Reschedule"
      icon={<IconCalendarTime size={16} aria-hidden />}
      isSmall={isSmall}
      {...(isSet ? { variant: 'outline', color: 'var(--accent, blue)' } : { variant: 'default' })}
      {...dialog}
    >
      <RescheduleForm keeper={keeper} onDone={() => dialog.onOpen(false)} />
    </ActionPopover>
  );
}
