import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import { memo } from 'react';

import type { Phone } from '../phone/phone.ts';
import { later } from '../ui/late/later.tsx';
import { PanelWaiting } from '../ui/panel.tsx';
import { CallActions } from './actions/call-actions.tsx';
import { refusedBecause } from './actions/interaction-action.tsx';
import { CallStatus } from './call/call-status.tsx';
import { drawnBy } from './drawn-by.tsx';
import { FieldPanel } from './fields/field-panel.tsx';
import { InteractionNow } from './interaction-now.tsx';
import { late } from './late.ts';
import { Dispositions } from './outcome/dispositions.tsx';
import { Note } from './outcome/note.tsx';
import { useDraft } from './outcome/use-draft.tsx';
import { useOutcomeFocus } from './outcome/use-outcome-focus.tsx';
import { Responses } from './responses/responses.tsx';
import { useUnloadWarning } from './use-unload-warning.tsx';

// What is typed is no news to most of them, nor are facts that they do not show.
const Status = memo(CallStatus);
const Actions = drawnBy(CallActions, {
  ...{ id: true, phase: true, muted: true, recording: true, actions: true },
  ...{ draft: true, draftSavedAt: true, outcomes: true },
});
const ThirdParty = memo(
  later(late, (file) => file.ThirdPartyPanel, {
    isShown: ({ interaction: { third, otherName } }) => (third ?? otherName) !== undefined,
  }),
);
const LateContact = later(late, (file) => file.Contact, {
  waiting: <PanelWaiting title="Contact" />,
});
const Contact = drawnBy(LateContact, { chainId: true, recordId: true, actions: true });
const LateHistory = later(late, (file) => file.History, {
  waiting: <PanelWaiting title="History" />,
});
const History = drawnBy(LateHistory, { id: true, chainId: true, outcomes: true });
const ResponsesPanel = drawnBy(Responses, {
  ...{ id: true, recordId: true, contactName: true, phone: true },
  ...{ caseFields: true, recordFields: true },
});
const Outcome = drawnBy(Dispositions, { actions: true, outcomes: true, consequence: true });
const NotePanel = drawnBy(Note, { actions: true, draftSavedAt: true });

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
  const { draft } = state;
  const mayEdit = refusedBecause('edit-record', interaction) === undefined;
  const edit = { interactionId, chainId, mayEdit };
  return (
    <InteractionNow value={interaction}>
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
          <Contact interaction={interaction} />
          <History interaction={interaction} />
          <ResponsesPanel interaction={interaction} />
        </div>
        <div className="interaction-column">
          <Outcome
            interaction={interaction}
            result={draft.callResult}
            code={draft.dispositionCode}
            doNotCall={draft.doNotCall}
            keeper={keeper}
          />
          <NotePanel interaction={interaction} state={state} keeper={keeper} />
        </div>
      </div>
    </InteractionNow>
  );
}
