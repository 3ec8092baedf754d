import { Button, Checkbox, MultiSelect, NumberInput, Select } from '@mantine/core';
import { CALL_RESULTS } from '@outpace/protocol/tables.ts';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { callResultWord } from '../ui/call-result-words.ts';
import { keyOf, replaced, without } from './ordered.ts';
import { RowTools } from './row-tools.tsx';
import {
  countedWords,
  countingAgents,
  limitWords,
  newLimit,
  type OwnLimit,
  type Rules,
  unitOf,
  WINDOW_UNITS,
} from './rules-draft.ts';

type Props = { readonly rules: Rules; readonly onChange: (rules: Rules) => void };

/** How often somebody is tried, beyond what the law has to say of it. */
export function RulesLimits({ rules, onChange }: Props) {
  const { limits } = rules;
  const set = (next: OwnLimit[]): void => onChange({ ...rules, limits: next });
  return (
    <fieldset className="rows">
      <legend>Attempts of this campaign</legend>
      <p className="rows-note">
        Beside those of the law, over a window that moves with the clock. Who has had them waits
        until one leaves the window.
      </p>
      {limits.map((limit) => (
        <LimitRow
          key={keyOf(limit)}
          limit={limit}
          onLimit={(next) => set(replaced(limits, limit, next))}
          onRemove={() => set(without(limits, limit))}
        />
      ))}
      <Button
        variant="default"
        className="rows-add"
        leftSection={<IconPlus size={15} aria-hidden />}
        onClick={() => set([...limits, newLimit(limits)])}
      >
        Add a limit
      </Button>
    </fieldset>
  );
}

const RESULT_CHOICES = CALL_RESULTS.map((value) => ({ value, label: callResultWord(value) }));

const OF_CHOICES = [
  { value: 'number', label: 'one number' },
  { value: 'person', label: 'one person' },
] as const;
const ACROSS_CHOICES = [
  { value: 'campaign', label: 'this campaign' },
  { value: 'site', label: 'the whole site' },
] as const;

type RowProps = {
  readonly limit: OwnLimit;
  readonly onLimit: (limit: OwnLimit) => void;
  readonly onRemove: () => void;
};

function LimitRow({ limit, onLimit, onRemove }: RowProps) {
  const set = (part: Partial<OwnLimit>): void => onLimit({ ...limit, ...part });
  const words = limitWords(limit);
  return (
    <fieldset className="treatment" aria-label={words}>
      <div className="own-limit">
        <NumberInput
          label="At most"
          suffix={limit.max === 1 ? ' call' : ' calls'}
          min={1}
          max={1_000}
          allowDecimal={false}
          value={limit.max}
          onChange={(max) => {
            if (Number(max) >= 1) set({ max: Number(max) });
          }}
        />
        <Select
          label="To"
          allowDeselect={false}
          data={[...OF_CHOICES]}
          value={limit.of}
          onChange={(of) => set({ of: of === 'person' ? 'person' : 'number' })}
        />
        <WindowInput limit={limit} set={set} />
        <Select
          label="By"
          allowDeselect={false}
          data={[...ACROSS_CHOICES]}
          value={limit.across}
          onChange={(across) => set({ across: across === 'site' ? 'site' : 'campaign' })}
        />
        <RowTools of={words} onRemove={onRemove} />
      </div>
      <p className="treatment-sentence">
        {words}. <span className="dim">Counts {countedWords(limit)}.</span>
      </p>
      <details className="own-limit-more">
        <summary className="fold">What counts</summary>
        <MultiSelect
          aria-label="What counts"
          searchable
          data={RESULT_CHOICES}
          value={limit.counted}
          onChange={(chosen) => {
            const counted = CALL_RESULTS.filter((result) => chosen.includes(result));
            if (counted.length > 0) set({ counted });
          }}
        />
        <Checkbox
          label="Also asked where an agent waits for the call"
          checked={limit.unlessAgent !== true}
          onChange={(event) => onLimit(countingAgents(limit, event.currentTarget.checked))}
        />
      </details>
    </fieldset>
  );
}

type WindowProps = Pick<RowProps, 'limit'> & {
  readonly set: (part: Pick<OwnLimit, 'windowMs'>) => void;
};

/** A length in the unit that is chosen, though another may fit; a new unit keeps the number. */
function WindowInput({ limit, set }: WindowProps) {
  const { windowMs } = limit;
  const [unit, setUnit] = useState(unitOf(windowMs));
  const amount = windowMs / unit.ms;
  return (
    <>
      <NumberInput
        label="Within"
        min={1}
        max={Math.floor((90 * 86_400_000) / unit.ms)}
        allowDecimal={false}
        value={amount}
        onChange={(typed) => {
          if (Number(typed) >= 1) set({ windowMs: Number(typed) * unit.ms });
        }}
      />
      <Select
        label="Unit"
        allowDeselect={false}
        data={WINDOW_UNITS.map(({ value, label }) => ({ value, label }))}
        value={unit.value}
        onChange={(value) => {
          const chosen = WINDOW_UNITS.find((each) => each.value === value);
          if (chosen === undefined) return;
          setUnit(chosen);
          set({ windowMs: amount * chosen.ms });
        }}
      />
    </>
  );
}
