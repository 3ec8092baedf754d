import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import { memo } from 'react';
import type { Phone } from '../phone/phone.ts';
import { CallActions } from './actions/call-actions.tsx';
import { refusedBecause } from './actions/interaction-action.tsx';
import { CallStatus } from './call/call-status.tsx';
import { Contact } from './contact/contact.tsx';
import { History } from './contact/history.tsx';
import { FieldPanel } from './fields/field-panel.tsx';
import { Dispositions } from './outcome/dispositions.tsx';
import { Note } from './outcome/note.tsx';
import { useDraft } from './outcome/use-draft.tsx';
import { useOutcomeFocus } from './outcome/use-outcome-focus.tsx';
import { Responses } from './responses/responses.tsx';
import { ThirdPartyPanel } from './third-party/third-party-panel.tsx';
import { useUnloadWarning } from './use-unload-warning.tsx';

// What is typed is no news to them: they are drawn anew when the interaction has changed.
const Status = memo(CallStatus);
const Actions = memo(CallActions);
const ThirdParty = memo(ThirdPartyPanel);
const ContactPanel = memo(Contact);
const HistoryPanel = memo(History);
const ResponsesPanel = memo(Responses);

type Props = { readonly interaction: InteractionView; readonly phone: Phone };

/**
 * The outbound interaction view, from dialing to Mark done: one frame for all phases, so that
 * neither the text under the cursor nor the eye loses its place when the call moves on.
 */
export function Interaction({ interaction, phone }: Props) {
  const { keeper, ...state } = useDraft(interaction);
  useOutcomeFocus(interaction, state);
  useUnloadWarning(interaction.phase !== 'wrap-up');
  const { id: interactionId, chainId, caseFields, recordFields } = interaction;
  const mayEdit = refusedBecause('edit-record', interaction) === undefined;
  const edit = { interactionId, chainId, mayEdit };
  return (
    <div className="interaction">
      <div className="call-strip" data-phase={interaction.phase}>
        <Status interaction={interaction} phone={phone} />
        {/* Who is consulted has one thing to do with the call, and it is in the panel. */}
        {interaction.role === 'consulted' ? null : (
          <Actions interaction={interaction} keeper={keeper} />
        )}
        <ThirdParty interaction={interaction} />
      </div>
      <div className="interaction-column">
        <FieldPanel title="Case Information" fields={caseFields} {...edit} />
        <FieldPanel title="Record Information" fields={recordFields} {...edit} />
      </div>
      <div className="interaction-column">
        <ContactPanel interaction={interaction} />
        <HistoryPanel interaction={interaction} />
        <ResponsesPanel interaction={interaction} />
      </div>
      <div className="interaction-column">
        <Dispositions interaction={interaction} state={state} keeper={keeper} />
        <Note interaction={interaction} state={state} keeper={keeper} />
      </div>
    </div>
  );
}
