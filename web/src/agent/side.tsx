import type { AgentView } from '@outpace/engine/views/agent-view.ts';
import { memo } from 'react';
import type { Phone } from '../phone/phone.ts';
import { MyCallbacks } from './callbacks/my-callbacks.tsx';
import { MyHistory } from './contact/my-history.tsx';
import { SimulatedAudio } from './phone/simulated-audio.tsx';
import { MyCampaigns } from './status/my-campaigns.tsx';
import { MyDay } from './status/my-day.tsx';
import { MyTeam } from './team/my-team.tsx';

// Drawn anew when what they show has changed, however often the rest of the view does.
const Campaigns = memo(MyCampaigns);
const Day = memo(MyDay);
const History = memo(MyHistory);
const Team = memo(MyTeam);
const Callbacks = memo(MyCallbacks);
const Audio = memo(SimulatedAudio);

type Props = { readonly view: AgentView; readonly phone: Phone };

/** What stays beside the work all day. */
export function Side({ view, phone }: Props) {
  const { campaigns, today, interaction, offer, agentId, manual } = view;
  return (
    <>
      <Team manual={manual} />
      <Campaigns campaigns={campaigns} />
      <Callbacks me={agentId} onScreen={offer?.id ?? interaction?.id} />
      <Day today={today} />
      <History after={`${interaction?.id ?? 'none'}:${today.calls}`} />
      {view.phone.kind === 'none' ? <Audio phone={phone} /> : null}
    </>
  );
}
