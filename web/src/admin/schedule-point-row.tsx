import { NumberInput, Select, TextInput } from '@mantine/core';
import type { CampaignGroupRow } from '@outpace/protocol/campaigns.ts';
import type { ScheduleBeginBody, SchedulePointBody } from '@outpace/protocol/schedules.ts';
import { parseGroupId } from '../live/parse-ids.ts';
import { ErrorLine } from '../ui/error-line.tsx';
import { RowTools } from './row-tools.tsx';
import {
  ACTION_CHOICES,
  type ActionKind,
  actionAs,
  type PointTime,
  TIME_CHOICES,
  timeAs,
} from './schedule-draft.ts';
import { ScheduleHow } from './schedule-how.tsx';

type Props = {
  readonly point: SchedulePointBody;
  /** From 0. */
  readonly place: number;
  readonly begins: ScheduleBeginBody;
  readonly groups: readonly CampaignGroupRow[];
  /** Why the server has refused it. */
  readonly problem: string | undefined;
  readonly onChange: (point: SchedulePointBody) => void;
  readonly onMove: (by: -1 | 1) => void;
  /** Undefined: it is the only one. */
  readonly onRemove: (() => void) | undefined;
};

/** When, what, and with which campaign group. */
export function SchedulePointRow(props: Props) {
  const { point, place, begins, groups, problem, onChange, onMove, onRemove } = props;
  const { at, action, groupId } = point;
  const of = `point ${place + 1}`;
  return (
    <fieldset className="schedule-point" aria-label={`Point ${place + 1}`}>
      <div className="schedule-point-fields">
        <Select<PointTime['kind']>
          label="When"
          allowDeselect={false}
          data={TIME_CHOICES}
          value={at.kind}
          onChange={(kind) => onChange({ ...point, at: timeAs(kind ?? at.kind, begins) })}
        />
        <When at={at} onChange={(next) => onChange({ ...point, at: next })} />
        <Select<ActionKind>
          label="Do"
          allowDeselect={false}
          data={ACTION_CHOICES}
          value={action.kind}
          onChange={(kind) => onChange({ ...point, action: actionAs(action, kind ?? action.kind) })}
        />
        <Select
          label="Campaign group"
          required
          searchable
          data={groups.map(({ id, name }) => ({ value: id, label: name }))}
          value={groupId === '' ? null : groupId}
          onChange={(chosen) => onChange({ ...point, groupId: parseGroupId(chosen ?? '') })}
        />
        {onRemove === undefined ? null : <RowTools of={of} onMove={onMove} onRemove={onRemove} />}
      </div>
      <ScheduleHow action={action} onChange={(next) => onChange({ ...point, action: next })} />
      <ErrorLine problem={problem} />
    </fieldset>
  );
}

type WhenProps = { readonly at: PointTime; readonly onChange: (at: PointTime) => void };

function When({ at, onChange }: WhenProps) {
  switch (at.kind) {
    case 'offset':
      return (
        <NumberInput
          label="Minutes"
          min={0}
          max={1_439}
          allowDecimal={false}
          value={at.minutes}
          onChange={(minutes) => onChange({ ...at, minutes: Number(minutes) })}
        />
      );
    case 'local-time':
      return (
        <TextInput
          label="Time"
          type="time"
          required
          withAsterisk={false}
          value={at.time}
          onChange={(event) => onChange({ ...at, time: event.currentTarget.value })}
        />
      );
    case 'after-group':
      return <span />;
  }
}
