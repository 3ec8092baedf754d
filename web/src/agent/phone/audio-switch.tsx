import { Slider, Switch } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { AUDIO_ON, AUDIO_VOLUME } from './audio-settings.ts';

/** Volume of the demo's tones, and off; said plainly to be no real call. */
export function AudioSwitch() {
  const [on, setOn] = useLocalStorage(AUDIO_ON);
  const [volume, setVolume] = useLocalStorage(AUDIO_VOLUME);
  return (
    <div className="audio">
      <Switch
        size="xs"
        label="Simulated audio"
        checked={on}
        onChange={(event) => setOn(event.currentTarget.checked)}
      />
      <Slider
        size="xs"
        className="audio-volume"
        thumbLabel="Volume of the simulated audio"
        label={null}
        disabled={!on}
        value={volume}
        onChange={setVolume}
      />
    </div>
  );
}
