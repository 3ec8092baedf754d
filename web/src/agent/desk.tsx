import type { AgentView } from '@outpace/engine/views/agent-view.ts';
import { memo, type ReactNode, useEffect, useState } from 'react';
import type { Phone } from '../phone/phone.ts';
import { later } from '../ui/late/later.tsx';
import { modeWord } from '../ui/mode-words.ts';
import { Shell } from '../ui/shell.tsx';
import { useKeptFocus } from '../ui/use-kept-focus.tsx';
import { statusItems } from './actions/status-actions.tsx';
import { Announcer } from './announcer.tsx';
import { stepPanel } from './keys/panel-steps.ts';
import { actionItems, useKeyboard, useKeys } from './keys/use-keys.tsx';
import { late } from './late.ts';
import { Lines } from './lines.tsx';
import { Notices } from './offer/notices.tsx';
import { useRing } from './offer/use-ring.tsx';
import { PhoneMenu } from './phone/phone-menu.tsx';
import type { PhoneChoosing } from './phone/use-phone-choice.tsx';
import { Side } from './side.tsx';
import { StatusMenu } from './status/status-menu.tsx';
import { useCommand } from './use-command.tsx';

const MyPhone = memo(PhoneMenu);
const News = memo(Notices);

const Legend = later(late, (file) => file.Legend, {
  isShown: ({ opened }) => opened,
});

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
  const { interaction, offer } = view;
  const { forget } = command;
  const { phase } = view.status;
  // Why Ready was refused is old news once the agent is at work.
  useEffect(() => {
    if (phase !== 'not-ready') forget();
  }, [phase, forget]);
  const refused = useKeyboard();
  useRing(view, phone);
  useKeptFocus(placeOfWork);
  useKeys([
    { action: 'next-panel', run: () => stepPanel(1) },
    { action: 'panel-before', run: () => stepPanel(-1) },
    { action: 'show-keys', run: () => setLegend(true) },
  ]);
  return (
    <Shell
      title="Agent workspace"
      context={<Where view={view} />}
      status={
        <>
          <MyPhone known={view.phone} phone={phone} choosing={choosing} />
          <StatusMenu status={view.status} reasons={view.reasons} command={command} />
        </>
      }
      atHand={actionItems}
      palette={statusItems(view.reasons, (body) => void command.run(body))}
    >
      <div className="desk">
        <div className="side">
          {interaction === undefined ? null : <News notices={view.notices} />}
          <Side view={view} phone={phone} />
        </div>
        <div className="stage" tabIndex={-1} data-call={interaction !== undefined || undefined}>
          <Lines view={view} phone={phone} />
          {offer ? children : null}
          {interaction === undefined ? <News notices={view.notices} /> : null}
          {offer ? null : <div className="stage-work">{children}</div>}
        </div>
      </div>
      <Announcer view={view} />
      <p className="key-refused" role="status">
        {refused === undefined ? null : `${refused.label}: ${refused.why}`}
      </p>
      <Legend opened={legend} onClose={() => setLegend(false)} />
    </Shell>
  );
}

/** Where the work goes on when what had the focus is gone. */
const placeOfWork = (): HTMLElement | null =>
  document.querySelector<HTMLElement>('.stage [data-work]') ?? document.querySelector('.stage');

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
