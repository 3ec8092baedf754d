import { Button, SegmentedControl, TextInput } from '@mantine/core';
import type { CallbackKind } from '@outpace/engine/calling-lists/callback.ts';
import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import type { CallbackWishBody, LocalTimeBody } from '@outpace/protocol/callbacks.ts';
import { useState } from 'react';
import { RefusalError } from '../../api/client.ts';
import { useNow } from '../../ui/clock.tsx';
import { ErrorLine } from '../../ui/error-line.tsx';
import { formatMoment } from '../../ui/time-text.ts';
import { NumberPicker, typedChoice } from '../actions/number-picker.tsx';
import type { DraftKeeper } from '../outcome/draft-keeper.ts';
import { useCommand } from '../use-command.tsx';
import { firstSuggestion, momentOfText } from './callback-time.ts';

type Props = {
  readonly interaction: InteractionView;
  readonly keeper: DraftKeeper;
  readonly onDone: () => void;
};

const KINDS: { value: CallbackKind; label: string }[] = [
  { value: 'personal', label: 'I call' },
  { value: 'campaign', label: 'Anybody of the campaign' },
];

const OWN_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** When, in whose time, who, and at which number; the server judges it and offers another time. */
export function RescheduleForm({ interaction, keeper, onDone }: Props) {
  const { zone, draft, numbers, recordId, id: interactionId } = interaction;
  const { run, busy, problem, forget } = useCommand();
  const now = useNow();
  const [time, setTime] = useState<LocalTimeBody>(
    () => draft.callback?.time ?? { local: firstSuggestion(now, zone), zone },
  );
  const [kind, setKind] = useState<CallbackKind>(draft.callback?.kind ?? 'personal');
  const [number, setNumber] = useState<string>(() => {
    const to = draft.callback?.to;
    if (to === undefined) return recordId;
    return to.kind === 'record' ? to.recordId : to.phone;
  });
  const change = (to: LocalTimeBody): void => {
    forget();
    setTime(to);
  };
  const save = async (wish: CallbackWishBody | undefined): Promise<void> => {
    const said = { ...keeper.take(), callback: wish };
    if (await run({ type: 'save-draft', interactionId, draft: said })) onDone();
  };
  const set = (at: LocalTimeBody): Promise<void> =>
    save({ time: at, kind, to: typedChoice(numbers, number) });
  const instead = problem instanceof RefusalError ? problem.instead : undefined;
  return (
    <form
      className="reschedule"
      onSubmit={(event) => {
        event.preventDefault();
        void set(time);
      }}
    >
      <WhenFields time={time} zone={zone} onChange={change} />
      <SegmentedControl<CallbackKind>
        aria-label="Who calls"
        size="xs"
        fullWidth
        data={KINDS}
        value={kind}
        onChange={setKind}
      />
      <NumberPicker numbers={numbers} value={number} onChange={setNumber} />
      <ErrorLine problem={problem} />
      <Instead
        time={instead}
        onTake={(at) => {
          setTime(at);
          void set(at);
        }}
      />
      <div className="reschedule-end">
        {draft.callback === undefined ? null : (
          <Button variant="default" size="sm" onClick={() => void save(undefined)}>
            Remove
          </Button>
        )}
        <Button type="submit" size="sm" loading={busy}>
          Set callback
        </Button>
      </div>
    </form>
  );
}

type WhenProps = {
  readonly time: LocalTimeBody;
  readonly zone: string;
  readonly onChange: (time: LocalTimeBody) => void;
};

/** Typed or picked; in the contact’s time unless the agent says otherwise. */
function WhenFields({ time, zone, onChange }: WhenProps) {
  const [day = '', clock = ''] = time.local.split('T');
  const change = (local: string, of = time.zone): void => onChange({ local, zone: of });
  const theirs = { value: zone, label: 'The contact’s time' };
  const zones = zone === OWN_ZONE ? [] : [theirs, { value: OWN_ZONE, label: 'Your time' }];
  return (
    <>
      <div className="reschedule-when">
        <TextInput
          type="date"
          label="Date"
          value={day}
          data-autofocus
          onChange={(event) => change(`${event.currentTarget.value}T${clock}`)}
        />
        <TextInput
          type="time"
          label="Time"
          value={clock}
          onChange={(event) => change(`${day}T${event.currentTarget.value}`)}
        />
      </div>
      {zones.length === 0 ? null : (
        <SegmentedControl
          aria-label="Whose time"
          size="xs"
          fullWidth
          data={zones}
          value={time.zone}
          onChange={(of) => change(time.local, of)}
        />
      )}
      <BothTimes time={time} zone={zone} />
    </>
  );
}

type InsteadProps = {
  readonly time: LocalTimeBody | undefined;
  readonly onTake: (time: LocalTimeBody) => void;
};

/** The next time that is allowed, taken by one press. */
function Instead({ time, onTake }: InsteadProps) {
  const now = useNow();
  if (time === undefined) return null;
  const at = momentOfText(time.local, time.zone);
  return (
    <Button size="compact-sm" variant="light" onClick={() => onTake(time)}>
      Take {at === undefined ? time.local : formatMoment(at, now, time.zone)}
    </Button>
  );
}

/** What both clocks show then: the contact’s first. */
function BothTimes({ time, zone }: { readonly time: LocalTimeBody; readonly zone: string }) {
  const now = useNow();
  const at = momentOfText(time.local, time.zone);
  if (at === undefined) return null;
  return (
    <p className="reschedule-both figures">
      {formatMoment(at, now, zone)} for the contact · {formatMoment(at, now)} for you
    </p>
  );
}
