import { useLocalStorage } from '@mantine/hooks';
import type { AgentView } from '@outpace/engine/views/agent-view.ts';
import { useEffect, useState } from 'react';
import { CallbackRing } from '../../phone/callback-ring.ts';
import type { Phone } from '../../phone/phone.ts';
import { AUDIO_ON, AUDIO_VOLUME } from '../phone/audio-settings.ts';
import { usePhoneState } from '../phone/use-phone.tsx';
import { rungBy } from './rung-by.ts';

/** Sounds for what the agent is to answer, as loud as the phone of this page. */
export function useRing(view: AgentView, phone: Phone): void {
  const [ring] = useState(() => new CallbackRing());
  const [on] = useLocalStorage(AUDIO_ON);
  const [volume] = useLocalStorage(AUDIO_VOLUME);
  const { volume: ofPhone } = usePhoneState(phone);
  const isTones = view.phone.kind === 'none';
  useEffect(() => {
    ring.setVolume(isTones ? (on ? volume / 100 : 0) : ofPhone);
  }, [ring, isTones, on, volume, ofPhone]);
  const rung = rungBy(view);
  useEffect(() => {
    if (rung === undefined) return;
    ring.start();
    return () => ring.stop();
  }, [ring, rung]);
  useEffect(() => {
    const wake = (): void => ring.wake();
    window.addEventListener('pointerdown', wake, { once: true });
    window.addEventListener('keydown', wake, { once: true });
    return () => {
      window.removeEventListener('pointerdown', wake);
      window.removeEventListener('keydown', wake);
    };
  }, [ring]);
}
