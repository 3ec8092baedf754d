import { Select } from '@mantine/core';
import type { SoundDevice } from '../../phone/devices.ts';
import type { SoundChoice } from '../../phone/phone.ts';

type Props = {
  readonly label: string;
  readonly choice: SoundChoice;
  readonly onChoose: (device: SoundDevice) => void;
};

/** One microphone or loudspeaker of those that are plugged in. */
export function DeviceChoice({ label, choice: { devices, picked }, onChoose }: Props) {
  const { device, missing } = picked;
  return (
    <Select
      label={label}
      size="xs"
      // A browser may hide the names until the microphone is allowed.
      data={devices.map(({ id, label: name }, place) => ({
        value: id,
        label: name || `${label} ${place + 1}`,
      }))}
      value={device?.id ?? null}
      placeholder={devices.length === 0 ? 'None found' : 'Choose'}
      description={missing === undefined ? undefined : `${missing.label} is not plugged in.`}
      allowDeselect={false}
      disabled={devices.length === 0}
      onChange={(id) => {
        const chosen = devices.find((each) => each.id === id);
        if (chosen !== undefined) onChoose(chosen);
      }}
    />
  );
}
