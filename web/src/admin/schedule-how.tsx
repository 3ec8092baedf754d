import { Checkbox, NumberInput, Select } from '@mantine/core';
import type { ScheduleActionBody } from '@outpace/protocol/schedules.ts';
import { DIALING_MODES } from '@outpace/protocol/tables.ts';
import { useState } from 'react';
import { modeWord } from '../ui/mode-words.ts';
import { TargetFields } from '../ui/pacing-target-fields.tsx';
import { draftOf, newDraft, targetOf } from '../ui/pacing-target-words.ts';
import { aimingAt, inMode, isDialing } from './schedule-draft.ts';

type Props = {
  readonly action: ScheduleActionBody;
  readonly onChange: (action: ScheduleActionBody) => void;
};

const AS_IT_IS = 'as-it-is';
const MODES = DIALING_MODES.filter((mode) => mode !== 'no-dial-mode');
const MODE_CHOICES = MODES.map((mode) => ({ value: mode, label: modeWord(mode) }));

/** How a group dials once it is started, and whether it completes by itself. */
export function ScheduleHow({ action, onChange }: Props) {
  const isLoad = action.kind === 'load' || action.kind === 'load-and-start';
  if (!isLoad && !isDialing(action)) return null;
  return (
    <div className="schedule-how">
      {isDialing(action) ? <Mode action={action} onChange={onChange} /> : null}
      {isLoad ? (
        <Checkbox
          label="Completes by itself when nobody is left to call"
          checked={action.autoComplete}
          onChange={(event) => onChange({ ...action, autoComplete: event.currentTarget.checked })}
        />
      ) : null}
    </div>
  );
}

type Dialing = Parameters<typeof inMode>[0];
type DialingProps = { readonly action: Dialing; readonly onChange: Props['onChange'] };

function Mode({ action, onChange }: DialingProps) {
  const { mode } = action;
  const asItIs =
    action.kind === 'set-mode' ? [] : [{ value: AS_IT_IS, label: 'As the group has it' }];
  return (
    <>
      <Select<string>
        label="Mode"
        allowDeselect={false}
        data={[...asItIs, ...MODE_CHOICES]}
        value={mode ?? AS_IT_IS}
        onChange={(chosen) =>
          onChange(
            inMode(
              action,
              MODES.find((each) => each === chosen),
            ),
          )
        }
      />
      {mode === undefined ? null : looksAhead(mode) ? (
        <Target action={action} onChange={onChange} />
      ) : (
        <NumberInput
          label="Lines per free agent"
          min={0.1}
          max={10}
          step={0.1}
          decimalScale={2}
          value={action.multiplier ?? 1}
          onChange={(lines) => onChange({ ...action, multiplier: Number(lines) })}
        />
      )}
    </>
  );
}

/** Predictive dialing has a target instead of a number of lines. */
const looksAhead = (mode: string): boolean =>
  mode === 'predictive' || mode === 'predictive-seizing';

/** As a campaign usually allows; its own limit holds over every target. */
const CEILING = 0.03;

function Target({ action, onChange }: DialingProps) {
  const { target } = action;
  const [typed, setTyped] = useState(
    target === undefined ? newDraft('abandonment', CEILING) : draftOf(target),
  );
  return (
    <>
      <Checkbox
        label="Aims at"
        checked={target !== undefined}
        onChange={(event) =>
          onChange(aimingAt(action, event.currentTarget.checked ? targetOf(typed) : undefined))
        }
      />
      {target === undefined ? null : (
        <TargetFields
          draft={typed}
          ceiling={CEILING}
          onChange={(next) => {
            setTyped(next);
            // What is half typed is not taken over.
            const wanted = targetOf(next);
            if (wanted !== undefined) onChange(aimingAt(action, wanted));
          }}
        />
      )}
    </>
  );
}
