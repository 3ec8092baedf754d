import { NumberInput, Select } from '@mantine/core';
import type { UnansweredBody } from '@outpace/protocol/validation.ts';
import { Explained } from './explained.tsx';
import { ACTION_CHOICES, REFUSED_AS_CHOICES, unansweredOf } from './validation-words.ts';

type Props = {
  readonly label: string;
  readonly note?: string;
  readonly value: UnansweredBody;
  readonly onChange: (value: UnansweredBody) => void;
};

/** What is done with a record about which nothing was said. */
export function UnansweredFields({ label, note = '', value, onChange }: Props) {
  return (
    <>
      <Explained note={note}>
        <Select
          label={label}
          data={ACTION_CHOICES}
          value={value.action}
          allowDeselect={false}
          onChange={(action) => onChange(unansweredOf(action ?? 'later', value))}
        />
      </Explained>
      {value.action === 'refuse' ? (
        <Explained note="Treated with this result.">
          <Select
            label={`${label}: result`}
            data={REFUSED_AS_CHOICES}
            value={value.result}
            allowDeselect={false}
            onChange={(result) => (result === null ? undefined : onChange({ ...value, result }))}
          />
        </Explained>
      ) : null}
      {value.action === 'later' ? (
        <Explained note="Nothing is counted meanwhile.">
          <NumberInput
            label={`${label}: wait`}
            suffix=" min"
            min={1}
            max={1_440}
            allowDecimal={false}
            value={value.waitMs / 60_000}
            onChange={(typed) => onChange({ ...value, waitMs: Number(typed) * 60_000 })}
          />
        </Explained>
      ) : null}
    </>
  );
}
