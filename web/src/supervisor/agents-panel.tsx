import type { AgentRow } from '@outpace/engine/views/supervisor-view.ts';
import type { SupervisorCommandBody } from '@outpace/protocol/supervisor-socket.ts';
import { IconUsers } from '@tabler/icons-react';
import { useNow } from '../ui/clock.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorLine } from '../ui/error-line.tsx';
import { Panel } from '../ui/panel.tsx';
import { AgentLine } from './agent-line.tsx';
import { attentionOf, byAttention } from './agent-order.ts';
import { useCommands } from './use-commands.tsx';

type Props = {
  readonly agents: readonly AgentRow[];
  readonly command: (body: SupervisorCommandBody) => Promise<void>;
};

/** Who needs me? Those come first; everybody else stays by name. */
export function AgentsPanel({ agents, command }: Props) {
  const now = useNow();
  const commanding = useCommands(command);
  const refused = agents.find(({ agentId }) => commanding.problemOf(agentId) !== undefined);
  const aside = <span className="dim panel-aside">{agents.length} logged on</span>;
  return (
    <Panel title="Agents" className="agents" aside={aside}>
      {refused === undefined ? null : (
        <div className="agent-refused">
          <strong>{refused.name}</strong>
          <ErrorLine problem={commanding.problemOf(refused.agentId)} />
        </div>
      )}
      {agents.length === 0 ? (
        <EmptyState icon={<IconUsers size={26} aria-hidden />} title="No agent is logged on">
          Agents appear here as soon as they sign in.
        </EmptyState>
      ) : (
        <table className="agent-table">
          <AgentHead />
          <tbody>
            {byAttention(agents, now).map((agent) => (
              <AgentLine
                key={agent.agentId}
                agent={agent}
                attention={attentionOf(agent, now)}
                isPending={commanding.isPending(agent.agentId)}
                send={commanding.send}
              />
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

const COLUMNS = [
  { label: 'Agent', className: '' },
  { label: 'Status', className: '' },
  { label: 'Time', className: 'right' },
  { label: 'Campaign', className: 'agent-campaign' },
  { label: 'Calls', className: 'right' },
  { label: 'Contacts', className: 'right' },
  { label: 'Time-outs', className: 'right' },
  { label: 'Rejects', className: 'right' },
] as const;

const AgentHead = () => (
  <thead>
    <tr>
      {COLUMNS.map(({ label, className }) => (
        <th key={label} scope="col" className={`agent-column ${className}`}>
          {label}
        </th>
      ))}
      <th scope="col" className="agent-column">
        <span className="unseen">Change status</span>
      </th>
    </tr>
  </thead>
);
