import type { AgentView } from '@outpace/engine/views/agent-view.ts';
import { IconCircleCheckFilled } from '@tabler/icons-react';
import { EmptyState } from '../../ui/empty-state.tsx';

/** Waiting for the next contact: nothing to do, and it says so. */
export function Ready({ view }: { readonly view: AgentView }) {
  const running = view.campaigns.filter(({ status }) => status === 'running');
  return (
    <EmptyState
      icon={<IconCircleCheckFilled size={30} className="is-ready" aria-hidden />}
      title="You are Ready"
    >
      {running.length === 0
        ? 'No campaign of yours is running. Work arrives by itself once one is started.'
        : 'The next contact comes by itself.'}
    </EmptyState>
  );
}
