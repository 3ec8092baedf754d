import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import type { Phone } from '../phone/phone.ts';
import { CallActions } from './actions/call-actions.tsx';
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

type Props = { readonly interaction: InteractionView; readonly phone: Phone };

/**
 * The outbound interaction view, from dialing to Mark done: one frame for all phases, so that
 * neither the text under the cursor nor the eye loses its place when the call moves on.
 */
export function Interaction({ interaction, phone }: Props) {
  const { keeper, ...state } = useDraft(interaction);
  useOutcomeFocus(interaction, state);
  useUnloadWarning(interaction.phase !== 'wrap-up');
  const { caseFields, recordFields } = interaction;
  return (
    <div className="interaction">
      <div className="call-strip" data-phase={interaction.phase}>
        <CallStatus interaction={interaction} phone={phone} />
        {/* Who is consulted has one thing to do with the call, and it is in the panel. */}
        {interaction.role === 'consulted' ? null : (
          <CallActions interaction={interaction} keeper={keeper} />
        )}
        <ThirdPartyPanel interaction={interaction} />
      </div>
      <div className="interaction-column">
        <FieldPanel title="Case Information" fields={caseFields} interaction={interaction} />
        <FieldPanel title="Record Information" fields={recordFields} interaction={interaction} />
      </div>
      <div className="interaction-column">
        <Contact interaction={interaction} />
        <History interaction={interaction} />
        <Responses interaction={interaction} />
      </div>
      <div className="interaction-column">
        <Dispositions interaction={interaction} state={state} keeper={keeper} />
        <Note interaction={interaction} state={state} keeper={keeper} />
      </div>
    </div>
  );
}
