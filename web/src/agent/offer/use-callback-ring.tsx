import { useLocalStorage } from '@mantine/hooks';
import type { AgentView } from '@outpace/engine/views/agent-view.ts';
import { useEffect, useState } from 'react';
import { CallbackRing } from '../../phone/callback-ring.ts';
import type { Phone } from '../../phone/phone.ts';
import { AUDIO_ON, AUDIO_VOLUME } from '../phone/audio-settings.ts';
import { usePhoneState } from '../phone/use-phone.tsx';

/** Sounds while a callback is offered, as loud as the phone of this page. */
export function useCallbackRing({ offer, phone: known }: AgentView, phone: Phone): void {
  const [ring] = useState(() => new CallbackRing());
  const [on] = useLocalStorage(AUDIO_ON);
  const [volume] = useLocalStorage(AUDIO_VOLUME);
  const { volume: ofPhone } = usePhoneState(phone);
  const isTones = known.kind === 'none';
  useEffect(() => {
    ring.setVolume(isTones ? (on ? volume / 100 : 0) : ofPhone);
  }, [ring, isTones, on, volume, ofPhone]);
  const offerId = offer?.callback === undefined ? undefined : offer.id;
  useEffect(() => {
    if (offerId === undefined) return;
    ring.start();
    return () => ring.stop();
  }, [ring, offerId]);
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
