import { Button, Group, Popover, Text } from '@mantine/core';
import { useState } from 'react';
import { GROUP_COMMANDS } from './group-actions.ts';
import type { GroupEntry } from './group-entries.ts';
import type { Commanding } from './use-commands.tsx';

type Props = { readonly entry: GroupEntry; readonly commanding: Commanding };

/** The one command that takes something away from agents at work, so it asks first. */
export function ForceUnload({ entry, commanding }: Props) {
  const [open, setOpen] = useState(false);
  const confirm = (): void => {
    setOpen(false);
    commanding.send('force-unload', GROUP_COMMANDS['force-unload'](entry.groupId));
  };
  return (
    <Popover opened={open} onChange={setOpen} position="top" width={330} trapFocus withArrow>
      <Popover.Target>
        <Button
          fullWidth
          variant="default"
          className="danger-button"
          loading={commanding.isPending('force-unload')}
          aria-describedby="effect-force-unload"
          onClick={() => setOpen(true)}
        >
          Force unload
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Confirm force unload">
        <Text size="sm" mb="sm">
          Ringing calls are cancelled and after call work is closed as it is. Persons on the line
          are not dropped.
        </Text>
        <Group gap="sm" justify="flex-end">
          <Button variant="default" onClick={() => setOpen(false)}>
            Keep it loaded
          </Button>
          <Button color="red.9" onClick={confirm}>
            Yes, take it down
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}
