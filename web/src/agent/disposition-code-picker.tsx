import { Select } from '@mantine/core';
import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import { refusedBecause } from './actions/interaction-action.tsx';
import { dispositionChoices, findDispositions } from './disposition-choices.ts';

type Props = {
  readonly interaction: InteractionView;
  readonly code: string | undefined;
  readonly onChoose: (code: string | undefined) => void;
};

/** The business outcome: a list with search, in folders where the administrator made some. */
export function DispositionCodePicker({ interaction, code, onChoose }: Props) {
  const { dispositions, dispositionMandatory } = interaction.outcomes;
  if (dispositions.length === 0) return null;
  const refused = refusedBecause('set-disposition', interaction);
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
