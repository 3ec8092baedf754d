import { Button, type ButtonProps } from '@mantine/core';
import type { InternalView } from '@outpace/engine/views/agent-view.ts';
import { IconPhoneX } from '@tabler/icons-react';
import { ErrorLine } from '../../ui/error-line.tsx';
import { ariaKey, KeyHint } from '../keys/key-hint.tsx';
import { useKeys } from '../keys/use-keys.tsx';
import { useCommand } from '../use-command.tsx';

type Props = {
  readonly callId: InternalView['id'];
  readonly label: string;
  readonly look: Pick<ButtonProps, 'variant' | 'color'>;
};

/** One of the two has had enough of it. */
export function EndInternalCall({ callId, label, look }: Props) {
  const { run, busy, problem } = useCommand();
  const end = () => void run({ type: 'end-internal-call', callId });
  useKeys(busy ? [] : [{ action: 'end-call', label, run: end }]);
  return (
    <>
      <Button
        {...look}
        loading={busy}
        leftSection={<IconPhoneX size={16} aria-hidden />}
        rightSection={<KeyHint action="end-call" isOnButton />}
        aria-keyshortcuts={ariaKey('end-call')}
        onClick={end}
      >
        {label}
      </Button>
      <ErrorLine problem={problem} />
    </>
  );
}
