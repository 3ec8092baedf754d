import { Radio } from '@mantine/core';
import type { Choice } from './voice-choices.ts';

type Props<Value extends string> = {
  readonly label: string;
  readonly choices: readonly Choice<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
};

/** One of several ways, each with what it means under it. */
export function ChoiceRadios<Value extends string>(props: Props<Value>) {
  const { label, choices, value, onChange } = props;
  return (
    <Radio.Group
      label={label}
      className="delivery"
      value={value}
      onChange={(wanted) => {
        const known = choices.find((choice) => choice.value === wanted);
        if (known !== undefined) onChange(known.value);
      }}
    >
      {choices.map((choice) => (
        <Radio
          key={choice.value}
          value={choice.value}
          label={choice.label}
          description={choice.sentence}
        />
      ))}
    </Radio.Group>
  );
}
