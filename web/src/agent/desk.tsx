import type { AgentView } from '@outpace/engine/views/agent-view.ts';
import { type ReactNode, useEffect, useState } from 'react';
import type { Phone } from '../phone/phone.ts';
import { modeWord } from '../ui/mode-words.ts';
import { Shell } from '../ui/shell.tsx';
import { statusItems } from './actions/status-actions.tsx';
import { announcement } from './announcement.ts';
import { interactionItems } from './interaction-items.tsx';
import { Legend } from './legend.tsx';
import { Lines } from './lines.tsx';
import { Notices } from './notices.tsx';
import { PhoneMenu } from './phone-menu.tsx';
import { Side } from './side.tsx';
import { StatusMenu } from './status-menu.tsx';
import { useCommand } from './use-command.tsx';
import { useKeys } from './use-keys.tsx';
import type { PhoneChoosing } from './use-phone-choice.tsx';

type Props = {
  readonly view: AgentView;
  readonly phone: Phone;
  readonly choosing: PhoneChoosing;
  readonly children: ReactNode;
};

/** The frame around the work: header, side, news, and what is heard. */
export function Desk({ view, phone, choosing, children }: Props) {
  const command = useCommand();
  const [legend, setLegend] = useState(false);
  const { interaction, dialing, offer } = view;
  const { forget } = command;
  const { phase } = view.status;
  // Why Ready was refused is old news once the agent is at work.
  useEffect(() => {
    if (phase !== 'not-ready') forget();
  }, [phase, forget]);
  useKeys([
    { key: 'Alt R', run: () => void command.run({ type: 'set-ready' }) },
    { key: '?', run: () => setLegend(true), where: 'outside-fields' },
  ]);
  const palette = [
    ...interactionItems(interaction, (body) => void command.run(body)),
    ...statusItems(view.reasons, (body) => void command.run(body)),
    { id: 'keys', label: 'Show all keys', key: '?', run: () => setLegend(true) },
  ];
  return (
    <Shell
      title="Agent workspace"
      context={<Where view={view} />}
      status={
        <>
          <PhoneMenu known={view.phone} phone={phone} choosing={choosing} />
          <StatusMenu view={view} command={command} />
        </>
      }
      palette={palette}
    >
      <div className="desk">
        <div className="side">
          {interaction === undefined ? null : <Notices notices={view.notices} />}
          <Side view={view} phone={phone} />
        </div>
        <div className="stage" data-call={interaction !== undefined || undefined}>
          <Lines view={view} phone={phone} />
          {offer ? children : null}
          {interaction === undefined ? <Notices notices={view.notices} /> : null}
          {offer ? null : <div className="stage-work">{children}</div>}
        </div>
      </div>
      <p className="unseen" aria-live="polite">
        {announcement({ offer, dialing, interaction })}
      </p>
      <Legend opened={legend} onClose={() => setLegend(false)} />
    </Shell>
  );
}

/** The campaign that the agent is at, else those that run. */
function Where({ view: { interaction, offer, dialing, campaigns } }: Pick<Props, 'view'>) {
  const name = (interaction ?? offer ?? dialing)?.campaignName;
  const at = campaigns.find((campaign) => campaign.name === name) ?? campaigns[0];
  if (name === undefined && at === undefined) return 'No campaign loaded';
  return (
    <>
      <strong>{name ?? at?.name}</strong>
      {at === undefined ? null : ` · ${modeWord(at.mode)}`}
    </>
  );
}
