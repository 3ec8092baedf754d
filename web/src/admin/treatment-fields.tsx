import { NumberInput, Select, TextInput } from '@mantine/core';
import type { RuleOf } from './treatment-actions.ts';
import { TreatmentReturn } from './treatment-return.tsx';
import type { Treatment } from './treatment-words.ts';

type Props<Rule extends Treatment> = {
  readonly rule: Rule;
  readonly onChange: (rule: Rule) => void;
};

/** What a rule asks for besides its trigger and its action. */
export function TreatmentFields({ rule, onChange }: Props<Treatment>) {
  switch (rule.action) {
    case 'redial':
    case 'retry-in':
      return (
        <span className="rule-fields">
          <Waits rule={rule} onChange={onChange} />
          <Times rule={rule} onChange={onChange} label="Times" />
          <Owner rule={rule} onChange={onChange} />
        </span>
      );
    case 'next-in-chain-after':
      return (
        <span className="rule-fields">
          <Waits rule={rule} onChange={onChange} />
          <Times rule={rule} onChange={onChange} label="Rounds" />
        </span>
      );
    case 'retry-at':
      return (
        <span className="rule-fields">
          <Moment rule={rule} onChange={onChange} />
          <Owner rule={rule} onChange={onChange} />
        </span>
      );
    case 'next-in-chain-at':
      return (
        <span className="rule-fields">
          <Moment rule={rule} onChange={onChange} />
          <Times rule={rule} onChange={onChange} label="Rounds" />
        </span>
      );
    case 'reschedule':
      return (
        <span className="rule-fields">
          <Days rule={rule} onChange={onChange} />
          <Times rule={rule} onChange={onChange} label="Times" />
          <Owner rule={rule} onChange={onChange} />
        </span>
      );
    case 'next-in-chain':
      return (
        <span className="rule-fields">
          <Times rule={rule} onChange={onChange} label="Rounds" />
        </span>
      );
    case 'assign-to-group':
      return (
        <span className="rule-fields">
          <Wait rule={rule} onChange={onChange} />
        </span>
      );
    case 'delegate':
      return (
        <span className="rule-fields">
          <TreatmentReturn rule={rule} onChange={onChange} />
        </span>
      );
    case 'close':
    case 'update-chain':
    case 'mark-agent-error':
      return null;
  }
}

const MINUTE_MS = 60_000;

const toMs = (minutes: number | string): number => Math.round(Number(minutes) * MINUTE_MS);

type Cycled = RuleOf<'redial' | 'retry-in' | 'next-in-chain-after'>;

function Wait<Rule extends Cycled | RuleOf<'assign-to-group'>>({ rule, onChange }: Props<Rule>) {
  return (
    <NumberInput
      label="Wait"
      suffix=" min"
      min={0}
      max={129_600}
      value={rule.intervalMs / MINUTE_MS}
      onChange={(minutes) => onChange({ ...rule, intervalMs: toMs(minutes) })}
    />
  );
}

function Waits<Rule extends Cycled>({ rule, onChange }: Props<Rule>) {
  return (
    <>
      <Wait rule={rule} onChange={onChange} />
      <NumberInput
        label="Longer by"
        suffix=" min"
        min={0}
        max={43_200}
        value={rule.incrementMs / MINUTE_MS}
        onChange={(minutes) => onChange({ ...rule, incrementMs: toMs(minutes) })}
      />
    </>
  );
}

type Counted = Extract<Treatment, { readonly cycleAttempts?: number }>;

function Times<Rule extends Counted>({
  rule,
  onChange,
  label,
}: Props<Rule> & { readonly label: string }) {
  return (
    <NumberInput
      label={label}
      min={1}
      max={100}
      allowDecimal={false}
      value={rule.cycleAttempts ?? 1}
      onChange={(times) => onChange({ ...rule, cycleAttempts: Number(times) })}
    />
  );
}

function Moment<Rule extends RuleOf<'retry-at' | 'next-in-chain-at'>>(props: Props<Rule>) {
  const { rule, onChange } = props;
  return (
    <TextInput
      label="On, their time"
      type="datetime-local"
      required
      withAsterisk={false}
      value={rule.local}
      onChange={(event) => onChange({ ...rule, local: event.currentTarget.value })}
    />
  );
}

function Days({ rule, onChange }: Props<RuleOf<'reschedule'>>) {
  return (
    <>
      <NumberInput
        label="Days later"
        min={0}
        max={365}
        allowDecimal={false}
        value={rule.days}
        onChange={(days) => onChange({ ...rule, days: Number(days) })}
      />
      <TextInput
        label="At, their time"
        type="time"
        required
        withAsterisk={false}
        value={rule.time}
        onChange={(event) => onChange({ ...rule, time: event.currentTarget.value })}
      />
    </>
  );
}

type Owned = RuleOf<'redial' | 'retry-in' | 'retry-at' | 'reschedule'>;

const OWNERS = [
  { value: 'as-it-is', label: 'As before' },
  { value: 'campaign', label: 'Anybody' },
  { value: 'personal', label: 'Same agent' },
] as const;

function Owner({ rule, onChange }: { readonly rule: Owned } & Pick<Props<Treatment>, 'onChange'>) {
  return (
    <Select<(typeof OWNERS)[number]['value']>
      label="By"
      allowDeselect={false}
      data={[...OWNERS]}
      value={rule.owner ?? 'as-it-is'}
      onChange={(choice) => {
        const { owner: _before, ...rest } = rule;
        const isChosen = choice === 'campaign' || choice === 'personal';
        onChange(isChosen ? { ...rest, owner: choice } : rest);
      }}
    />
  );
}
