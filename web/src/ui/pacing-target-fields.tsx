import { NumberInput, Select } from '@mantine/core';
import {
  newDraft,
  TARGET_CHOICES,
  TARGETS,
  type TargetDraft,
  type TargetKind,
} from './pacing-target-words.ts';

type Props = {
  readonly draft: TargetDraft;
  /** Share of abandoned calls that the campaign allows, 0..1. */
  readonly ceiling: number;
  readonly disabled?: boolean;
  readonly onChange: (draft: TargetDraft) => void;
};

/** Which of the five, and how much of it. */
export function TargetFields({ draft, ceiling, disabled = false, onChange }: Props) {
  const { field, min, max } = TARGETS[draft.kind];
  const number = { min, max, decimalScale: 2, disabled };
  return (
    <>
      <Select<TargetKind>
        label="Target"
        data={TARGET_CHOICES}
        value={draft.kind}
        allowDeselect={false}
        disabled={disabled}
        onChange={(kind) => {
          if (kind !== null && kind !== draft.kind) onChange(newDraft(kind, ceiling));
        }}
      />
      <NumberInput
        {...number}
        label={field}
        value={draft.value}
        onChange={(value) => onChange({ ...draft, value })}
      />
      {draft.kind === 'maximum-gain' ? (
        <NumberInput
          {...number}
          label="Cost of an abandoned call"
          value={draft.loss}
          onChange={(loss) => onChange({ ...draft, loss })}
        />
      ) : null}
    </>
  );
}
