import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import { IconMessageQuestion, IconTransfer, IconUsersPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { ErrorLine } from '../../ui/error-line.tsx';
import { ActionPopover } from '../actions/action-popover.tsx';
import { refusedBecause } from '../actions/interaction-action.tsx';
import { useCommand } from '../use-command.tsx';
import { TargetChooser } from './target-chooser.tsx';

type Way = 'transfer' | 'conference' | 'consult';

const WAYS: readonly { readonly way: Way; readonly label: string; readonly icon: ReactNode }[] = [
  { way: 'transfer', label: 'Transfer', icon: <IconTransfer size={16} aria-hidden /> },
  { way: 'conference', label: 'Conference', icon: <IconUsersPlus size={16} aria-hidden /> },
  { way: 'consult', label: 'Consult', icon: <IconMessageQuestion size={16} aria-hidden /> },
];

/** The three ways to call somebody into the call; each asks whom. */
export function ThirdPartyActions({ interaction }: { readonly interaction: InteractionView }) {
  const [open, setOpen] = useState<Way>();
  return WAYS.map(({ way, label, icon }) => (
    <Choosing
      key={way}
      {...{ interaction, way, label, icon }}
      isOpen={open === way && refusedBecause(way, interaction) === undefined}
      onOpen={(isOpen) => setOpen(isOpen ? way : undefined)}
    />
  ));
}

type Props = {
  readonly interaction: InteractionView;
  readonly way: Way;
  readonly label: string;
  readonly icon: ReactNode;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
};

function Choosing({ interaction, way, label, icon, isOpen, onOpen }: Props) {
  const { run, problem, forget } = useCommand();
  return (
    <ActionPopover
      label={label}
      icon={icon}
      variant="default"
      refused={refusedBecause(way, interaction)}
      isOpen={isOpen}
      onOpen={(isWanted) => {
        forget();
        onOpen(isWanted);
      }}
      dialogName={`${label}: choose whom`}
      position="bottom-start"
      width={340}
    >
      <TargetChooser
        onChoose={(target) => void run({ type: way, interactionId: interaction.id, target })}
      />
      <ErrorLine problem={problem} />
    </ActionPopover>
  );
}
