import { Select } from '@mantine/core';
import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import { useRef } from 'react';
import { refusedBecause } from '../actions/interaction-action.tsx';
import { FieldName } from '../fields/field-name.tsx';
import { ariaKey } from '../keys/key-hint.tsx';
import { useKeys } from '../keys/use-keys.tsx';
import { dispositionChoices, findDispositions } from './disposition-choices.ts';

const ACTION = 'set-disposition';

type Props = {
  readonly interaction: Pick<InteractionView, 'actions' | 'outcomes'>;
  readonly code: string | undefined;
  readonly onChoose: (code: string | undefined) => void;
};

/** The business outcome: a list with search, in folders where the administrator made some. */
export function DispositionCodePicker({ interaction, code, onChoose }: Props) {
  const { dispositions, dispositionMandatory } = interaction.outcomes;
  const field = useRef<HTMLInputElement>(null);
  const refused = refusedBecause('set-disposition', interaction);
  const ofResult = refusedBecause('set-call-result', interaction);
  const isShown = dispositions.length > 0;
  useKeys(isShown ? [{ action: ACTION, refused, run: () => field.current?.focus() }] : []);
  if (!isShown) return null;
  return (
    <Select
      ref={field}
      label={<FieldName name="Disposition code" action={ACTION} />}
      aria-keyshortcuts={ariaKey(ACTION)}
      placeholder={dispositionMandatory ? 'Required' : 'Choose'}
      // In a phase that allows neither, the call result above has said so to the eye.
      description={refused === ofResult ? undefined : refused}
      aria-description={refused}
      disabled={refused !== undefined}
      searchable
      selectFirstOptionOnChange
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
