import { Button, NumberInput, Select } from '@mantine/core';
import { WHAT_IF_MODES } from '@outpace/protocol/tables.ts';
import type { WhatIfPlan } from '@outpace/protocol/what-if.ts';
import { modeWord } from '../../ui/mode-words.ts';
import { TargetFields } from '../../ui/pacing-target-fields.tsx';
import { PastDayField } from './past-day.tsx';
import { PLAN_FIELDS, type PlanDraft, type PlanNumber, planOf, replayed } from './plan-draft.ts';

const MODES = WHAT_IF_MODES.map((value) => ({ value, label: modeWord(value) }));

/** What a past day says itself, if the plan has its shapes. */
const OF_THE_DAY: ReadonlySet<PlanNumber> = new Set(['answerRate', 'talk']);

type Props = {
  readonly groupId: string;
  readonly draft: PlanDraft;
  readonly isRunning: boolean;
  readonly isBeginning: boolean;
  readonly onChange: (draft: PlanDraft) => void;
  readonly onSimulate: (plan: WhatIfPlan) => void;
  readonly onCancel: () => void;
};

/** Who works how long on which list, and how it is dialed. */
export function WhatIfForm(props: Props) {
  const { groupId, draft, isRunning, isBeginning, onChange, onSimulate, onCancel } = props;
  const plan = planOf(draft);
  return (
    <form
      className="what-if-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (plan !== undefined && !isRunning && !isBeginning) onSimulate(plan);
      }}
    >
      <PastDayField
        groupId={groupId}
        isTaken={draft.shape !== undefined}
        onTaken={(day) => onChange(replayed(draft, day))}
        onDropped={() => onChange({ ...draft, shape: undefined })}
      />
      <div className="what-if-numbers">
        {PLAN_FIELDS.map(({ key, label, min, max, decimals }) => (
          <NumberInput
            key={key}
            label={label}
            value={draft[key]}
            disabled={draft.shape !== undefined && OF_THE_DAY.has(key)}
            min={min}
            max={max}
            decimalScale={decimals}
            thousandSeparator={max > 100_000 ? ',' : ''}
            onChange={(value) => onChange({ ...draft, [key]: value })}
          />
        ))}
      </div>
      <Select
        label="Mode"
        data={MODES}
        value={draft.mode}
        allowDeselect={false}
        onChange={(mode) => {
          if (mode !== null) onChange({ ...draft, mode });
        }}
      />
      {draft.mode === 'predictive' ? (
        <TargetFields
          draft={draft.target}
          ceiling={Number(draft.limit) / 100}
          onChange={(target) => onChange({ ...draft, target })}
        />
      ) : null}
      {isRunning ? (
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
      ) : (
        <Button type="submit" disabled={plan === undefined} loading={isBeginning}>
          Simulate
        </Button>
      )}
      {plan === undefined ? (
        <p className="control-effect">A field is empty or out of its range.</p>
      ) : null}
    </form>
  );
}
