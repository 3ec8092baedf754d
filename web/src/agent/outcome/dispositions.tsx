import { Select } from '@mantine/core';
import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import { AGENT_CALL_RESULTS } from '@outpace/protocol/tables.ts';
import { useRef } from 'react';
import { callResultWord } from '../../ui/call-result-words.ts';
import { useNow } from '../../ui/clock.tsx';
import { Panel } from '../../ui/panel.tsx';
import { refusedBecause } from '../actions/interaction-action.tsx';
import { FieldName } from '../fields/field-name.tsx';
import { ariaKey } from '../keys/key-hint.tsx';
import { useKeys } from '../keys/use-keys.tsx';
import { consequenceWords } from './consequence-words.ts';
import { DispositionCodePicker } from './disposition-code-picker.tsx';
import { DoNotCallChoice } from './do-not-call-choice.tsx';
import type { DraftKeeper, DraftState } from './draft-keeper.ts';

type Props = {
  readonly interaction: InteractionView;
  readonly state: DraftState;
  readonly keeper: DraftKeeper;
};

/** How the call ended and what came of it, with what that will do, before it is done. */
export function Dispositions({ interaction, state, keeper }: Props) {
  const { draft } = state;
  return (
    <Panel title="Dispositions" className="dispositions">
      <CallResultPicker {...{ interaction, state, keeper }} />
      <DispositionCodePicker
        interaction={interaction}
        code={draft.dispositionCode}
        onChoose={(dispositionCode) => keeper.choose({ dispositionCode })}
      />
      <DoNotCallChoice
        scope={draft.doNotCall}
        refused={refusedBecause('do-not-call', interaction)}
        onChoose={(doNotCall) => keeper.choose({ doNotCall })}
      />
      <Outlook interaction={interaction} />
    </Panel>
  );
}

function CallResultPicker({ interaction, state, keeper }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const refused = refusedBecause('set-call-result', interaction);
  useKeys([{ action: 'set-call-result', refused, run: () => field.current?.focus() }]);
  return (
    <Select
      ref={field}
      label={<FieldName name="Call Result" action="set-call-result" />}
      aria-keyshortcuts={ariaKey('set-call-result')}
      placeholder="Choose"
      data={interaction.outcomes.callResults.map((result) => ({
        value: result,
        label: callResultWord(result),
      }))}
      value={state.draft.callResult ?? null}
      disabled={refused !== undefined}
      description={refused}
      clearable
      clearButtonProps={{ 'aria-label': 'Clear the call result' }}
      onChange={(value) =>
        keeper.choose({ callResult: AGENT_CALL_RESULTS.find((result) => result === value) })
      }
    />
  );
}

/** The live line: what the server would do with the draft as it has it. */
function Outlook({ interaction }: Pick<Props, 'interaction'>) {
  const now = useNow();
  const { consequence } = interaction;
  if (consequence === undefined) return null;
  return (
    <p className="outlook" data-type={consequence.type} aria-live="polite">
      <span className="outlook-when">On Mark done:</span> {consequenceWords(consequence, now)}
    </p>
  );
}
