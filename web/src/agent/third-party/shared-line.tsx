import type { LastShared } from '@outpace/engine/agents/agent-session.ts';
import { IconUsers } from '@tabler/icons-react';
import { DismissButton } from '../dismiss-button.tsx';
import { useCommand } from '../use-command.tsx';
import { sharedWords } from './third-party-words.ts';

/** What became of a call that another agent had a part in. */
export function SharedLine({ shared }: { readonly shared: LastShared }) {
  const { run, busy } = useCommand();
  return (
    <div className="line" role="status">
      <IconUsers size={16} aria-hidden />
      <span className="line-text">{sharedWords(shared)}</span>
      <DismissButton
        what="the news of your shared call"
        busy={busy}
        onClick={() => void run({ type: 'dismiss-outcome' })}
      />
    </div>
  );
}
