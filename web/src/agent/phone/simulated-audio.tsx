import { useLocalStorage } from '@mantine/hooks';
import { useEffect } from 'react';
import type { Phone } from '../../phone/phone.ts';
import { later } from '../../ui/late/later.tsx';
import { late } from '../late.ts';
import { AUDIO_ON, AUDIO_VOLUME } from './audio-settings.ts';

const AudioSwitch = later(late, (file) => file.AudioSwitch, {
  waiting: <div className="audio audio-waiting" />,
});

/** The demo's tones: as loud as this browser remembers, from the first one on. */
export function SimulatedAudio({ phone }: { readonly phone: Phone }) {
  const [on] = useLocalStorage(AUDIO_ON);
  const [volume] = useLocalStorage(AUDIO_VOLUME);
  useEffect(() => phone.setVolume(on ? volume / 100 : 0), [phone, on, volume]);
  return <AudioSwitch />;
}
