import { SegmentedControl, TextInput } from '@mantine/core';
import { RefusalError } from '../api/client.ts';
import type { Asked } from './saved.ts';

type Props = {
  readonly value: Asked;
  readonly onChange: (value: Asked) => void;
  /** What the server said of it; shown here where it is about what was typed. */
  readonly problem: unknown;
};

const KINDS = [
  { value: 'phone', label: 'Number' },
  { value: 'customer', label: 'Customer id' },
] as const;

/** Whom: one number, or one customer however they are reached. */
export function SuppressionKeyField({ value, onChange, problem }: Props) {
  const { kind, of } = value;
  const label = KINDS.find((each) => each.value === kind)?.label ?? '';
  return (
    <div className="suppression-key">
      <SegmentedControl
        aria-label="Number or customer"
        data={[...KINDS]}
        value={kind}
        onChange={(chosen) => onChange({ kind: chosen === 'phone' ? 'phone' : 'customer', of })}
      />
      <TextInput
        aria-label={label}
        required
        maxLength={kind === 'phone' ? 40 : 120}
        placeholder={kind === 'phone' ? '+1 212 555 0142' : 'As the calling list has it'}
        value={of}
        error={numberProblem(problem)}
        onChange={(event) => onChange({ kind, of: event.currentTarget.value })}
      />
    </div>
  );
}

/** What is wrong with the number alone; anything else is said below the fields. */
export const numberProblem = (problem: unknown): string | undefined =>
  problem instanceof RefusalError && problem.code === 'NUMBER_INVALID'
    ? problem.message
    : undefined;
