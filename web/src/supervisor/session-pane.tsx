import type { AgentRow } from '@outpace/engine/views/supervisor-view.ts';
import type { SupervisorCommandBody } from '@outpace/protocol/supervisor-socket.ts';
import { IconPlayerPlay } from '@tabler/icons-react';
import { Clock } from '../ui/clock.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { agentsOf } from './agent-order.ts';
import { AgentsPanel } from './agents-panel.tsx';
import type { GroupEntry } from './group-entries.ts';
import { DecisionsPanel } from './pacing/decisions-panel.tsx';
import { PacingPanel } from './pacing-panel.tsx';
import { ResultsPanel } from './results-panel.tsx';
import { SeriesPanel } from './series-panel.tsx';
import { stateOf } from './session-words.ts';
import { StateMark } from './state-mark.tsx';

type Props = {
  readonly entry: GroupEntry;
  readonly agents: readonly AgentRow[];
  readonly command: (body: SupervisorCommandBody) => Promise<void>;
};

/** One campaign group: how it paces, what comes of it, who works it. */
export function SessionPane({ entry, agents, command }: Props) {
  const { session, groupId } = entry;
  return (
    <div className="session-pane">
      <header className="session-head">
        <h1>{entry.name}</h1>
        <StateMark state={stateOf(session)} />
        {session === undefined ? null : <Clock since={session.since} />}
        <span className="dim session-about">
          {entry.campaignName} · {entry.agentGroupName}
        </span>
      </header>
      {session === undefined ? <NotLoaded /> : <PacingPanel session={session} />}
      {session === undefined ? null : (
        <DecisionsPanel groupId={groupId} limit={session.abandonment.limit} />
      )}
      <div className="session-charts">
        <SeriesPanel groupId={groupId} />
        <ResultsPanel groupId={groupId} />
      </div>
      <AgentsPanel agents={agentsOf(agents, entry.agentGroupId)} command={command} />
    </div>
  );
}

const NotLoaded = () => (
  <section className="panel not-loaded" aria-label="Not loaded">
    <EmptyState icon={<IconPlayerPlay size={26} aria-hidden />} title="This group is not loaded">
      Press Load: its agents get a notice with the campaign’s details. Nobody is dialed until you
      press Start.
    </EmptyState>
  </section>
);
