import type { AgentDay } from '@outpace/engine/agents/agent-session.ts';
import { formatDuration } from '../../ui/duration.ts';
import { Panel } from '../../ui/panel.tsx';
import { occupancy } from './occupancy.ts';

/** The agent's own numbers since logging on. */
export function MyDay({ today }: { readonly today: AgentDay }) {
  const { calls, contacts, talkMs, wrapUpMs } = today;
  const busy = occupancy(today);
  return (
    <Panel title="My day" className="side-panel side-day">
      <dl className="day">
        <Figure label="calls" value={String(calls)} />
        <Figure label="contacts" value={String(contacts)} />
        <Figure label="talked" value={formatDuration(talkMs)} />
        <Figure label="after call" value={formatDuration(wrapUpMs)} />
        <Figure label="busy" value={busy === undefined ? '–' : `${Math.round(busy * 100)} %`} />
      </dl>
    </Panel>
  );
}

const Figure = ({ label, value }: { readonly label: string; readonly value: string }) => (
  <div className="day-figure">
    <dd className="figures">{value}</dd>
    <dt>{label}</dt>
  </div>
);
