import { Select } from '@mantine/core';
import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import { REFUSALS } from '@outpace/protocol/tables.ts';
import { refusedBecause } from './actions/interaction-action.tsx';
import { dispositionChoices, findDispositions } from './disposition-choices.ts';

type Props = {
  readonly interaction: InteractionView;
  readonly code: string | undefined;
  readonly onChoose: (code: string | undefined) => void;
};

/** The business outcome: a list with search, in folders where the administrator made some. */
export function DispositionCodePicker({ interaction, code, onChoose }: Props) {
  const { dispositions, dispositionMandatory, frozenAfterCall } = interaction.outcomes;
  if (dispositions.length === 0) return null;
  const wasSaid = interaction.draft.dispositionCode !== undefined;
  const frozen = frozenAfterCall && wasSaid && interaction.phase === 'wrap-up';
  const refused =
    refusedBecause('set-disposition', interaction) ??
    (frozen ? REFUSALS.DISPOSITION_FROZEN : undefined);
  return (
    <Select
      label="Disposition code"
      placeholder={dispositionMandatory ? 'Required' : 'Choose'}
      description={refused}
      disabled={refused !== undefined}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': 'Clear the disposition code' }}
      nothingFoundMessage="No such code"
      data={dispositionChoices(dispositions)}
      filter={({ search }) => dispositionChoices(findDispositions(dispositions, search))}
      value={code ?? null}
      onChange={(value) => onChoose(value ?? undefined)}
    />
  );
}
