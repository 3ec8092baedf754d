import { Button, Select } from '@mantine/core';
import { IconAlertTriangle, IconArrowForward } from '@tabler/icons-react';
import { RowTools } from './row-tools.tsx';
import { ACTIONS, type Action, withAction } from './treatment-actions.ts';
import { TreatmentFields } from './treatment-fields.tsx';
import { parseTrigger, type triggerChoices } from './treatment-triggers.ts';
import { type Treatment, triggerText } from './treatment-words.ts';

type Props = {
  readonly rule: Treatment;
  readonly choices: ReturnType<typeof triggerChoices>;
  readonly sentence: string;
  readonly problem: string | undefined;
  readonly soon: string;
  readonly onChange: (rule: Treatment) => void;
  readonly onThen: () => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
};

export function TreatmentRow(props: Props) {
  const { rule, choices, sentence, problem, soon, onChange, onThen, onMove, onRemove } = props;
  const isStill = (rule.sequence ?? 1) > 1;
  return (
    <div className="treatment" data-never={problem !== undefined || undefined} data-still={isStill}>
      <div className="treatment-fields">
        <Select
          label={isStill ? 'Still' : 'After'}
          searchable
          allowDeselect={false}
          data={choices}
          value={triggerText(rule.on)}
          onChange={(text) => {
            const on = text === null ? undefined : parseTrigger(text);
            if (on !== undefined) onChange({ ...rule, on });
          }}
        />
        <Select<Action>
          label="Do"
          allowDeselect={false}
          data={ACTIONS.map(({ group, items }) => ({ group, items: [...items] }))}
          value={rule.action}
          onChange={(action) => onChange(withAction(rule, action ?? 'close', soon))}
        />
        <TreatmentFields rule={rule} onChange={onChange} />
        <RowTools of={sentence} onMove={onMove} onRemove={onRemove} />
      </div>
      <p className="treatment-sentence">{sentence}</p>
      {problem === undefined ? null : (
        <p className="treatment-problem">
          <IconAlertTriangle size={14} aria-hidden />
          {problem}
        </p>
      )}
      <Button
        variant="subtle"
        size="compact-xs"
        leftSection={<IconArrowForward size={13} aria-hidden />}
        aria-label={`Add what comes then, after ${sentence}`}
        onClick={onThen}
      >
        Add what comes then
      </Button>
    </div>
  );
}
