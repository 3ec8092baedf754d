import { ActionIcon, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { KEYS } from './keys/key-table.ts';
import { useKeys } from './keys/use-keys.tsx';

type Props = {
  /** What goes away, in words that follow "Dismiss". */
  readonly what: string;
  readonly busy?: boolean;
  readonly onClick: () => void;
};

/** Takes a line of news away; the key takes the oldest. */
export function DismissButton({ what, busy = false, onClick }: Props) {
  const label = `Dismiss ${what}`;
  // What is on its way is no longer on top: the next press is for the next news.
  useKeys(busy ? [] : [{ action: 'dismiss-news', label, run: onClick }]);
  return (
    <Tooltip label={`${label} · ${KEYS['dismiss-news'].key}`}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        loading={busy}
        aria-label={label}
        onClick={onClick}
      >
        <IconX size={14} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
