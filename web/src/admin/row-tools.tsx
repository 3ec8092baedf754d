import { ActionIcon } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';

type Props = {
  /** Which row, for those who only hear the buttons. */
  readonly of: string;
  readonly onMove?: (by: -1 | 1) => void;
  readonly onRemove: () => void;
};

/** Up, down and out, the same in every list that a person arranges. */
export function RowTools({ of, onMove, onRemove }: Props) {
  return (
    <span className="row-tools">
      {onMove === undefined ? null : (
        <>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Move ${of} up`}
            onClick={() => onMove(-1)}
          >
            <IconArrowUp size={15} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Move ${of} down`}
            onClick={() => onMove(1)}
          >
            <IconArrowDown size={15} aria-hidden />
          </ActionIcon>
        </>
      )}
      <ActionIcon variant="subtle" color="gray" aria-label={`Remove ${of}`} onClick={onRemove}>
        <IconX size={15} aria-hidden />
      </ActionIcon>
    </span>
  );
}
