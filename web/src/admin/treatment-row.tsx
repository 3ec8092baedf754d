import { NumberInput, Select } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { RowTools } from './row-tools.tsx';
import { parseTrigger, type triggerChoices } from './treatment-triggers.ts';
import { type Treatment, triggerText, withAction } from './treatment-words.ts';

type Props = {
  readonly rule: Treatment;
  readonly choices: ReturnType<typeof triggerChoices>;
  readonly sentence: string;
  readonly problem: string | undefined;
  readonly onChange: (rule: Treatment) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
};

const ACTIONS: readonly { readonly value: Treatment['action']; readonly label: string }[] = [
  { value: 'redial', label: 'Redial' },
  { value: 'next-in-chain', label: 'Next number' },
  { value: 'close', label: 'Close' },
];

export function TreatmentRow(props: Props) {
  const { rule, choices, sentence, problem, onChange, onMove, onRemove } = props;
  return (
    <div className="treatment" data-never={problem !== undefined || undefined}>
      <div className="treatment-fields">
        <Select
          label="After"
          searchable
          allowDeselect={false}
          data={choices}
          value={triggerText(rule.on)}
          onChange={(text) => {
            const on = text === null ? undefined : parseTrigger(text);
            if (on !== undefined) onChange({ ...rule, on });
          }}
        />
        <Select<Treatment['action']>
          label="Do"
          allowDeselect={false}
          data={[...ACTIONS]}
          value={rule.action}
          onChange={(action) => onChange(withAction(rule, action ?? 'close'))}
        />
        {rule.action === 'redial' ? <RedialFields rule={rule} onChange={onChange} /> : <span />}
        <RowTools of={sentence} onMove={onMove} onRemove={onRemove} />
      </div>
      <p className="treatment-sentence">{sentence}</p>
      {problem === undefined ? null : (
        <p className="treatment-problem">
          <IconAlertTriangle size={14} aria-hidden />
          {problem}
        </p>
      )}
    </div>
  );
}

type Redial = Extract<Treatment, { readonly action: 'redial' }>;

type RedialProps = {
  readonly rule: Redial;
  readonly onChange: (rule: Redial) => void;
};

const MINUTE_MS = 60_000;

const toMs = (minutes: number | string): number => Math.round(Number(minutes) * MINUTE_MS);

function RedialFields({ rule, onChange }: RedialProps) {
  return (
    <span className="redial-fields">
      <NumberInput
        label="Wait"
        suffix=" min"
        min={0}
        max={129_600}
        value={rule.intervalMs / MINUTE_MS}
        onChange={(minutes) => onChange({ ...rule, intervalMs: toMs(minutes) })}
      />
      <NumberInput
        label="Longer by"
        suffix=" min"
        min={0}
        max={43_200}
        value={rule.incrementMs / MINUTE_MS}
        onChange={(minutes) => onChange({ ...rule, incrementMs: toMs(minutes) })}
      />
      <NumberInput
        label="Times"
        min={1}
        max={100}
        allowDecimal={false}
        value={rule.cycleAttempts}
        onChange={(times) => onChange({ ...rule, cycleAttempts: Number(times) })}
      />
    </span>
  );
}
