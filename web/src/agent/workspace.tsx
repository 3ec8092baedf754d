import './agent.css';
// Also of parts that come later: a style that was missed once is not fetched again.
import './contact/contact.css';
import './keys/keys.css';
import './phone/voice.css';
import './third-party/third-party.css';
import type { AgentView } from '@outpace/engine/views/agent-view.ts';
import { memo, useDeferredValue } from 'react';
import { useAgent } from '../live/agent-store.ts';
import type { Phone } from '../phone/phone.ts';
import { PageWaiting } from '../ui/page-states.tsx';
import { Shell } from '../ui/shell.tsx';
import { Dialing } from './call/dialing.tsx';
import { Placing } from './call/placing.tsx';
import { Desk } from './desk.tsx';
import { Interaction } from './interaction.tsx';
import { InternalCall } from './internal/internal-call.tsx';
import { OfferCard } from './offer/offer-card.tsx';
import { usePhone } from './phone/use-phone.tsx';
import { usePhoneChoice } from './phone/use-phone-choice.tsx';
import { LoggedOff, Superseded } from './status/away.tsx';
import { NotReady } from './status/not-ready.tsx';
import { Ready } from './status/ready.tsx';

/** The agent's place: one of four states of the page, and one switch over the phases of work. */
export function Workspace() {
  const state = useAgent((live) => live.state);
  // What the server pushes is drawn in between: whatever a person does goes first.
  const view = useDeferredValue(useAgent((live) => live.view));
  if (state === 'superseded')
    return (
      <Shell title="Agent workspace">
        <Superseded />
      </Shell>
    );
  if (view === null)
    return (
      <Shell title="Agent workspace">
        <LoggedOff />
      </Shell>
    );
  if (view === undefined) return <PageWaiting />;
  return <LoggedOn view={view} />;
}

/** The phone lives as long as this does: not in a page that was superseded or logged off. */
const LoggedOn = memo(({ view }: { readonly view: AgentView }) => {
  const choosing = usePhoneChoice(view);
  const phone = usePhone(choosing.kind, view);
  return (
    <Desk view={view} phone={phone} choosing={choosing}>
      <Stage view={view} phone={phone} />
    </Desk>
  );
});

function Stage({ view, phone }: { readonly view: AgentView; readonly phone: Phone }) {
  const { status, offer, interaction, dialing, internal } = view;
  switch (status.phase) {
    case 'not-ready':
      return <NotReady view={view} phone={phone} />;
    case 'ready':
      return <Ready view={view} />;
    case 'previewing':
      return offer ? <OfferCard key={offer.id} offer={offer} /> : <Ready view={view} />;
    case 'placing':
      return <Placing placing={view.manual.placing} />;
    case 'internal':
      return <InternalCall call={internal} />;
    case 'reserved':
      return <Dialing dialing={dialing} />;
    case 'engaged':
    case 'talking':
    case 'consulted':
    case 'wrap-up':
      // One element for all, so that the cursor stays in the note when the call comes or ends.
      return interaction ? (
        <Interaction key={interaction.id} interaction={interaction} phone={phone} />
      ) : null;
  }
}
