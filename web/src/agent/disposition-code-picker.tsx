import { Select, TreeSelect } from '@mantine/core';
import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import { REFUSALS } from '@outpace/protocol/tables.ts';
import { refusedBecause } from './actions/interaction-action.tsx';
import { dispositionTree, isFolder, isTree } from './disposition-tree.ts';

type Props = {
  readonly interaction: InteractionView;
  readonly code: string | undefined;
  readonly onChoose: (code: string | undefined) => void;
};

/** The business outcome: a flat list, or folders with search. */
export function DispositionCodePicker({ interaction, code, onChoose }: Props) {
  const { dispositions, dispositionMandatory, frozenAfterCall } = interaction.outcomes;
  if (dispositions.length === 0) return null;
  const frozen = frozenAfterCall && interaction.phase === 'wrap-up';
  const refused =
    refusedBecause('set-disposition', interaction) ??
    (frozen ? REFUSALS.DISPOSITION_FROZEN : undefined);
  const common = {
    label: 'Disposition code',
    placeholder: dispositionMandatory ? 'Required' : 'Choose',
    description: refused,
    disabled: refused !== undefined,
    searchable: true,
    clearable: true,
    clearButtonProps: { 'aria-label': 'Clear the disposition code' },
    nothingFoundMessage: 'No such code',
    value: code ?? null,
  } as const;
  if (!isTree(dispositions)) {
    return (
      <Select
        {...common}
        data={dispositions.map(({ code: value, label }) => ({ value, label }))}
        onChange={(value) => onChoose(value ?? undefined)}
      />
    );
  }
  return (
    <TreeSelect
      {...common}
      data={dispositionTree(dispositions)}
      expandOnClick
      onChange={(value) => {
        if (value === null || !isFolder(value)) onChoose(value ?? undefined);
      }}
    />
  );
}
