import type { Draft } from '@outpace/engine/interactions/interaction.ts';
import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import { refusedBecause } from '../actions/interaction-action.tsx';
import { CallResultPicker } from './call-result-picker.tsx';
import { DispositionCodePicker } from './disposition-code-picker.tsx';
import { DoNotCallChoice } from './do-not-call-choice.tsx';
import type { DraftKeeper } from './draft-keeper.ts';

export type OutcomeProps = {
  readonly interaction: Pick<InteractionView, 'actions' | 'outcomes'>;
  readonly result: Draft['callResult'];
  readonly code: Draft['dispositionCode'];
  readonly doNotCall: Draft['doNotCall'];
  readonly keeper: DraftKeeper;
};

/** What the agent says of the call: its result, the code, and never again. */
export function OutcomePickers(props: OutcomeProps) {
  const { interaction, result, code, doNotCall, keeper } = props;
  return (
    <>
      <CallResultPicker {...{ interaction, result, keeper }} />
      <DispositionCodePicker
        interaction={interaction}
        code={code}
        onChoose={(dispositionCode) => keeper.choose({ dispositionCode })}
      />
      <DoNotCallChoice
        scope={doNotCall}
        refused={refusedBecause('do-not-call', interaction)}
        onChoose={(scope) => keeper.choose({ doNotCall: scope })}
      />
    </>
  );
}
