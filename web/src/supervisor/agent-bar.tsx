import type { AgentTotals } from '@outpace/engine/views/supervisor-view.ts';
import { agentShares } from './session-words.ts';

/** Agents by state as one stacked bar; the legend carries the numbers in words. */
export function AgentBar({ agents }: { readonly agents: AgentTotals }) {
  const shares = agentShares(agents).filter(({ count }) => count > 0);
  if (shares.length === 0) return <p className="group-line">No agent is logged on.</p>;
  return (
    <div className="agent-bar">
      <div className="agent-track" aria-hidden>
        {shares.map(({ key, count }) => (
          <span key={key} className="agent-part" data-part={key} style={{ flexGrow: count }} />
        ))}
      </div>
      <div className="agent-legend">
        {shares.map(({ key, label, count }) => (
          <span key={key} className="agent-legend-part">
            <i className="agent-dot" data-part={key} aria-hidden />
            <b className="figures">{count}</b> {label}
          </span>
        ))}
      </div>
    </div>
  );
}
