import type { ThirdPurpose } from '@outpace/engine/interactions/third-party.ts';
import { IconMessageQuestion, IconTransfer, IconUsersPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { ErrorLine } from '../../ui/error-line.tsx';
import { later } from '../../ui/late/later.tsx';
import { ActionPopover } from '../actions/action-popover.tsx';
import { type Acted, refusedBecause } from '../actions/interaction-action.tsx';
import { KEYS } from '../keys/key-table.ts';
import { useKeys } from '../keys/use-keys.tsx';
import { late } from '../late.ts';
import { callInAction } from '../team/team-action.ts';
import { useCommand } from '../use-command.tsx';

const TargetChooser = later(late, (file) => file.TargetChooser);

type Way = {
  readonly way: ThirdPurpose;
  readonly label: string;
  readonly icon: ReactNode;
};

const WAYS: readonly Way[] = [
  { way: 'transfer', label: 'Transfer', icon: <IconTransfer size={16} aria-hidden /> },
  { way: 'conference', label: 'Conference', icon: <IconUsersPlus size={16} aria-hidden /> },
  { way: 'consult', label: 'Consult', icon: <IconMessageQuestion size={16} aria-hidden /> },
];

/** The three ways to call somebody into the call; each asks whom. */
export function ThirdPartyActions({ interaction }: { readonly interaction: Acted }) {
  const [open, setOpen] = useState<ThirdPurpose>();
  useKeys(
    WAYS.map(({ way }) => ({
      action: way,
      refused: refusedBecause(way, interaction),
      run: () => setOpen(open === way ? undefined : way),
    })),
  );
  return WAYS.map((way) => (
    <Choosing
      key={way.way}
      {...{ interaction, way }}
      isOpen={open === way.way && refusedBecause(way.way, interaction) === undefined}
      onOpen={(isOpen) => setOpen(isOpen ? way.way : undefined)}
    />
  ));
}

type Props = {
  readonly interaction: Acted;
  readonly way: Way;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
};

function Choosing({ interaction, way, isOpen, onOpen }: Props) {
  const { run, problem, forget } = useCommand();
  const { label, icon } = way;
  return (
    <ActionPopover
      label={label}
      icon={icon}
      shortcut={KEYS[way.way].key}
      variant="default"
      refused={refusedBecause(way.way, interaction)}
      isOpen={isOpen}
      onOpen={(isWanted) => {
        forget();
        onOpen(isWanted);
      }}
      dialogName={`${label}: choose whom`}
      position="bottom-start"
      width={360}
    >
      <TargetChooser action={callInAction(way, interaction.id, (command) => void run(command))} />
      <ErrorLine problem={problem} />
    </ActionPopover>
  );
}
