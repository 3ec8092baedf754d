import { SegmentedControl, TextInput } from '@mantine/core';
import type { LocalTimeBody } from '@outpace/protocol/callbacks.ts';
import { useNow } from '../../ui/clock.tsx';
import { formatMoment } from '../../ui/time-text.ts';
import { momentOfText } from './callback-time.ts';

const OWN_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

type WhenProps = {
  readonly time: LocalTimeBody;
  readonly zone: string;
  readonly onChange: (time: LocalTimeBody) => void;
};

/** Typed or picked; in the contact’s time unless the agent says otherwise. */
export function WhenFields({ time, zone, onChange }: WhenProps) {
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
