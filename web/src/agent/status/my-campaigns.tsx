import type { MyCampaign } from '@outpace/engine/views/agent-view.ts';
import { IconPlayerPlayFilled, IconPoint } from '@tabler/icons-react';
import { modeWord } from '../../ui/mode-words.ts';
import { Panel } from '../../ui/panel.tsx';

/** Campaigns of the agent's groups that are loaded or running. */
export function MyCampaigns({ campaigns }: { readonly campaigns: readonly MyCampaign[] }) {
  return (
    <Panel title="My Campaigns" className="side-panel">
      {campaigns.length === 0 ? (
        <p className="dim">None is loaded. Your supervisor loads and starts them.</p>
      ) : null}
      <ul className="campaigns">
        {campaigns.map(({ groupId, status, name, mode, delivery, description }) => (
          <li key={groupId} className="campaign">
            <div className="campaign-head">
              <strong className="campaign-name">{name}</strong>
              <span className="campaign-status" data-status={status}>
                {status === 'running' ? (
                  <IconPlayerPlayFilled size={11} aria-hidden />
                ) : (
                  <IconPoint size={13} aria-hidden />
                )}
                {status === 'running' ? 'Running' : 'Active'}
              </span>
            </div>
            <div className="dim campaign-detail">
              {modeWord(mode)} · {delivery === 'manual' ? 'Manual' : 'Automatic'}
            </div>
            {description === '' ? null : (
              <p className="campaign-text" title={description}>
                {description}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
