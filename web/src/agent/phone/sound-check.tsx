import { Button, Slider } from '@mantine/core';
import { IconRefresh, IconVolume } from '@tabler/icons-react';
import { useId } from 'react';
import type { PhoneSound, PhoneState } from '../../phone/phone.ts';
import { DeviceChoice } from './device-choice.tsx';
import { LevelMeter } from './level-meter.tsx';

type Props = { readonly sound: PhoneSound; readonly state: PhoneState };

/** Microphone and loudspeaker: which, whether the one hears and the other is heard, how loud. */
export function SoundCheck({ sound, state }: Props) {
  const { input, output, volume, microphone, line } = state;
  const volumeId = useId();
  const mayRetry = microphone.phase === 'fault' || line === 'waiting' || line === 'no-phones';
  return (
    <div className="phone-part">
      {mayRetry ? (
        <Button
          variant="default"
          leftSection={<IconRefresh size={15} aria-hidden />}
          onClick={() => sound.retry()}
        >
          Try again
        </Button>
      ) : null}
      {microphone.phase === 'on' ? (
        <>
          <DeviceChoice
            label="Microphone"
            choice={input}
            onChoose={(device) => sound.choose('input', device)}
          />
          <LevelMeter sound={sound} />
        </>
      ) : null}
      {output === undefined ? null : (
        <DeviceChoice
          label="Loudspeaker"
          choice={output}
          onChoose={(device) => sound.choose('output', device)}
        />
      )}
      <div className="sound-volume">
        <Button
          variant="default"
          size="xs"
          leftSection={<IconVolume size={15} aria-hidden />}
          onClick={() => sound.playTestTone()}
        >
          Play test tone
        </Button>
        <span id={volumeId} className="dim">
          Volume
        </span>
        <Slider
          size="sm"
          className="sound-slider"
          thumbProps={{ 'aria-labelledby': volumeId }}
          label={null}
          value={Math.round(volume * 100)}
          onChange={(shown) => sound.setVolume(shown / 100)}
        />
      </div>
    </div>
  );
}
