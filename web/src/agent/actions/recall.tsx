import { IconPhoneOutgoing } from '@tabler/icons-react';
import { later } from '../../ui/late/later.tsx';
import { late } from '../late.ts';
import { ActionPopover } from './action-popover.tsx';
import type { Acted } from './interaction-action.tsx';
import { useActionDialog } from './use-action-dialog.tsx';

const RecallMenu = later(late, (file) => file.RecallMenu);

type Props = { readonly interaction: Acted };

/** Calling again before Mark done: the same number, another of the person's, or a typed one. */
export function Recall({ interaction }: Props) {
  return (
    <ActionPopover
      label="Recall"
      icon={<IconPhoneOutgoing size={16} aria-hidden />}
      variant="default"
      {...useActionDialog('recall', interaction)}
    >
      <RecallMenu />
    </ActionPopover>
  );
}
