import { Button, SegmentedControl } from '@mantine/core';
import type { CallbackKind } from '@outpace/engine/calling-lists/callback.ts';
import type { CallbackWishBody, LocalTimeBody } from '@outpace/protocol/callbacks.ts';
import { type ReactNode, useState } from 'react';
import { RefusalError } from '../../api/client.ts';
import { useNow } from '../../ui/clock.tsx';
import { ErrorLine } from '../../ui/error-line.tsx';
import { formatMoment } from '../../ui/time-text.ts';
import { type KnownNumber, NumberPicker, typedChoice } from '../actions/number-picker.tsx';
import { firstSuggestion, momentOfText } from './callback-time.ts';
import { WhenFields } from './when-fields.tsx';

type Props = {
  /** The contact's. */
  readonly zone: string;
  readonly numbers: readonly KnownNumber[];
  readonly kind: CallbackKind;
  /** The id of a known number, or what was typed. */
  readonly number: string;
  /** Undefined: the first suggestion. */
  readonly time: LocalTimeBody | undefined;
  readonly submitLabel: string;
  readonly isBusy: boolean;
  readonly problem: unknown;
  readonly onSet: (wish: CallbackWishBody) => void;
  /** What was wrong has been changed since. */
  readonly onChange: () => void;
  /** Another button. */
  readonly children?: ReactNode;
};

const KINDS: { value: CallbackKind; label: string }[] = [
  { value: 'personal', label: 'I call' },
  { value: 'campaign', label: 'Anybody of the campaign' },
];

/** When, in whose time, who, and at which number; the server judges it and offers another time. */
export function CallbackForm(props: Props) {
  const { zone, numbers, submitLabel, isBusy, problem, onSet, onChange, children } = props;
  const now = useNow();
  const [time, setTime] = useState(() => props.time ?? { local: firstSuggestion(now, zone), zone });
  const [kind, setKind] = useState(props.kind);
  const [number, setNumber] = useState(props.number);
  const set = (at: LocalTimeBody): void =>
    onSet({ time: at, kind, to: typedChoice(numbers, number) });
  return (
    <form
      className="reschedule"
      onSubmit={(event) => {
        event.preventDefault();
        set(time);
      }}
    >
      <WhenFields
        time={time}
        zone={zone}
        onChange={(to) => {
          onChange();
          setTime(to);
        }}
      />
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
        time={problem instanceof RefusalError ? problem.instead : undefined}
        onTake={(at) => {
          setTime(at);
          set(at);
        }}
      />
      <div className="reschedule-end">
        {children}
        <Button type="submit" size="sm" loading={isBusy}>
          {submitLabel}
        </Button>
      </div>
    </form>
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
