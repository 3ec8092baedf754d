import { Button, Kbd } from '@mantine/core';
import type { AgentView } from '@outpace/engine/views/agent-view.ts';
import { IconCircleMinus } from '@tabler/icons-react';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorLine } from '../ui/error-line.tsx';
import { reasonLabel } from './status-text.ts';
import { useCommand } from './use-command.tsx';

/** No work comes; one press back. Says why, above all when it was not the agent who chose it. */
export function NotReady({ view }: { readonly view: AgentView }) {
  const { run, busy, problem } = useCommand();
  const { reason } = view.status;
  const isNew = reason === undefined || reason === 'logged-on';
  const label = isNew ? '' : ` · ${reasonLabel(reason, view.reasons)}`;
  const ready = (
    <>
      <Button
        size="md"
        loading={busy}
        rightSection={
          <Kbd size="xs" className="button-key" aria-hidden>
            Alt R
          </Kbd>
        }
        onClick={() => void run({ type: 'set-ready' })}
      >
        Ready
      </Button>
      <ErrorLine problem={problem} />
    </>
  );
  return (
    <EmptyState
      icon={<IconCircleMinus size={30} aria-hidden />}
      title={`You are Not Ready${label}`}
      action={ready}
    >
      {textFor(reason)}
    </EmptyState>
  );
}

function textFor(reason: string | undefined): string {
  switch (reason) {
    case 'logged-on':
      return 'Press Ready when you want to take calls.';
    case 'no-answer':
      return 'A record was offered and not taken in time. It went back to the list.';
    case 'connection-lost':
      return 'The connection of this page was lost for a while. Press Ready to go on.';
    case 'supervisor':
      return 'Your supervisor has set this.';
    default:
      return 'No calls come until you are Ready again.';
  }
}
