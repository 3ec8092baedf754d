import { NumberInput } from '@mantine/core';
import type { RuleOf } from './treatment-actions.ts';

type Props = {
  readonly rule: RuleOf<'delegate'>;
  readonly onChange: (rule: RuleOf<'delegate'>) => void;
};

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

/** How long whoever is outside has somebody, before the next rule has its turn. */
export const TreatmentReturn = ({ rule, onChange }: Props) => (
  <NumberInput
    label="Comes back after"
    suffix=" h"
    min={0.25}
    max={90 * DAY_HOURS}
    value={(rule.returnAfterMs ?? DAY_HOURS * HOUR_MS) / HOUR_MS}
    onChange={(hours) => onChange({ ...rule, returnAfterMs: Math.round(Number(hours) * HOUR_MS) })}
  />
);
