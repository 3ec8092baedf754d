import type { InteractionPhase } from '@outpace/engine/interactions/interaction.ts';
import { useEffect, useState } from 'react';
import type { Phone } from '../phone/phone.ts';
import { TonePhone } from '../phone/tones.ts';

/** The phone of this page, told of every phase of the call. */
export function usePhone(phase: InteractionPhase | undefined): Phone {
  const [phone] = useState<Phone>(() => new TonePhone());
  useEffect(() => phone.show(phase), [phone, phase]);
  useEffect(() => () => phone.show(undefined), [phone]);
  useEffect(() => {
    const wake = (): void => phone.wake();
    window.addEventListener('pointerdown', wake, { once: true });
    window.addEventListener('keydown', wake, { once: true });
    return () => {
      window.removeEventListener('pointerdown', wake);
      window.removeEventListener('keydown', wake);
    };
  }, [phone]);
  return phone;
}
