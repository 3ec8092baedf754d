import { Autocomplete } from '@mantine/core';
import type { RecordId } from '@outpace/engine/basics/ids.ts';
import type { NumberChoiceBody } from '@outpace/protocol/callbacks.ts';
import { formatPhone } from '../../ui/phone-text.ts';

/** As much of a number as is picked by. */
export type KnownNumber = { readonly recordId: RecordId; readonly phone: string };

type Numbers = readonly KnownNumber[];

type Props = {
  readonly numbers: Numbers;
  /** The id of a known number, or what was typed. */
  readonly value: string;
  readonly onChange: (value: string) => void;
};

/** One of the person's numbers, or one that they have just given. */
export function NumberPicker({ numbers, value, onChange }: Props) {
  const shown = numbers.map(({ recordId, phone }) => ({ recordId, label: formatPhone(phone) }));
  return (
    <Autocomplete
      label="Number"
      description="Choose one, or type a new one with its country code"
      data={[...new Set(shown.map(({ label }) => label))]}
      // All are offered, whatever stands there.
      filter={({ options }) => options}
      value={shown.find(({ recordId }) => recordId === value)?.label ?? value}
      onChange={(text) => onChange(shown.find(({ label }) => label === text)?.recordId ?? text)}
    />
  );
}

/** What is meant by the value of the picker; a typed number is read and refused by the server. */
export function typedChoice(numbers: Numbers, value: string): NumberChoiceBody {
  const known = numbers.find(({ recordId }) => recordId === value);
  return known === undefined
    ? { kind: 'new-number', phone: value }
    : { kind: 'record', recordId: known.recordId };
}
